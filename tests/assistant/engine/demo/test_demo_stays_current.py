"""The clinic is built relative to a day: it must look recent on any day and never know the future."""

from datetime import date, timedelta

import pytest

from assistant.engine.demo import DemoChart, DemoClinic, build_clinic
from assistant.engine.demo.clock import Clock
from tests.assistant.engine.demo.reading import SEED, TODAY, days, resources


def _visits(chart: DemoChart) -> list[date]:
    return [date.fromisoformat(row["period"]["start"][:10]) for row in resources(chart, "Encounter")]


@pytest.mark.parametrize("today", [TODAY, date(2027, 2, 28), date(2028, 2, 29), date(2030, 7, 1)])
def test_nothing_lies_in_the_future_or_before_birth(today: date) -> None:
    for chart in build_clinic(SEED, today).charts:
        born = date.fromisoformat(resources(chart, "Patient")[0]["birthDate"])
        found = [day for row in resources(chart) for day in days(row)]
        assert max(found) <= today, chart.key
        assert min(found) >= born, chart.key


def test_everyone_was_seen_within_two_months(clinic: DemoClinic) -> None:
    for chart in clinic.charts:
        assert max(_visits(chart)) >= TODAY - timedelta(days=61), chart.key


def test_most_charts_reach_back_two_years(clinic: DemoClinic) -> None:
    long = [chart for chart in clinic.charts if min(_visits(chart)) < TODAY - timedelta(days=730)]
    assert len(long) >= 20


def test_office_visits_avoid_weekends_but_emergencies_do_not() -> None:
    clock = Clock(date(2026, 11, 21))
    assert clock.today.weekday() == 5
    assert clock.day(0) == date(2026, 11, 20)
    clock.keep(6, 1)
    assert clock.day(6) == date(2026, 11, 15)
    assert clock.day(7) == date(2026, 11, 13)


def test_a_stay_ends_after_it_begins(clinic: DemoClinic) -> None:
    for chart in clinic.charts:
        for row in resources(chart, "Encounter"):
            assert row["period"]["start"] < row["period"]["end"]
