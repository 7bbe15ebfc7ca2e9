"""Dates stay what the source wrote: as precise, and on its own calendar day."""

from datetime import UTC, date, datetime

import pytest

from records.engine.dates import SourceDate


@pytest.mark.parametrize(
    ("text", "display"),
    [
        ("2019", "2019"),
        ("2019-05", "May 2019"),
        ("2019-05-08", "8 May 2019"),
        ("2019-05-18T23:30:00-05:00", "18 May 2019"),
        ("2019-05-18T00:30:00+09:00", "18 May 2019"),
        ("2019-05-18 23:30", "18 May 2019"),
        ("2024-02-29T10:00:00.123Z", "29 Feb 2024"),
    ],
)
def test_it_is_shown_as_precisely_as_it_was_written_and_never_shifted(text: str, display: str) -> None:
    assert SourceDate(text).display == str(SourceDate(text)) == display


@pytest.mark.parametrize(
    "text",
    [
        *("", "19", "2019-13", "2019-00", "2019-02-30", "2023-02-29", "2019-5-1", "18.05.2019", "today", "２０１９"),
        *("2019-05-18T25:00", "2019-05-18T10:61:00Z", "2019-05-18T10:00:00+99:00", "2019-05-18x"),
        *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "0000-01-01"),
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        SourceDate(text)


def test_an_incomplete_date_stands_at_its_beginning() -> None:
    assert SourceDate("2019").day == date(2019, 1, 1)
    assert SourceDate("2019-05").day == date(2019, 5, 1)


def test_the_day_is_the_sources_while_the_order_is_that_of_the_instants() -> None:
    evening_in_new_york, morning_in_tokyo = (
        SourceDate("2019-05-18T23:30:00-04:00"),
        SourceDate("2019-05-19T08:00:00+09:00"),
    )
    assert evening_in_new_york.day == date(2019, 5, 18)
    assert morning_in_tokyo.day == date(2019, 5, 19)
    assert morning_in_tokyo.instant < evening_in_new_york.instant


def test_without_an_offset_the_wall_clock_is_read_as_it_stands() -> None:
    assert SourceDate("2019-05-18T23:30:00").instant == datetime(2019, 5, 18, 23, 30, tzinfo=UTC)
    assert SourceDate("2019-05-18").instant == datetime(2019, 5, 18, tzinfo=UTC)
