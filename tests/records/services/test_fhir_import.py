"""Does a file become the chart it describes, once, and does what comes later count?"""

from pathlib import Path
from typing import Any

import pytest

from records import access
from records.models import (
    Allergy,
    AuditEntry,
    CareTeam,
    Condition,
    Consent,
    Encounter,
    ImportRun,
    Note,
    Observation,
    Patient,
    Withheld,
)
from records.selectors import charts, rows
from records.services import fhir_import
from records.signals import charts_imported, note_signed
from tests.records.engine.fhir.builders import (
    allergy,
    attachment,
    bundle,
    concept,
    condition,
    document,
    observation,
    order,
    patient,
    visit,
    write_json,
    write_ndjson,
)
from tests.records.services.fhir_files import batch_actor, counts, take

pytestmark = pytest.mark.django_db


def _chart() -> access.Chart:
    return charts.find_by_source_id(batch_actor(), "pat-1")


def _versioned(number: int, updated: str = "") -> dict[str, Any]:
    return {"meta": {"versionId": str(number), **({"lastUpdated": updated} if updated else {})}}


def test_a_bundle_becomes_a_chart_that_can_be_read(tmp_path: Path) -> None:
    report = take(tmp_path, visit(), observation(encounter={"reference": "Encounter/enc-1"}), condition(), order())
    assert report.total("new") == 5
    chart = _chart()
    assert rows.patient_facts(chart).display == "Ada Marsh, female, born 2 Apr 1961"
    assert [row.display for row in rows.observations(chart, ["2823-3"])] == ["Potassium: 4.2 mmol/L, 4 Mar 2021"]
    assert [row.name for row in rows.medications(chart)] == ["Colchicine 0.5 mg tablet"]
    assert Observation.objects.get().encounter == Encounter.objects.get()


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    resources = [visit(), observation(), document(), allergy()]
    take(tmp_path, *resources)
    before = {model: list(model.objects.values()) for model in (Patient, Observation, Note, Allergy)}
    again = take(tmp_path, *resources)
    assert again.total("new", "changed") == 0
    assert again.total("unchanged") == 5
    assert list(again.lines())[-1] == "unchanged"
    after = {model: list(model.objects.values()) for model in before}
    assert _tokens(after) == _tokens(before), "nothing was even encrypted anew"


def _tokens(found: dict[Any, Any]) -> list[object]:
    values = [value for each in found.values() for row in each for value in row.values()]
    return [getattr(value, "token", value) for value in values]


def test_a_later_version_replaces_the_values(tmp_path: Path) -> None:
    take(tmp_path, observation(**_versioned(1)))
    report = take(
        tmp_path, observation(status="corrected", valueQuantity={"value": 5.6, "unit": "mmol/L"}, **_versioned(2))
    )
    assert counts(report, "Observation") == {"changed": 1}
    (row,) = rows.observations(_chart(), ["2823-3"])
    assert (row.value, row.status) == (5.6, "corrected")


def test_an_older_version_that_comes_later_is_left_out(tmp_path: Path) -> None:
    take(tmp_path, observation(**_versioned(3, "2021-05-01T10:00:00Z")))
    older = observation(valueQuantity={"value": 1.0}, **_versioned(2, "2021-04-01T10:00:00Z"))
    report = take(tmp_path, older)
    assert counts(report, "Observation") == {"skipped": 1}
    assert Observation.objects.get().value == 4.2


def test_without_versions_what_is_read_last_counts(tmp_path: Path) -> None:
    take(tmp_path, observation())
    take(tmp_path, observation(valueQuantity={"value": 9.9}))
    assert Observation.objects.get().value == 9.9


def test_what_was_entered_in_error_disappears_from_the_chart(tmp_path: Path) -> None:
    take(tmp_path, observation())
    take(tmp_path, observation(status="entered-in-error"))
    assert rows.observations(_chart(), ["2823-3"]) == []
    assert Observation.objects.get().withheld == Withheld.ENTERED_IN_ERROR


def test_a_refuted_problem_and_an_order_not_to_give_are_never_facts(tmp_path: Path) -> None:
    refuted = condition(verificationStatus={"coding": [{"code": "refuted"}]})
    take(tmp_path, refuted, order(doNotPerform=True))
    assert rows.conditions(_chart()) == []
    assert rows.medications(_chart()) == []
    assert Condition.objects.get().withheld == Withheld.REFUTED


def test_a_comparator_and_a_preliminary_status_are_kept(tmp_path: Path) -> None:
    low = observation(status="preliminary", valueQuantity={"value": 0.01, "comparator": "<", "unit": "ng/mL"})
    take(tmp_path, low)
    assert rows.observations(_chart(), ["2823-3"])[0].display == "Potassium: < 0.01 ng/mL, 4 Mar 2021, preliminary"


def test_no_known_allergy_is_a_row_of_its_own_kind(tmp_path: Path) -> None:
    take(tmp_path, allergy(code=concept("No known allergies")))
    assert [row.none_known for row in rows.allergies(_chart())] == [True]


def test_a_changed_note_text_becomes_an_amendment(tmp_path: Path) -> None:
    take(tmp_path, document("doc-1", attachment("First reading.")))
    report = take(tmp_path, document("doc-1", attachment("Second reading.")))
    assert counts(report, "DocumentReference") == {"changed": 1}
    assert [note.text for note in rows.notes(_chart(), with_text=True)] == ["Second reading."]
    new = Note.objects.get(withheld="")
    assert new.amends
    assert (new.amends.text, new.amends.withheld) == ("First reading.", Withheld.SUPERSEDED)
    assert take(tmp_path, document("doc-1", attachment("Second reading."))).nothing_changed


def test_a_document_that_replaces_another_hides_it_in_whatever_file_it_comes(tmp_path: Path) -> None:
    take(tmp_path, document("old", attachment("Before.")))
    newer = document(
        "new", attachment("After."), relatesTo=[{"code": "replaces", "target": {"reference": "DocumentReference/old"}}]
    )
    take(tmp_path, newer)
    assert [note.text for note in rows.notes(_chart(), with_text=True)] == ["After."]
    take(tmp_path, document("old", attachment("Before.")))
    assert len(rows.notes(_chart())) == 1, "coming in again does not bring it back"


def test_documents_that_replace_each_other_end_the_import_nowhere(tmp_path: Path) -> None:
    def replacing(id: str, other: str) -> dict[str, Any]:
        target = {"reference": f"DocumentReference/{other}"}
        return document(id, relatesTo=[{"code": "replaces", "target": target}])

    report = take(tmp_path, replacing("a", "b"), replacing("b", "a"))
    assert counts(report, "DocumentReference") == {"new": 2}


def test_urn_references_and_ndjson_lead_to_the_same_chart(tmp_path: Path) -> None:
    entry = {"fullUrl": "urn:uuid:pat-1", "resource": patient()}
    about = observation(subject={"reference": "urn:uuid:pat-1"})
    path = write_json(
        tmp_path / "urn.json", {"resourceType": "Bundle", "type": "transaction", "entry": [entry, {"resource": about}]}
    )
    fhir_import.import_fhir(batch_actor(), [path])
    folder = tmp_path / "bulk"
    folder.mkdir()
    write_ndjson(folder / "Patient.ndjson", patient())
    write_ndjson(folder / "Condition.ndjson", condition())
    report = fhir_import.import_fhir(batch_actor(), [folder])
    assert counts(report, "Patient") == {"unchanged": 1}
    assert Patient.objects.count() == 1
    assert len(rows.conditions(_chart())) == 1


def test_the_payer_is_kept_with_the_patient(tmp_path: Path) -> None:
    coverage: dict[str, Any] = {
        "resourceType": "Coverage",
        "id": "cov-1",
        "status": "active",
        "payor": [{"display": "Hilltop Mutual"}],
    }
    coverage["beneficiary"] = {"reference": "Patient/pat-1"}
    report = take(tmp_path, coverage)
    assert counts(report, "Coverage") == {"new": 1}
    assert rows.patient_facts(_chart()).coverage == "Hilltop Mutual"
    assert take(tmp_path, coverage).nothing_changed


def test_a_withdrawn_treatment_consent_is_taken_over(tmp_path: Path) -> None:
    consent: dict[str, Any] = {
        "resourceType": "Consent",
        "id": "con",
        "status": "rejected",
        "scope": {"coding": [{"code": "treatment"}]},
    }
    consent |= {"patient": {"reference": "Patient/pat-1"}, "dateTime": "2022-02-02"}
    take(tmp_path, consent)
    assert not Consent.objects.get().given


def test_patients_join_the_named_team_once(tmp_path: Path) -> None:
    take(tmp_path, team="demo")
    take(tmp_path, team="demo")
    assert list(CareTeam.objects.get(name="demo").patients.all()) == [Patient.objects.get()]
    assert AuditEntry.objects.filter(object_type="CareTeam").count() == 1


def test_without_a_team_nobody_gets_the_patients_on_a_list(tmp_path: Path) -> None:
    take(tmp_path)
    assert not CareTeam.objects.exists()


def test_each_run_and_each_changed_chart_leaves_a_line_and_the_run_a_row(tmp_path: Path) -> None:
    take(tmp_path, observation(), condition())
    run = ImportRun.objects.get()
    chart, whole = AuditEntry.objects.filter(action="import").order_by("id")
    assert (chart.patient_id, chart.object_id) == (Patient.objects.get().pk, str(run.pk))
    assert whole.detail["new"] == 3
    assert run.finished_at
    assert run.counts["Observation"] == {"new": 1}
    take(tmp_path, observation(), condition())
    assert AuditEntry.objects.filter(action="import", patient_id__isnull=False).count() == 1


@pytest.mark.django_db(transaction=True)
def test_changed_charts_are_announced_once_and_notes_not_singly(tmp_path: Path) -> None:
    heard: list[object] = []

    def charts_heard(sender: object, **news: object) -> None:
        heard.append(news["patient_ids"])

    def note_heard(sender: object, **news: object) -> None:
        heard.append("a note")

    charts_imported.connect(charts_heard)
    note_signed.connect(note_heard)
    try:
        take(tmp_path, document(), observation())
        take(tmp_path, document(), observation())
    finally:
        charts_imported.disconnect(charts_heard)
        note_signed.disconnect(note_heard)
    assert heard == [[Patient.objects.get().pk]]


def test_a_merged_patient_leads_to_the_one_who_remains(tmp_path: Path) -> None:
    link = [{"type": "replaced-by", "other": {"reference": "Patient/pat-2"}}]
    path = write_json(tmp_path / "two.json", bundle(patient("pat-1", link=link), patient("pat-2")))
    fhir_import.import_fhir(batch_actor(), [path])
    assert _chart().patient.source_id == "pat-2"


def _replaced() -> dict[str, Any]:
    return patient("pat-1", link=[{"type": "replaced-by", "other": {"reference": "Patient/pat-2"}}])


def test_an_allergy_of_a_replaced_patient_is_seen_in_the_chart_that_remains(tmp_path: Path) -> None:
    take(tmp_path, allergy(), document())
    path = write_json(tmp_path / "two.json", bundle(patient("pat-2"), _replaced()))
    report = fhir_import.import_fhir(batch_actor(), [path])
    chart = charts.find_by_source_id(batch_actor(), "pat-2")
    assert _chart().patient == chart.patient
    assert len(rows.allergies(chart)) == 1
    assert len(rows.notes(chart)) == 1
    assert report.total("failed") == 0
    lines = AuditEntry.objects.filter(action="change", object_type="Patient")
    assert {line.patient_id for line in lines} == set(Patient.objects.values_list("pk", flat=True))


def test_a_replaced_patient_who_is_imported_again_changes_nothing(tmp_path: Path) -> None:
    take(tmp_path, allergy(), document())
    path = write_json(tmp_path / "two.json", bundle(patient("pat-2"), _replaced(), allergy(), document()))
    fhir_import.import_fhir(batch_actor(), [path])
    again = fhir_import.import_fhir(batch_actor(), [path])
    assert again.total("new", "changed") == 0
    assert AuditEntry.objects.filter(action="change", object_type="Patient").count() == 2
    assert Allergy.objects.get().patient.source_id == "pat-2"
    assert Note.objects.get().patient.source_id == "pat-2"


def test_what_comes_later_for_a_replaced_patient_goes_into_the_chart_that_remains(tmp_path: Path) -> None:
    path = write_json(tmp_path / "two.json", bundle(patient("pat-2"), _replaced()))
    fhir_import.import_fhir(batch_actor(), [path])
    fhir_import.import_fhir(batch_actor(), [write_json(tmp_path / "more.json", bundle(allergy(), visit()))])
    assert Allergy.objects.get().patient.source_id == "pat-2"


def test_patients_who_replace_each_other_are_reported_and_stay_two(tmp_path: Path) -> None:
    def pointing(id: str, other: str) -> dict[str, Any]:
        return patient(id, link=[{"type": "replaced-by", "other": {"reference": f"Patient/{other}"}}])

    path = write_json(tmp_path / "two.json", bundle(pointing("pat-1", "pat-2"), pointing("pat-2", "pat-1")))
    report = fhir_import.import_fhir(batch_actor(), [path])
    assert ("Patient", "replaced by a patient whom it replaces") in report.noted
    assert _chart().patient.source_id == "pat-2"
