"""Is only what no recipe has seen measured, where a set has no other split?"""

import json
from pathlib import Path

from assistant.engine.unseen import marked_texts, statements


def write(path: Path, *rows: dict[str, object]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def test_held_out_templates_only(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [{"id": n, "template_id": n, "text": "", "spans": []} for n in (4, 5, 6, 10)]
    write(tmp_path / "train.jsonl", *rows)
    write(tmp_path / "test.jsonl", *rows)
    assert [row["id"] for row in marked_texts(tmp_path, "train")] == [5, 10]
    assert len(marked_texts(tmp_path, "test")) == 4


def test_held_out_claims_with_their_evidence_or_the_abstract_they_cite(tmp_path: Path) -> None:
    write(tmp_path / "corpus.jsonl", {"_id": "7", "text": "", "metadata": {"sentences": ["One.", "Two.", "Three."]}})
    evidence = [{"doc_id": "7", "label": "CONTRADICT", "sentences": [0, 2]}]
    write(
        tmp_path / "claims_train.jsonl",
        {"id": "10", "claim": "A", "cited_doc_ids": ["7"], "evidence": evidence},
        {"id": "25", "claim": "B", "cited_doc_ids": ["7", "8"], "evidence": []},
        {"id": "11", "claim": "C", "cited_doc_ids": ["7"], "evidence": []},
    )
    found = statements(tmp_path, "train")
    assert [(row["sentence"], row["passage"], row["verdict"]) for row in found] == [
        ("A", "One. Three.", "contradicted"),
        ("B", "One. Two. Three.", "not_supported"),
    ]


def test_plain_statements_are_read_as_they_are(tmp_path: Path) -> None:
    write(tmp_path / "dev.jsonl", {"id": "1", "sentence": "A", "passage": "B", "verdict": "supported"})
    assert statements(tmp_path, "dev")[0]["passage"] == "B"
