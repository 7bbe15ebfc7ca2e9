"""Spelling variants meet; different words stay apart."""

import pytest

from assistant.engine.mind.chinese import gloss
from assistant.engine.mind.names import brand, ingredients, plain, said, substance
from assistant.engine.mind.reading import corrected
from assistant.engine.mind.text import stem, tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("haemoglobin", "hemoglobin"),
        ("anaemia", "anemia"),
        ("oedema", "edema"),
        ("leucocytes", "leukocyte"),
        ("allergies", "allergy"),
        ("immunisation", "immunization"),
        ("illnesses", "illness"),
        ("Alzheimer’s", "alzheimer's"),
        ("x-ray", "X ray"),
        ("K+", "potassium"),
    ],
)
def test_two_spellings_are_the_same_words(one: str, other: str) -> None:
    assert tokens(one) == tokens(other)


@pytest.mark.parametrize("word", ["diagnosis", "status", "is", "pancreatitis", "gas", "previous"])
def test_an_s_that_belongs_to_the_word_stays(word: str) -> None:
    assert stem(word) == word


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("potasium", "potassium"), ("hemglobin", "hemoglobin"), ("alergy", "allergy"), ("tryglyceride", "triglyceride"),
     ("lisinoprl", "lisinopril")],
)  # fmt: skip
def test_a_slip_is_corrected(typed: str, meant: str) -> None:
    assert corrected(typed) == meant


@pytest.mark.parametrize(
    "word",
    [
        "prednisone",
        "prednisolone",
        "hydroxyzine",
        "hydralazine",
        "clonidine",
        "lithium",
        "zonulin",
        "mean",
        "husband",
        "parrot",
    ],
)
def test_a_word_that_is_right_or_unknown_is_left_alone(word: str) -> None:
    assert corrected(word) == word


def test_coding_tags_fall_off_a_name() -> None:
    assert plain("Viral sinusitis (disorder)") == "Viral sinusitis"
    assert said("Throat culture (procedure)") == ("throat", "culture")


def test_a_drug_name_is_taken_apart_into_substances() -> None:
    name = "12 HR Acetaminophen 325 MG / oxyCODONE Hydrochloride 5 MG Oral Tablet [Percocet]"
    assert ingredients(name) == (("acetaminophen",), ("oxycodone", "hydrochloride"))
    assert brand(name) == ("percocet",)


def test_a_salt_does_not_name_the_substance() -> None:
    assert substance(("penicillin", "v", "potassium")) == ("penicillin", "v")
    assert substance(("potassium", "chloride")) == ("potassium",)


def test_a_chinese_question_becomes_the_planners_words() -> None:
    assert gloss("最近一次血钾是多少").split() == ["latest", "potassium"]
    assert "2024年5月" in gloss("2024年5月的血钾")
