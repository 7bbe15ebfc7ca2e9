"""Does a chart's plain data hold what is stored, newest first, and nothing that must not be shown?"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from records.access import Chart
from records.models import AuditEntry, Patient, Withheld
from records.selectors import rows
from tests import factories


def test_facts_tell_who_the_patient_is(chart: Chart) -> None:
    facts = rows.patient_facts(chart)
    assert (facts.name, facts.sex, facts.ref) == ("Maja Lindqvist", "female", chart.patient.source_id)
    assert facts.birth_date
    assert facts.birth_date.display == "9 Mar 1958"


def test_a_death_without_a_date_is_still_told(chart: Chart) -> None:
    chart.patient.deceased = "yes"
    facts = rows.patient_facts(chart)
    assert (facts.deceased, facts.is_deceased) == (None, True)


def test_a_missing_birth_date_is_said_and_gives_no_age(chart: Chart) -> None:
    chart.patient.birth_date = ""
    facts = rows.patient_facts(chart)
    assert "birth date not recorded" in facts.display


def test_observations_of_a_code_come_newest_first_by_instant(chart: Chart, patient: Patient) -> None:
    evening = factories.observation(patient, effective="2024-05-02T23:30:00-05:00", source_id="evening")
    morning = factories.observation(patient, effective="2024-05-03T01:00:00+02:00", source_id="morning")
    factories.observation(patient, code="718-7", name="Hemoglobin")
    assert [row.ref for row in rows.observations(chart, ["2823-3"])] == [evening.source_id, morning.source_id]


def test_rows_without_a_date_come_last(chart: Chart, patient: Patient) -> None:
    factories.observation(patient, effective="", source_id="undated")
    factories.observation(patient, effective="1999", source_id="dated")
    assert [row.ref for row in rows.observations(chart, ["2823-3"])] == ["dated", "undated"]


def test_a_row_without_a_code_is_found_by_its_name(chart: Chart, patient: Patient) -> None:
    factories.observation(patient, code="", name="Grip strength", source_id="grip")
    factories.observation(patient, code="", name="Gait speed")
    assert [row.ref for row in rows.observations(chart, [], ["Grip strength"])] == ["grip"]


def test_components_are_rows_with_their_own_unit(chart: Chart, patient: Patient) -> None:
    parts = [{"code": "8480-6", "name": "Systolic", "value": 121.0, "unit": "mmHg"}]
    parts.append({"code": "8462-4", "name": "Diastolic", "value": 79.0, "unit": "mmHg"})
    factories.observation(patient, code="85354-9", name="Blood pressure", value=None, components=parts)
    assert rows.observations(chart, ["85354-9"])[0].shown_value == "121/79 mmHg"


def test_kinds_count_what_was_measured_and_decrypt_one_name_each(chart: Chart, patient: Patient) -> None:
    for year in (2021, 2022, 2023):
        factories.observation(patient, effective=str(year), name=f"Potassium as named in {year}")
    factories.observation(patient, code="", name="Grip strength", unit="kg")
    found = [(kind.code, kind.name, kind.count) for kind in rows.observation_kinds(chart)]
    assert found == [("2823-3", "Potassium as named in 2023", 3), ("", "Grip strength", 1)]


@pytest.mark.parametrize("reason", [reason for reason in Withheld.values if reason])
def test_what_must_not_be_shown_is_left_out(chart: Chart, patient: Patient, reason: str) -> None:
    factories.condition(patient, withheld=reason)
    factories.observation(patient, withheld=reason)
    assert rows.conditions(chart) == []
    assert rows.observations(chart, ["2823-3"]) == []
    assert rows.observation_kinds(chart) == []


def test_another_patients_rows_are_not_here(chart: Chart, other_patient: Patient) -> None:
    factories.medication(other_patient)
    factories.note(other_patient)
    assert rows.medications(chart) == []
    assert rows.notes(chart, with_text=True) == []


def test_note_headers_neither_fetch_nor_hold_the_text(chart: Chart, patient: Patient) -> None:
    factories.note(patient)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        headers = rows.notes(chart)
    reads = [query["sql"] for query in queries if '"records_note"' in query["sql"]]
    assert [header.text for header in headers] == [""]
    assert not any('"records_note"."text"' in sql for sql in reads)


def test_drafts_are_not_notes_yet(chart: Chart, patient: Patient) -> None:
    factories.note(patient, status="draft")
    assert rows.notes(chart) == []


def test_every_kind_of_row_is_read_with_one_audit_line(chart: Chart, patient: Patient) -> None:
    readers = [rows.medications, rows.conditions, rows.allergies, rows.procedures, rows.immunizations]
    readers += [rows.encounters, rows.reports, rows.notes, rows.imaging, rows.observation_kinds]
    for reader in readers:
        before = AuditEntry.objects.count()
        reader(chart)
        assert AuditEntry.objects.count() == before + 1
    assert set(AuditEntry.objects.values_list("patient_id", flat=True)) == {patient.pk}


def test_imaging_tells_how_many_images_are_stored(chart: Chart, patient: Patient) -> None:
    study = factories.imaging_study(patient)
    factories.image_file(study)
    factories.image_file(study)
    factories.imaging_study(patient, started="2001")
    assert [row.images for row in rows.imaging(chart)] == [2, 0]


def test_a_recorded_absence_of_allergies_differs_from_no_entry(chart: Chart, patient: Patient) -> None:
    assert rows.allergies(chart) == []
    factories.allergy(patient, name="No known allergy", none_known=True)
    assert [row.none_known for row in rows.allergies(chart)] == [True]
