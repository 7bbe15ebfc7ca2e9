"""What each schema learns from, and for how long."""

from collections.abc import Sequence
from pathlib import Path

from training.ner_data import Marked, cut, documents, joined, tagged
from training.ner_fit import Plan, Texts

LITERATURE = ("Chemical", "Disease")
PLANS = {
    "literature": Plan(7, (2e-4, 2e-3), 0.1, 1536),
    "clinical": Plan(26, (2e-4, 2e-3), 0.15, 1536),
}
MORE = Plan(2, (1e-4, 2e-4), 0.1, 2304)  # of the literature model, to go on with dev
CHARACTERS = 900  # of a piece of a case report
SETS = {"bc5cdr": LITERATURE, "ncbi_disease": ("Disease",)}


def labels_of(schema: str, data: Path) -> tuple[str, ...]:
    if schema == "literature":
        return LITERATURE
    marked = documents(data / "maccrobat" / "train.jsonl", ())
    return tuple(sorted({label for item in marked for _, _, label in item.spans}))


def learned(schema: str, data: Path, part: str) -> list[list[Marked]]:
    """The whole documents of each set's `train` or `dev` part, or its sentences."""
    if schema == "clinical":
        return [case_reports(data, part)]
    return [tagged(data / name / f"{part}.tsv", known) for name, known in SETS.items()]


def texts_of(schema: str, sets: Sequence[Sequence[Marked]]) -> Texts:
    """Cut anew whenever they are asked for: case reports into pieces, sentences put together with their neighbours."""
    if schema == "clinical":
        return lambda chance: [piece for one in sets for item in one for piece in cut(item, chance, CHARACTERS)]
    return lambda chance: [text for one in sets for text in joined(one, chance)]


def case_reports(data: Path, part: str) -> list[Marked]:
    return documents(data / "maccrobat" / f"{part}.jsonl", labels_of("clinical", data))


def measured(schema: str, sets: Sequence[Sequence[Marked]]) -> dict[str, list[Marked]]:
    """What is asked of a model, by the name of the set."""
    if schema == "clinical":
        return {"maccrobat": [piece for item in sets[0] for piece in cut(item, None, CHARACTERS)]}
    return {name: list(one) for name, one in zip(SETS, sets, strict=True)}
