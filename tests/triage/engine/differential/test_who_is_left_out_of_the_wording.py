"""Age and sex of adults, ethnicity and insurance count by explicit weights only, never by the wording."""

import pytest

from triage.engine.differential.documents import neutral


@pytest.mark.parametrize(
    "text",
    [
        "A 45-year-old man has chest pain. He denies fever.",
        "A 71 year old woman has chest pain. She denies fever.",
        "A 45-year-old Black man has chest pain. He denies fever.",
        "A 45-year-old uninsured Hispanic woman has chest pain. She denies fever.",
    ],
)
def test_adults_read_alike(text: str) -> None:
    assert neutral(text) == "patient has chest pain. they denies fever."


def test_children_stay_children() -> None:
    assert "4-month-old" in neutral("A 4-month-old boy with a rash")
