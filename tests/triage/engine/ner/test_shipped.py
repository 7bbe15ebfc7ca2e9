"""Do the shipped models mark what they should, however words are spaced?"""

from pathlib import Path

import pytest

from triage.engine.context import apply
from triage.engine.ner import Recogniser
from triage.engine.ner.loading import load_recogniser

pytestmark = pytest.mark.model
WEIGHTS = Path(__file__).parents[4] / "weights"
PLAIN = "Three patients given haloperidol (5 mg) developed parkinsonism; naloxone did not reverse the hypotension."
SPACED = PLAIN.replace("(5 mg)", "( 5 mg )").replace(";", " ;").replace(".", " .")


@pytest.fixture(scope="module")
def literature() -> Recogniser:
    return load_recogniser(str(WEIGHTS / "ner-literature"))


@pytest.mark.parametrize("text", [PLAIN, SPACED, PLAIN.replace(" ", "\n  "), f"\0{PLAIN}🫀"])
def test_chemicals_and_diseases_are_marked_whatever_the_spacing(text: str, literature: Recogniser) -> None:
    (found,) = literature.find([text])
    assert [(one.label, one.text) for one in found] == [
        ("Chemical", "haloperidol"),
        ("Disease", "parkinsonism"),
        ("Chemical", "naloxone"),
        ("Disease", "hypotension"),
    ]
    assert all(text[one.start : one.end] == one.text and 0 < one.score <= 1 for one in found)


def test_texts_without_words_are_answered(literature: Recogniser) -> None:
    assert literature.find(["", "   ", "\0", "?!", "🫀"]) == [()] * 5


def test_a_text_is_marked_alike_among_others(literature: Recogniser) -> None:
    (alone,) = literature.find([PLAIN])
    among = literature.find(["Aspirin.", PLAIN, "No disease was seen. " * 40])[1]
    assert [(one.start, one.end, one.label) for one in among] == [(one.start, one.end, one.label) for one in alone]
    assert literature.info.name == "anamnesis-ner-literature"
    assert literature.labels == ("Chemical", "Disease")


def test_a_note_is_marked_with_signs_drugs_and_their_context() -> None:
    text = "A 54-year-old man was admitted with chest pain. He denied fever. He was given aspirin 300 mg."
    clinical = load_recogniser(str(WEIGHTS / "ner-clinical"))
    found = {one.text: one for one in apply(text, clinical.find([text])[0])}
    assert (found["pain"].label, found["pain"].negated) == ("Sign_symptom", False)
    assert (found["fever"].label, found["fever"].negated) == ("Sign_symptom", True)
    assert found["aspirin"].label == "Medication"
    assert min(one.score for one in found.values()) > 0.5
    assert len(clinical.labels) == 41
