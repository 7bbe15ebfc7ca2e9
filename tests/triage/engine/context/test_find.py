import pytest

from triage.engine.context import assess_named
from triage.engine.context.find import places


@pytest.mark.parametrize(
    ("sentence", "concept", "found"),
    [
        ("Denies CHEST PAIN today", "chest pain", ["CHEST PAIN"]),
        ("MI, admitted for MI", "mi", ["MI", "MI"]),
        ("chest \n pain at rest", "chest pain", ["chest \n pain"]),
        ("no (left-sided) weakness", "left sided weakness", ["left-sided) weakness"]),
        ("history of pulmonary embolus", "pulmonary embolism", ["pulmonary embolus"]),
        ("No rash.", "headache", []),
        ("", "headache", []),
        ("No rash.", " ", []),
    ],
)
def test_a_concept_is_found_as_written_by_words_or_nearly(sentence: str, concept: str, found: list[str]) -> None:
    assert [sentence[start:end] for start, end in places(sentence, concept)] == found


def test_of_several_places_the_one_of_which_something_is_said_counts() -> None:
    assert assess_named("Chest pain: patient denies chest pain at present.", "chest pain").negated


def test_a_concept_that_is_not_there_is_judged_by_the_whole_sentence() -> None:
    assert assess_named("There is no evidence of PE.", "pulmonary embolism").negated
    assert not assess_named("She has a PE.", "pulmonary embolism").negated
