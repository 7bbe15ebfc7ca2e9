"""Does the head of a chart tell apart what must not be mixed up?"""

from datetime import date

from records.access import Chart
from records.models import NoteStatus, Withheld
from records.selectors.chart_head import chart_head
from tests import factories


def test_listed_recorded_as_none_and_never_asked_are_three_answers(chart: Chart) -> None:
    assert chart_head(chart).allergies.no_entry
    factories.allergy(chart.patient, name="No known allergy", none_known=True)
    known = chart_head(chart).allergies
    assert (known.no_entry, known.none_known, known.current) == (False, True, ())
    factories.allergy(chart.patient)
    assert chart_head(chart).allergies.conflict


def test_the_worst_allergy_comes_first_and_past_ones_not_at_all(chart: Chart) -> None:
    factories.allergy(chart.patient, name="Pollen", criticality="low")
    factories.allergy(chart.patient, name="Penicillin", criticality="high")
    factories.allergy(chart.patient, name="Milk", clinical_status="resolved")
    factories.allergy(chart.patient, name="Latex", withheld=Withheld.REFUTED)
    assert [row.name for row in chart_head(chart).allergies.current] == ["Penicillin", "Pollen"]


def test_it_says_through_which_team_the_chart_is_seen(chart: Chart) -> None:
    factories.care_team("Heart and vessels", members=[chart.actor.user], patients=[chart.patient])
    factories.care_team("Strangers", patients=[chart.patient])
    assert "Heart and vessels" in chart_head(chart).teams
    assert "Strangers" not in chart_head(chart).teams


def test_the_age_stops_at_death(chart: Chart) -> None:
    chart.patient.deceased = "2020-03-08"
    assert chart_head(chart, date(2024, 6, 1)).age == 61


def test_drafts_and_withdrawn_notes_are_not_counted(chart: Chart) -> None:
    factories.note(chart.patient)
    factories.note(chart.patient, status=NoteStatus.DRAFT, withheld=Withheld.DRAFT)
    factories.note(chart.patient, withheld=Withheld.ENTERED_IN_ERROR)
    assert chart_head(chart).notes == 1
