"""The stretch of time that a question names."""

from datetime import date

import pytest

from assistant.engine.mind.plan import Window, within
from assistant.engine.mind.times import find_window
from records.engine.dates import SourceDate

TODAY = date(2024, 11, 20)
FOREVER, EVER = date.max, date.min


def _days(text: str) -> tuple[date, date] | None:
    window, _ = find_window(text, TODAY)
    return (window.start, window.end) if window else None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("potassium in 2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("potassium in may 2024", date(2024, 5, 1), date(2024, 5, 31)),
        ("on 10 may 2024", date(2024, 5, 10), date(2024, 5, 10)),
        ("on may 10th, 2024", date(2024, 5, 10), date(2024, 5, 10)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("on 5/10/2024", date(2024, 5, 10), date(2024, 5, 10)),
        ("on 23/5/2024", date(2024, 5, 23), date(2024, 5, 23)),
        ("since 2020", date(2020, 1, 1), FOREVER),
        ("from 2020 onwards", date(2020, 1, 1), FOREVER),
        ("after 2020", date(2021, 1, 1), FOREVER),
        ("before march 2020", EVER, date(2020, 2, 29)),
        ("until 2019", EVER, date(2019, 12, 31)),
        ("between 2015 and 2018", date(2015, 1, 1), date(2018, 12, 31)),
        ("from march 2019 to june 2020", date(2019, 3, 1), date(2020, 6, 30)),
        ("last year", date(2023, 1, 1), date(2023, 12, 31)),
        ("this month", date(2024, 11, 1), date(2024, 11, 30)),
        ("last month", date(2024, 10, 1), date(2024, 10, 31)),
        ("yesterday", date(2024, 11, 19), date(2024, 11, 19)),
        ("over the past two weeks", date(2024, 11, 6), TODAY),
        ("2024年5月的", date(2024, 5, 1), date(2024, 5, 31)),
    ],
)
def test_a_named_time_becomes_first_and_last_day(text: str, start: date, end: date) -> None:
    assert _days(text) == (start, end)


@pytest.mark.parametrize(
    "text", ["latest potassium", "last visit", "may she eat", "the 30th of februari", "2024-13-40"]
)
def test_other_words_name_no_time(text: str) -> None:
    assert _days(text) is None


def test_an_impossible_day_names_no_time() -> None:
    assert _days("on 30 february 2024") is None


def test_the_time_is_taken_out_of_the_question() -> None:
    assert find_window("potassium on 10 may 2024", TODAY)[1] == "potassium"


def test_a_month_alone_means_its_latest_year_with_data() -> None:
    window, _ = find_window("the visit in march", TODAY)
    dates = [SourceDate(d) for d in ("2024-03-19", "2024-03-04", "2022-03-09", "2024-01-01")]
    assert within(window, dates) == [0, 1]


def test_a_row_without_a_date_is_in_no_window() -> None:
    assert within(Window(date(2020, 1, 1)), [None]) == []
