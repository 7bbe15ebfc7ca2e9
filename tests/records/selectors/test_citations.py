"""Does a citation open the row it names, and only in its own chart?"""

import pytest

from records.access import Chart
from records.errors import NotFound
from records.models import Patient, Withheld
from records.selectors import citations
from records.services import identity
from tests import factories


def test_an_imported_row_is_found_by_its_source_id(chart: Chart, patient: Patient) -> None:
    key = identity.source_key("http://a.test", "Observation", "k-1")
    factories.observation(patient, source_id="k-1", source_system="http://a.test", source_key=key)
    assert citations.find_row(chart, "observation", "k-1").display == "Potassium: 4.4 mmol/L, 2 May 2024"


def test_a_statement_of_medication_is_found_like_an_order(chart: Chart, patient: Patient) -> None:
    key = identity.source_key("", "MedicationStatement", "m-1")
    factories.medication(patient, source_id="m-1", source_key=key)
    assert citations.find_row(chart, "medication", "m-1").ref == "m-1"


def test_a_row_made_here_is_found_by_its_own_id(chart: Chart, patient: Patient) -> None:
    note = factories.note(patient)
    assert citations.find_model(chart, "note", str(note.pk)) == note


def test_a_corrected_row_can_still_be_opened(chart: Chart, patient: Patient) -> None:
    note = factories.note(patient, source_id="n-1", withheld=Withheld.SUPERSEDED)
    assert citations.find_model(chart, "note", "n-1") == note


def test_the_patient_can_be_cited(chart: Chart) -> None:
    assert citations.find_row(chart, "patient", chart.patient.ref).display.startswith("Maja Lindqvist")


@pytest.mark.parametrize(("kind", "ref"), [("note", "none-such"), ("literature", "1"), ("patients", "1"), ("note", "")])
def test_what_is_not_in_the_chart_is_not_found(chart: Chart, kind: str, ref: str) -> None:
    with pytest.raises(NotFound):
        citations.find_row(chart, kind, ref)


def test_another_patients_row_is_not_found(chart: Chart, other_patient: Patient) -> None:
    note = factories.note(other_patient, source_id="theirs", source_key=identity.source_key("", "note", "theirs"))
    for ref in ("theirs", str(note.pk)):
        with pytest.raises(NotFound):
            citations.find_row(chart, "note", ref)
