"""What must never be invented is caught when a sentence is changed."""

import pytest

from triage.engine.summary.checks import check, kept
from triage.engine.summary.types import SummarySentence
from triage.engine.types import Span

SPOKEN = [
    ("The patient takes metformin 500 mg daily.", ["I take five hundred milligrams of metformin every day."]),
    ("Denies any chest pain or dizziness.", ["Doctor: Any chest pain or dizziness?", "Patient: No."]),
    ("Reports swelling of the left ankle.", ["My left ankle has been swelling."]),
    ("Fell 3 weeks ago.", ["I fell three weeks ago."]),
    ("Blood pressure is 132/80.", ["your blood pressure is one thirty two over eighty"]),
    ("She was started on lisinopril 20 mg.", ["we started lisinopril twenty milligrams"]),
    ("No known drug allergies.", ["Are you allergic to anything?", "Nope."]),
    ("Right knee pain since Monday.", ["My right knee has had pain since Monday."]),
]
CHANGED = [
    ("The patient takes metformin 850 mg daily.", 0, "number"),
    ("The patient takes metformin 500 mcg daily.", 0, "unit"),
    ("The patient takes atorvastatin 500 mg daily.", 0, "drug"),
    ("Reports chest pain and dizziness.", 1, "negation"),
    ("Reports swelling of the right ankle.", 2, "side"),
    ("Denies swelling of the left ankle.", 2, "negation"),
    ("Fell 4 weeks ago.", 3, "number"),
    ("Blood pressure is 123/80.", 4, "number"),
    ("She was started on lisinopril 20 g.", 5, "unit"),
    ("She was started on losartan 20 mg.", 5, "drug"),
    ("Left knee pain since Monday.", 7, "side"),
    ("No right knee pain since Monday.", 7, "negation"),
]


@pytest.mark.parametrize(("sentence", "sources"), SPOKEN)
def test_a_true_sentence_passes(sentence: str, sources: list[str]) -> None:
    assert check(sentence, sources) == ()


@pytest.mark.parametrize(("sentence", "of", "kind"), CHANGED)
def test_a_changed_one_is_caught_for_what_was_changed(sentence: str, of: int, kind: str) -> None:
    assert kind in {finding.kind for finding in check(sentence, SPOKEN[of][1])}


def test_a_denial_that_lost_its_no_is_caught() -> None:
    assert check("Allergies here.", ["To any medications? No allergies here."])


def test_what_fails_is_counted_not_shown() -> None:
    text = "I take aspirin."
    good = SummarySentence("The patient takes aspirin.", (Span(0, len(text)),))
    bad = SummarySentence("The patient takes aspirin 81 mg.", (Span(0, len(text)),))
    unbacked = SummarySentence("The patient takes aspirin.", ())
    assert (kept(text, [good, bad, unbacked]).sentences, kept(text, [good, bad, unbacked]).withheld) == ((good,), 2)
