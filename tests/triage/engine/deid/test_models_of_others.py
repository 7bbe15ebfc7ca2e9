"""Are marks of another tagger taken in our types, beside the rules?"""

from collections.abc import Sequence
from pathlib import Path

from triage.engine.deid import Deidentifier
from triage.engine.types import Entity, ModelInfo

ROOT = Path(__file__).parents[4]


class Marks:
    """Marks the words that it was told."""

    info, labels = ModelInfo("somebody/deid", "abc"), ("PATIENT",)

    def __init__(self, **words: str) -> None:
        self._words = words

    def find(self, texts: Sequence[str]) -> list[tuple[Entity, ...]]:
        return [
            tuple(Entity(t.index(w), t.index(w) + len(w), k, w, 0.9) for w, k in self._words.items()) for t in texts
        ]


def found(text: str, **words: str) -> dict[str, tuple[str, bool]]:
    tool = Deidentifier(ROOT / "weights" / "deid", ROOT / "knowledge" / "deid", Marks(**words))
    assert tool.info.name == "somebody/deid"
    return {text[one.start : one.end]: (one.type, one.kept) for one in tool.find(text)}


def test_its_labels_become_ours_and_the_rules_still_find_their_own() -> None:
    text = "Zorblax of Quuxville, 93, was called at 555-201-7788 on 3 March 2024; badge qq."
    marks = found(text, Zorblax="PATIENT", Quuxville="LOC", **{"93": "AGE"}, qq="BADGE")
    assert marks["Zorblax"] == ("PERSON", False)
    assert marks["Quuxville"] == ("GPE", False)
    assert marks["93"] == ("AGE", False)
    assert marks["qq"] == ("ID", False)
    assert marks["555-201-7788"][0] == "PHONE_NUMBER"
    assert marks["3 March 2024"][0] == "DATE_TIME"


def test_a_duration_is_no_date() -> None:
    assert found("It hurt for weeks.", weeks="DATE") == {}
