"""Which days does a typed date mean?"""

from datetime import date

import pytest

from records.engine.written_dates import find_dates

JULY = date(1977, 7, 5)
MAY = date(1977, 5, 7)


@pytest.mark.parametrize(
    "text",
    ["1977-07-05", "1977/7/5", "5.7.1977", "05.07.1977", "1977年7月5日", "5-jul-1977", "5 Jul 1977"],
)
def test_a_clear_date_is_one_day(text: str) -> None:
    assert find_dates(text) == ([JULY], "")


@pytest.mark.parametrize("text", ["5th July 1977", "Jul 5, 1977", "July 5th 1977"])
def test_a_month_may_be_written_out(text: str) -> None:
    assert find_dates(text) == ([JULY], "")


def test_a_date_of_two_readings_is_both_days() -> None:
    assert find_dates("07/05/1977")[0] == [MAY, JULY]
    assert find_dates("5-7-1977")[0] == [JULY, MAY]


def test_a_day_above_twelve_leaves_one_reading() -> None:
    assert find_dates("25/07/1977")[0] == find_dates("07/25/1977")[0] == [date(1977, 7, 25)]


def test_the_rest_of_the_text_is_kept() -> None:
    assert find_dates("maria 5 Jul 1977 nunez") == ([JULY], "maria   nunez")


@pytest.mark.parametrize("text", ["", "maria", "12345", "1977", "A-77", "MRN 1977-07-051"])
def test_no_date_is_seen_where_none_is(text: str) -> None:
    assert find_dates(text) == ([], text)


def test_a_day_that_does_not_exist_means_nothing() -> None:
    assert find_dates("1977-02-30")[0] == []
