"""The part of a training split that no recipe of ours has seen, for sets of which only that split is here."""

from pathlib import Path

from assistant.engine.labelled import Item, rows

TRAIN = "train"


def marked_texts(folder: Path, split: str) -> list[Item]:
    """Of `pii_synthetic`'s train split the templates divisible by 5; any other split whole."""
    found = rows(folder, split)
    return [row for row in found if split != TRAIN or row.get("template_id", 0) % 5 == 0]


def statements(folder: Path, split: str) -> list[Item]:
    """Sentences with passages and verdicts: a file of them, or SciFact's claims with their evidence (of its train
    split those whose id ends in 0 or 5). A claim without evidence is set against the abstracts it cites."""
    if not (folder / f"claims_{split}.jsonl").is_file():
        return rows(folder, split)
    corpus = {str(row["_id"]): row["metadata"]["sentences"] for row in rows(folder, "corpus", "_id")}
    claims = rows(folder, f"claims_{split}")
    unseen = [claim for claim in claims if split != TRAIN or str(claim["id"])[-1] in "05"]
    return [pair for claim in unseen for pair in _pairs(claim, corpus)]


def _pairs(claim: Item, corpus: dict[str, list[str]]) -> list[Item]:
    verdicts = {"SUPPORT": "supported", "CONTRADICT": "contradicted"}
    told = [
        (verdicts[found["label"]], [corpus[str(found["doc_id"])][at] for at in found["sentences"]])
        for found in claim["evidence"]
    ] or [("not_supported", corpus[str(d)]) for d in claim["cited_doc_ids"] if str(d) in corpus]
    return [
        {"id": f"{claim['id']}/{n}", "sentence": claim["claim"], "passage": " ".join(lines), "verdict": verdict}
        for n, (verdict, lines) in enumerate(told)
    ]
