"""Numbers, letters and fillers of speech in their written form; nothing is added."""

import pytest

from triage.engine.summary.dialogue.spoken import number, without_opening, written


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("fifty nine", "59"),
        ("two thousand and six", "2006"),
        ("two thousand o five", "2005"),
        ("nineteen ninety six", "1996"),
        ("one twenty five", "125"),
        ("seven point six", "7.6"),
        ("twenty six thousand", "26000"),
        ("one hundred and one point four", "101.4"),
    ],
)
def test_number_words_become_the_number_that_was_meant(said: str, meant: str) -> None:
    assert number(said) == meant


def test_numbers_side_by_side_are_not_run_together() -> None:
    assert written("it runs between eighty and ninety") == "it runs between 80 and 90"


def test_one_as_a_pronoun_is_no_number() -> None:
    assert written("that one hurts") == "that one hurts"


def test_spelled_letters_are_joined() -> None:
    assert written("I had a C B C") == "I had a CBC"


def test_a_dose_gets_its_written_unit() -> None:
    assert written("take forty milligrams a day") == "take 40 mg daily"


def test_yes_at_the_start_goes_but_a_denial_stays() -> None:
    assert without_opening("yes , I smoke") == "I smoke"
    assert without_opening("No allergies here") == "No allergies here"
    assert without_opening("Right knee") == "Right knee"
