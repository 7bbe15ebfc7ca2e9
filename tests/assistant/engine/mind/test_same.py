"""Do notes and lists mean the same thing?"""

import pytest

from assistant.engine.mind.same import VocabularyMatcher
from records.engine.rows import AllergyRow, MedicationRow

matcher = VocabularyMatcher()


@pytest.mark.parametrize(
    ("words", "name", "same"),
    [
        ("gout", "Gout, unspecified (disorder)", True),
        ("high blood pressure", "Essential hypertension", True),
        ("COPD", "Chronic obstructive lung disease", True),
        ("asthma", "Essential hypertension", False),
        ("kidney disease", "Chronic kidney disease stage 3", True),
    ],
)
def test_problems(words: str, name: str, same: bool) -> None:
    assert matcher.same_problem(words, name) is same


@pytest.mark.parametrize(
    ("words", "name", "same"),
    [
        ("metformin", "Metformin hydrochloride 500 MG Oral Tablet", True),
        ("Lipitor", "Atorvastatin 20 MG Oral Tablet", True),
        ("lisinopril", "Losartan 50 MG Oral Tablet", False),
        ("potassium", "Losartan potassium 50 MG Oral Tablet", False),
    ],
)
def test_drugs(words: str, name: str, same: bool) -> None:
    assert matcher.same_drug(words, name) is same


def test_an_allergy_to_a_penicillin_speaks_against_another() -> None:
    order = MedicationRow("m", "Amoxicillin 500 MG Oral Capsule", "", "active", None)
    assert matcher.speaks_against(AllergyRow("a", "Penicillin G", "", "active", ""), order)
    assert not matcher.speaks_against(AllergyRow("a", "Latex", "", "active", ""), order)
