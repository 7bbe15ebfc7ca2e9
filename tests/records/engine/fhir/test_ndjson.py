from pathlib import Path
from typing import Any

from records.engine.fhir.read import read_fhir
from records.engine.fhir.types import Failed, Mapped, MedicationRecord, NoteRecord, ObservationRecord
from tests.records.engine.fhir.builders import (
    about,
    bundle,
    concept,
    condition,
    document,
    failures,
    observation,
    only,
    order,
    patient,
    records,
    visit,
    warnings,
    write_json,
    write_ndjson,
)

DOCTOR = {"resourceType": "Practitioner", "id": "doc-7", "name": [{"text": "Dr. Ono"}]}


def _kinds(folder: Path) -> list[str]:
    return [item.record.resource_type for item in read_fhir(folder) if isinstance(item, Mapped)]


def test_a_folder_is_read_in_the_order_of_dependence(tmp_path: Path) -> None:
    write_ndjson(
        tmp_path / "AllergyIntolerance.ndjson", about("AllergyIntolerance", "a", "patient", code=concept("Nuts"))
    )
    write_ndjson(tmp_path / "Condition.ndjson", condition())
    write_ndjson(tmp_path / "Encounter.000.ndjson", visit())
    write_ndjson(tmp_path / "2.Patient.ndjson", patient())
    assert _kinds(tmp_path) == ["Patient", "Encounter", "Condition", "AllergyIntolerance"]


def test_a_mixed_file_gives_the_same_order(tmp_path: Path) -> None:
    reason = [{"reference": "Condition/con-1"}]
    made = order(requester={"reference": "Practitioner/doc-7"}, reasonReference=reason)
    path = write_ndjson(tmp_path / "export.ndjson", made, condition(), patient(), DOCTOR)
    items = list(read_fhir(path))
    assert _kinds(path) == ["Patient", "Condition", "MedicationRequest"]
    record = only(items, MedicationRecord)
    assert (record.provider, record.reason) == ("Dr. Ono", "Gout")


def test_names_come_from_files_that_sort_later(tmp_path: Path) -> None:
    write_ndjson(tmp_path / "MedicationRequest.ndjson", order(requester={"reference": "Practitioner/doc-7"}))
    write_ndjson(tmp_path / "Practitioner.ndjson", DOCTOR)
    assert only(read_fhir(tmp_path), MedicationRecord).provider == "Dr. Ono"


def test_a_bad_line_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    path = write_ndjson(
        tmp_path / "Observation.ndjson", observation("a"), '{"resourceType": "Obs', "[]", observation("b")
    )
    items = list(read_fhir(path))
    assert [record.source_id for record in records(items, ObservationRecord)] == ["a", "b"]
    assert [(item.place.file, item.place.position, item.reason) for item in items if isinstance(item, Failed)] == [
        ("Observation.ndjson", 2, "not JSON: Unterminated string starting at"),
        ("Observation.ndjson", 3, "not a JSON object"),
    ]


def test_a_bad_line_of_a_mixed_file_is_reported_once(tmp_path: Path) -> None:
    path = write_ndjson(tmp_path / "all.ndjson", patient(), "{", observation())
    assert len(failures(read_fhir(path))) == 1


def test_a_resource_in_another_types_file_fails(tmp_path: Path) -> None:
    path = write_ndjson(tmp_path / "Patient.ndjson", patient(), observation())
    assert failures(read_fhir(path)) == [("Observation", "found in a file of Patient resources")]


def test_references_to_a_type_that_the_folder_lacks_are_dangling(tmp_path: Path) -> None:
    write_ndjson(tmp_path / "Patient.ndjson", patient())
    report: dict[str, Any] = about("DiagnosticReport", "r", status="final", code=concept("Panel"))
    report["result"] = [{"reference": "Observation/o", "display": "Potassium"}]
    write_ndjson(tmp_path / "DiagnosticReport.ndjson", report)
    assert warnings(read_fhir(tmp_path)) == ["result[0].reference: the Observation it leads to is not in the input"]


def test_a_replaced_note_is_known_before_its_replacement_is_read(tmp_path: Path) -> None:
    related = [{"code": "replaces", "target": {"reference": "DocumentReference/old"}}]
    write_ndjson(tmp_path / "DocumentReference.ndjson", document("old"), document("new", relatesTo=related))
    statuses = {note.source_id: note.status for note in records(read_fhir(tmp_path), NoteRecord)}
    assert statuses == {"old": "superseded", "new": "signed"}


def test_a_folder_may_hold_bundles_and_subfolders(tmp_path: Path) -> None:
    (tmp_path / "bulk").mkdir()
    write_ndjson(tmp_path / "bulk" / "Observation.ndjson", observation("line"))
    write_json(tmp_path / "one.json.gz", bundle(patient(), observation("entry")))
    assert {record.source_id for record in records(read_fhir(tmp_path), ObservationRecord)} == {"line", "entry"}
