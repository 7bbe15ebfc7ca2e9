"""Is a busy day one line for each person, and are different doings kept apart?"""

from datetime import UTC, datetime

from records.selectors.look_days import by_day
from records.selectors.who_looked import Look


def look(hour: int, who: str = "alice", action: str = "open", day: int = 2) -> Look:
    return Look(datetime(2024, 5, day, hour, tzinfo=UTC), who, "clinician", action, "treatment", "care_team")


def test_the_same_doing_on_one_day_is_one_line() -> None:
    days = by_day([look(15), look(11), look(9)])
    assert [(day.look.at.hour, day.first.hour, day.times) for day in days] == [(15, 9, 3)]


def test_another_person_another_doing_and_another_day_are_lines_of_their_own() -> None:
    days = by_day([look(15), look(14, who="bob"), look(13, action="export"), look(15, day=1)])
    assert [day.times for day in days] == [1, 1, 1, 1]
