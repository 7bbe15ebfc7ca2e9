"""Is the story told in order, a page at a time, without what must not be shown?"""

from records.access import Chart
from records.models import Patient, Withheld
from records.selectors.timeline import timeline
from tests import factories


def test_kinds_are_mixed_by_date_and_the_newest_comes_first(chart: Chart, patient: Patient) -> None:
    factories.encounter(patient, start="2022-01-01")
    factories.note(patient, written="2024-01-01")
    factories.medication(patient, authored="2023-01-01T10:00:00+02:00")
    assert [event.kind for event in timeline(chart).events] == ["note", "medication", "encounter"]


def test_undated_rows_come_last(chart: Chart, patient: Patient) -> None:
    factories.allergy(patient, recorded="")
    factories.encounter(patient, start="1950")
    assert [event.kind for event in timeline(chart).events] == ["encounter", "allergy"]


def test_pages_follow_each_other_and_a_page_too_far_is_the_last(chart: Chart, patient: Patient) -> None:
    for year in range(2001, 2006):
        factories.encounter(patient, start=str(year))
    first, last = timeline(chart, size=2), timeline(chart, number=99, size=2)
    assert [str(event.date) for event in first.events] == ["2005", "2004"]
    assert [str(event.date) for event in last.events] == ["2001"]
    assert (first.pages, first.total, last.number) == (3, 5, 3)


def test_single_measurements_are_told_only_when_asked_for(chart: Chart, patient: Patient) -> None:
    factories.observation(patient)
    assert timeline(chart).total == 0
    assert timeline(chart, kinds=["observation"]).total == 1


def test_drafts_and_withheld_rows_are_not_told(chart: Chart, patient: Patient, other_patient: Patient) -> None:
    factories.note(patient, status="draft")
    factories.condition(patient, withheld=Withheld.REFUTED)
    factories.encounter(other_patient)
    assert timeline(chart).events == []


def test_an_empty_chart_is_one_empty_page(chart: Chart) -> None:
    page = timeline(chart)
    assert (page.events, page.number, page.pages) == ([], 1, 1)
