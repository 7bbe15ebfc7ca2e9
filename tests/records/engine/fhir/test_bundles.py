import gzip
import json
from pathlib import Path

import pytest

from records.engine.fhir import bundle as bundle_module
from records.engine.fhir.read import read_fhir
from records.engine.fhir.types import Mapped, ObservationRecord, PatientRecord
from records.engine.fhir.versions import version_order
from tests.records.engine.fhir.builders import (
    bundle,
    condition,
    observation,
    only,
    order,
    patient,
    records,
    skips,
    write_json,
)

ENCOUNTER = {
    "resourceType": "Encounter",
    "id": "enc-1",
    "status": "finished",
    "class": {"code": "AMB"},
    "subject": {"reference": "Patient/pat-1"},
}


@pytest.mark.parametrize("name", ["chart.json", "chart.json.gz"])
@pytest.mark.parametrize("kind", ["transaction", "batch", "collection", "searchset", "document"])
def test_bundles_of_every_type_and_packing_are_read(tmp_path: Path, name: str, kind: str) -> None:
    path = write_json(tmp_path / name, bundle(patient(), observation(), kind=kind))
    assert only(read_fhir(path), ObservationRecord).source_id == "obs-1"


def test_a_bare_resource_is_read(tmp_path: Path) -> None:
    assert only(read_fhir(write_json(tmp_path / "p.json", patient())), PatientRecord).name == "Ada Marsh"


def test_the_patient_comes_first_then_visits_then_the_rest(tmp_path: Path) -> None:
    path = write_json(tmp_path / "b.json", bundle(observation(), condition(), ENCOUNTER, patient()))
    kinds = [item.record.resource_type for item in read_fhir(path) if isinstance(item, Mapped)]
    assert kinds == ["Patient", "Encounter", "Observation", "Condition"]


def test_a_bundle_too_large_to_keep_gives_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reason = [{"reference": "Condition/con-1"}]
    path = write_json(tmp_path / "b.json", bundle(order(reasonReference=reason), ENCOUNTER, patient(), condition()))
    kept = list(read_fhir(path))
    monkeypatch.setattr(bundle_module, "KEPT_IN_MEMORY", 0)
    assert list(read_fhir(path)) == kept


def test_the_newest_version_of_an_id_wins_wherever_it_stands(tmp_path: Path) -> None:
    new = observation(meta={"versionId": "2", "lastUpdated": "2021-03-05T00:00:00Z"}, status="corrected")
    old = observation(meta={"versionId": "1", "lastUpdated": "2021-03-04T00:00:00Z"})
    for order_of in ((new, old), (old, new)):
        items = list(read_fhir(write_json(tmp_path / "b.json", bundle(patient(), *order_of))))
        record = only(items, ObservationRecord)
        assert (record.status, record.version) == ("corrected", "2")
        assert skips(items) == [("Observation", "another version of it in this file is newer")]


def test_of_two_equal_versions_the_later_wins(tmp_path: Path) -> None:
    path = write_json(tmp_path / "b.json", bundle(patient(), observation(), observation(status="amended")))
    assert only(read_fhir(path), ObservationRecord).status == "amended"


def test_versions_sort_by_time_and_then_by_number() -> None:
    assert version_order("9", None) < version_order("10", None)
    assert version_order("abc", None) == version_order("", None)


def test_what_is_not_kept_is_counted_with_its_reason(tmp_path: Path) -> None:
    goal = {"resourceType": "Goal", "id": "g"}
    clinic = {"resourceType": "Organization", "id": "o", "name": "Barton Clinic"}
    value = bundle(patient(), goal, clinic)
    value["entry"] += [{"response": {"status": "201"}}, {"request": {"method": "DELETE", "url": "Observation/1"}}]
    assert skips(read_fhir(write_json(tmp_path / "b.json", value))) == [
        ("Goal", "not kept: Goal"),
        ("Organization", "read for names only"),
        ("", "an entry without a resource"),
        ("", "a deletion"),
    ]


def test_entries_may_come_before_the_type_and_after_other_lists(tmp_path: Path) -> None:
    value = {"link": [{"relation": "self"}], "entry": [{"resource": patient()}], "type": "searchset"}
    path = tmp_path / "b.json"
    path.write_bytes(gzip.compress(json.dumps(value | {"resourceType": "Bundle"}, indent=2).encode("utf-8-sig")))
    assert len(records(read_fhir(path), PatientRecord)) == 1


def test_an_empty_bundle_gives_nothing(tmp_path: Path) -> None:
    assert list(read_fhir(write_json(tmp_path / "b.json", {"resourceType": "Bundle", "type": "batch"}))) == []
