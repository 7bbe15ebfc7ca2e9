"""What is said not to be, to be open, to be long past, or to be somebody else's."""

import pytest

from tests.triage.engine.findings.vocabulary import found, states


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He denies cough, chills or rash.", {"cough": False, "chills": False, "rash": False}),
        ("No cough, chills or rash.", {"cough": False, "chills": False, "rash": False}),
        ("No cough, has a rash.", {"cough": False, "rash": True}),
        ("Denies chest pain but has a cough.", {"chest-pain": False, "cough": True}),
        ("There is no appetite.", {"loss-of-appetite": True}),
        ("I don't have chest pain.", {"chest-pain": False}),
        ("Without fever.", {"fever": False}),
        ("ANA: negative. Rash present.", {"antinuclear-antibodies": False, "rash": True}),
        ("ANA was negative", {"antinuclear-antibodies": False}),
        ("ANA: pending", {"antinuclear-antibodies": None}),
        ("ANA: positive", {"antinuclear-antibodies": True}),
        ("Rule out heart attack.", {"heart-attack": None}),
        ("No cough at first. Later he developed a cough.", {"cough": True}),
        ("He will not drink, has a rash.", {"rash": True}),
        ("I can't shake this cough and my rash itches.", {"cough": True, "rash": True}),
        ("Possible heart attack.", {"heart-attack": None}),
        ("Has no appetite and a cough.", {"loss-of-appetite": True, "cough": True}),
        ("ANA: Result: Negative.", {"antinuclear-antibodies": False}),
        ("ANA: not done", {"antinuclear-antibodies": None}),
        ("Non-edema.", {"edema": False}),
        ("No raised potassium.", {"hyperkalemia": False}),
    ],
)
def test_denials_reach_as_far_as_they_should(text: str, expected: dict[str, bool | None]) -> None:
    assert states(text) == expected


def test_a_duration_is_not_the_past() -> None:
    assert found("a 3-month history of cough")["cough"].temporality == "recent"
    assert found("past medical history: heart attack")["heart-attack"].temporality == "historical"


def test_what_has_gone_was_there() -> None:
    cough = found("The cough has resolved, now a rash.")["cough"]
    assert (cough.present, cough.temporality) == (True, "historical")


def test_a_relative_is_not_the_patient() -> None:
    assert found("Her mother has a rash.")["rash"].experiencer == "other"
    assert found("My son has a rash.")["rash"].experiencer == "patient"
    assert found("My mother had a rash.")["rash"].experiencer == "other"
    assert found("A 32-year-old mother of two has a rash.")["rash"].experiencer == "patient"


def test_a_relatives_disease_becomes_family_history() -> None:
    assert states("His father had a heart attack.") == {"family-history-of-heart-attack": True}
