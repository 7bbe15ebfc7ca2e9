"""Insurance and names are blanked before a case is read; what is told of the illness stays, with its spans."""

import pytest

from tests.triage.engine.differential.small import ENGINE
from triage.engine.differential import Case
from triage.engine.differential.impersonal import impersonal, tells


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("A man with no insurance has fever.", "A man has fever."),
        ("She is on Medicaid and coughs.", "She and coughs."),
        ("He is privately insured.", "He ."),
        ("Mrs. Hall coughs.", "Mrs. coughs."),
        ("Mr Hall has fever.", "Mr has fever."),
        ("The patient is called Walsh. Cough.", "The patient . Cough."),
        ("Called for chest pain.", "Called for chest pain."),
        ("She missed her doses.", "She missed her doses."),
    ],
)
def test_only_insurance_and_names_are_blanked(text: str, left: str) -> None:
    blanked = impersonal(text)
    assert len(blanked) == len(text)
    assert " ".join(blanked.split()) == left


@pytest.mark.parametrize(
    "told", ["The patient has no insurance. ", "The patient is on Medicaid. ", "The patient is called Keisha. "]
)
def test_the_list_does_not_move(told: str) -> None:
    text = "Cough and fever for two days. No runny nose."
    plain, named = ENGINE.diagnose(Case(text)), ENGINE.diagnose(Case(told + text))
    assert [(one.condition, one.probability) for one in named.ranked] == [
        (one.condition, one.probability) for one in plain.ranked
    ]


def test_a_denied_insurance_denies_no_finding() -> None:
    found = ENGINE.diagnose(Case("A woman with no insurance has cough and fever."))
    assert {one.finding: one.present for one in found.findings} == {"cough": True, "fever": True}


def test_spans_still_lead_to_the_words_of_the_case() -> None:
    text = "Mrs. Hall, on Medicaid, has a cough."
    [found] = ENGINE.diagnose(Case(text)).findings
    assert text[found.start : found.end] == found.text == "cough"


def test_a_sentence_that_tells_only_who_somebody_is_is_not_compared() -> None:
    assert not tells("The patient is Black.")
    assert not tells("They .")
    assert tells("The patient is pale.")
