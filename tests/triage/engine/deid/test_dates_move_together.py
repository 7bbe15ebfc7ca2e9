"""Do all dates of a patient move by one number of days, each in its own dress?"""

from datetime import date

import pytest

from triage.engine.deid.dates import dates, moved
from triage.engine.deid.surrogates import days_back


@pytest.mark.parametrize(
    ("written", "later"),
    [
        ("2024-03-05", "2024-03-15"),
        ("2024-01-30T08:15", "2024-02-09T08:15"),
        ("3/5/2024", "3/15/2024"),
        ("03/05/2024", "03/15/2024"),
        ("05.03.2024", "15.03.2024"),
        ("25/12/2023", "4/1/2024"),
        ("March 5, 2024", "March 15, 2024"),
        ("5 Mar 2024", "15 Mar 2024"),
        ("22nd of May 2024", "1st of June 2024"),
        ("MAR 25, 2024", "APR 4, 2024"),
        ("2024年3月5日", "2024年3月15日"),
        ("March 2024", "March 2024"),
        ("Monday", "Thursday"),
        ("1985", "1985"),
        ("29 February 2024", "10 March 2024"),
        ("21.3.84", "31.3.84"),
        ("Christmas Eve 2023", "January 3, 2024"),
        ("july eleventh", "july twenty-first"),
        ("3 mars 2024", "13 mars 2024"),
        ("Q4 2023", "Q4 2023"),
    ],
)
def test_a_date_moves_and_keeps_its_form(written: str, later: str) -> None:
    assert moved(written, 10) == later


@pytest.mark.parametrize("text", ["31 February 2024", "13/32/2024", "120/80", "10/10 pain", "may 2 tablets", ""])
def test_what_is_no_date_is_left(text: str) -> None:
    assert moved(text, 10) is None


def test_doses_and_values_are_no_dates() -> None:
    text = "BP 120/80, 2000 mg, 1/2 tablet, 10-12 mmol, 1980 mL"
    assert [text[found.start : found.end] for found, _move in dates(text)] == []


def test_what_lies_between_two_dates_stays() -> None:
    days = days_back(b"secret", "patient 1")
    first, second = moved("2024-01-10", days), moved("10 March 2024", days)
    assert first is not None
    assert second is not None
    began = date.fromisoformat(first)
    ended = next(n for n in range(400) if moved(f"{began:%Y-%m-%d}", n) is not None and _same(began, n, second))
    assert ended == 60


def _same(began: date, days: int, text: str) -> bool:
    day = date.fromordinal(began.toordinal() + days)
    return f"{day.day} {day:%B} {day.year}" == text


def test_the_move_is_secret_and_differs_between_patients() -> None:
    moves = {days_back(secret, patient) for secret in (b"one", b"two") for patient in ("a", "b", "c")}
    assert len(moves) == 6
    assert all(-1500 <= days <= -400 for days in moves)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("No attacks since March.", "March"),
        ("Review 8/19 with labs", "8/19"),
        ("Return Friday 3/24.", "3/24"),
        ("Planned 23/05.", "23/05"),
        ("Floaters since the 2nd.", "2nd"),
        ("Seen last May.", "May"),
        ("12/31/2023 23:10", "12/31/2023"),
    ],
)
def test_days_without_a_year_are_found_where_a_day_is_meant(text: str, value: str) -> None:
    assert value in [text[found.start : found.end] for found, _move in dates(text)]


@pytest.mark.parametrize(
    "text", ["murmur 2/6", "pain 3/10", "vision 6/9", "O2 sat. 96", "she sat.", "it may help", "a 2nd dose"]
)
def test_fractions_and_everyday_words_are_no_days(text: str) -> None:
    assert [text[found.start : found.end] for found, _move in dates(text)] == []
