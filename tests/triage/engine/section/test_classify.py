"""The section of short dialogues of our own."""

import pytest

from triage.engine.section import SECTIONS, classify

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("dialogue", "section"),
    [
        ("Doctor: Are you allergic to any medicine?\nPatient: Penicillin gives me a rash.", "ALLERGY"),
        ("Doctor: Do you smoke or drink alcohol?\nPatient: No. My father had diabetes.", "FAM/SOCHX"),
        ("Doctor: Which medicines do you take?\nPatient: Metformin and lisinopril.", "MEDICATIONS"),
        ("Doctor: Have you had any surgeries?\nPatient: My appendix was taken out.", "PASTSURGICAL"),
    ],
)
def test_a_plain_case_is_told(dialogue: str, section: str) -> None:
    assert classify(dialogue)[0] == section


def test_anything_gets_one_of_the_sections_and_a_probability() -> None:
    for text in ("", "...", "Doctor: Hello."):
        section, score = classify(text)
        assert section in SECTIONS
        assert 0 < score <= 1
