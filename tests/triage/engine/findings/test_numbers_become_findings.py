"""Numbers with units, and levels in words."""

import pytest

from tests.triage.engine.findings.vocabulary import found, states


@pytest.mark.parametrize(
    ("text", "finding", "present"),
    [
        ("BP 82/50", "hypotension", True),
        ("Blood pressure: 125/80 mmHg", "hypotension", False),
        ("temp 39.2 °C", "fever", True),
        ("Temperature: 102°F (38.9°C)", "fever", True),
        ("Temperature 98.6 F", "fever", False),
        ("temperature of 101", "fever", True),
        ("K 6.1", "hyperkalemia", True),
        ("K 6.1", "severe-hyperkalemia", False),
        ("potassium 6.1 mEq/L", "hyperkalemia", True),
        ("Potassium: 2.9 mmol/L", "hypokalemia", True),
        ("WBC 15,000/mm3", "leukocytosis", True),
        ("WBC: 15 x 10^9/L", "leukocytosis", True),
        ("WBC 7,200 /µL", "leukocytosis", False),
        ("glucose 468 mg/dL", "hyperglycemia", True),
        ("glucose is 5.1 mmol/L", "hyperglycemia", False),
        ("WBC: Elevated", "leukocytosis", True),
        ("elevated potassium", "hyperkalemia", True),
        ("low serum potassium", "hypokalemia", True),
        ("potassium: normal", "hyperkalemia", False),
    ],
)
def test_a_number_or_level_decides(text: str, finding: str, present: bool) -> None:
    assert found(text)[finding].present is present


def test_words_for_a_level_mean_the_mildest_finding() -> None:
    assert "severe-hyperkalemia" not in states("potassium is high")


@pytest.mark.parametrize("text", ["potassium 6.1 kg", "K", "for 3 days potassium", "BP normal", "temperature: C"])
def test_what_is_no_measurement_decides_nothing(text: str) -> None:
    assert found(text) == {}


def test_sex_chooses_the_limit_and_an_unknown_sex_decides_nothing() -> None:
    assert states("A 40-year-old man, hemoglobin 12.5 g/dL") == {"anemia": True}
    assert states("A 40-year-old woman, hemoglobin 12.5 g/dL") == {"anemia": False}
    assert states("hemoglobin 12.5 g/dL") == {}


def test_the_span_holds_name_and_number() -> None:
    assert found("now K 6.1 mmol/L, stable")["hyperkalemia"].text == "K 6.1 mmol/L"
