"""A sentence is shown only when its sources hold what it asserts."""

import pytest

from assistant.engine.mind.check import unsupported
from assistant.engine.types import Citation, Source
from records.engine.dates import SourceDate

POTASSIUM = Citation(Source.OBSERVATION, "o1", "Potassium: 5.6 mmol/L, 2 Nov 2024")
NOTE = Citation(Source.NOTE, "n1", "She denied chest pain.", date=SourceDate("2022-08-21"), author="Dr. Lena Brandt")


def test_a_value_with_its_date_from_the_quote_is_supported() -> None:
    assert unsupported("Potassium was 5.6 mmol/L on November 2, 2024.", [POTASSIUM]) == ()


@pytest.mark.parametrize(
    "date", ["2024-11-02", "2 Nov 2024", "11/2/2024", "2nd of November 2024", "2024年11月2日", "Nov 2024"]
)
def test_a_date_counts_however_it_is_written(date: str) -> None:
    assert unsupported(f"Measured {date}.", [POTASSIUM]) == ()


def test_another_value_is_not_supported() -> None:
    assert unsupported("Potassium was 6.5 mmol/L.", [POTASSIUM]) == ("6.5",)


def test_a_part_of_a_number_is_another_number() -> None:
    assert unsupported("Potassium was 5 mmol/L.", [POTASSIUM]) == ("5",)


def test_another_day_is_not_supported() -> None:
    assert unsupported("Potassium was 5.6 on 3 Nov 2024.", [POTASSIUM]) == ("2024-11-03",)


def test_a_drug_that_the_quote_does_not_name_is_not_supported() -> None:
    names = [("warfarin",), ("potassium",)]
    assert unsupported("Warfarin raised the potassium to 5.6.", [POTASSIUM], names) == ("warfarin",)


def test_the_date_of_a_cited_note_may_be_told() -> None:
    assert unsupported("On 21 Aug 2022 Dr. Lena Brandt wrote that she denied chest pain.", [NOTE]) == ()


def test_without_sources_only_the_question_may_be_repeated() -> None:
    names = [("ferritin",), ("potassium",)]
    assert unsupported("No ferritin is recorded.", [], names, given="latest ferritin?") == ()
    assert unsupported("No potassium above 5 is recorded.", [], names, given="latest ferritin?") == ("5", "potassium")


def test_the_question_does_not_vouch_for_a_sentence_that_cites() -> None:
    assert unsupported("Potassium was 7.1.", [POTASSIUM], given="was potassium 7.1?") == ("7.1",)


def test_a_number_that_was_worked_out_is_allowed_when_it_is_declared() -> None:
    assert unsupported("Mean of 3 results: 5.1.", [POTASSIUM], computed=["3", "5.1"]) == ()
    assert unsupported("Mean of 3 results: 5.1.", [POTASSIUM]) == ("3", "5.1")


@pytest.mark.parametrize(
    ("text", "kind"),
    [("She had chest pain.", "negation"), ("Her mother denied chest pain.", "person"), ("Left chest pain.", "side")],
)
def test_what_the_note_says_otherwise_is_not_supported(text: str, kind: str) -> None:
    assert kind in unsupported(text, [NOTE])


def test_a_row_may_back_that_something_is_missing() -> None:
    assert (
        unsupported("No potassium is recorded before that; the nearest is 5.6 mmol/L on 2 Nov 2024.", [POTASSIUM]) == ()
    )
