from pathlib import Path
from typing import Any

import pytest

from records.engine.fhir.read import read_fhir
from records.engine.fhir.types import EncounterRecord, MedicationRecord, ReportRecord
from tests.records.engine.fhir.builders import (
    about,
    bundle,
    concept,
    failures,
    observation,
    only,
    order,
    patient,
    read,
    skips,
    visit,
    warnings,
    write_json,
)

NPI = "http://example.org/npi"
DOCTOR = {
    "resourceType": "Practitioner",
    "id": "doc-7",
    "identifier": [{"system": NPI, "value": "55"}],
    "name": [{"family": "Ono", "given": ["Kei"], "prefix": ["Dr."]}],
}
ROLE = {"resourceType": "PractitionerRole", "id": "role-1", "practitioner": {"reference": "Practitioner/doc-7"}}


@pytest.mark.parametrize(
    "reference",
    [
        {"reference": "Practitioner/doc-7"},
        {"reference": "Practitioner/doc-7/_history/3"},
        {"reference": "https://fhir.example.org/r4/Practitioner/doc-7"},
        {
            "reference": f"Practitioner?identifier={NPI}%7C12",
            "display": "Dr. Kei Ono",
        },
        {"reference": "PractitionerRole/role-1"},
        {"identifier": {"system": NPI, "value": "55"}},
        {"type": "Practitioner", "identifier": {"system": NPI, "value": "55"}},
        {"reference": "Practitioner/somewhere-else", "display": "Dr. Kei Ono"},
    ],
)
def test_a_name_is_found_by_every_kind_of_reference(tmp_path: Path, reference: dict[str, Any]) -> None:
    items = read(tmp_path, order(requester=reference), DOCTOR, ROLE)
    assert only(items, MedicationRecord).provider == "Dr. Kei Ono"
    assert warnings(items) == []


def test_the_same_value_in_another_system_is_someone_else(tmp_path: Path) -> None:
    made = order(requester={"reference": "Practitioner?identifier=urn:other|55"})
    assert only(read(tmp_path, made, DOCTOR), MedicationRecord).provider == ""


def test_bundle_addresses_lead_to_the_ids_of_the_resources(tmp_path: Path) -> None:
    value = {
        "resourceType": "Bundle",
        "type": "transaction",
        "entry": [
            {"fullUrl": "urn:uuid:aaaa", "resource": patient("pat-9")},
            {
                "fullUrl": "urn:uuid:bbbb",
                "resource": {"resourceType": "Encounter", "status": "finished", "class": {"code": "AMB"}}
                | {"subject": {"reference": "urn:uuid:aaaa"}},
            },
        ],
    }
    found = only(read_fhir(write_json(tmp_path / "b.json", value)), EncounterRecord)
    assert (found.source_id, found.patient_id) == ("bbbb", "pat-9")


def test_the_server_of_an_absolute_address_is_kept(tmp_path: Path) -> None:
    entry = {"fullUrl": "https://fhir.example.org/r4/Observation/obs-1", "resource": observation()}
    value = {"resourceType": "Bundle", "type": "searchset", "entry": [entry]}
    (item,) = read_fhir(write_json(tmp_path / "b.json", value))
    assert item.record.source_system == "https://fhir.example.org/r4"  # type: ignore[union-attr]


def test_dangling_references_are_said_and_cost_nothing(tmp_path: Path) -> None:
    made = about(
        "DiagnosticReport", "r", status="final", code=concept("Panel"), result=[{"reference": "Observation/gone"}]
    )
    items = read(tmp_path, made)
    assert only(items, ReportRecord).observation_ids == ("gone",)
    assert warnings(items) == ["result[0].reference: the Observation it leads to is not in the input"]


def test_roles_that_refer_to_each_other_end(tmp_path: Path) -> None:
    turning = ROLE | {"practitioner": {"reference": "PractitionerRole/role-1"}}
    contained = [
        {"resourceType": "PractitionerRole", "id": "a", "practitioner": {"reference": "#b"}},
        {"resourceType": "PractitionerRole", "id": "b", "practitioner": {"reference": "#a"}},
    ]
    items = read(
        tmp_path,
        turning,
        order("m1", requester={"reference": "PractitionerRole/role-1"}),
        order("m2", contained=contained, requester={"reference": "#a"}),
    )
    assert failures(items) == []


def test_a_resource_without_a_patient_fails_and_one_about_a_group_is_skipped(tmp_path: Path) -> None:
    nobody, named, group = observation("n"), observation("d"), observation("g")
    del nobody["subject"]
    named["subject"] = {"display": "someone"}
    group["subject"] = {"reference": "Group/g"}
    items = read(tmp_path, nobody, named, group)
    assert failures(items) == [
        ("Observation", "subject: names no patient"),
        ("Observation", "subject: the patient cannot be found by this reference"),
    ]
    assert skips(items) == [("Observation", "about a Group, not a patient")]


def test_the_leading_participant_is_the_provider(tmp_path: Path) -> None:
    made = visit(
        participant=[
            {"individual": {"display": "Nurse Bell"}},
            {"type": [concept("primary performer", "PPRF")], "individual": {"display": "Dr. Ono"}},
        ],
        serviceProvider={"display": "Barton Clinic"},
        type=[concept("Check-up")],
        reasonCode=[concept("Knee pain")],
        period={"start": "2021-03-04T23:30:00-05:00"},
    )
    found = only(read(tmp_path, made), EncounterRecord)
    assert (found.provider, found.participants) == ("Dr. Ono", ("Dr. Ono", "Nurse Bell"))
    assert (found.name, found.kind, found.reason, found.site) == ("Check-up", "AMB", "Knee pain", "Barton Clinic")


def test_a_whole_bundle_of_one_patient_refers_within_itself(tmp_path: Path) -> None:
    items = list(read_fhir(write_json(tmp_path / "b.json", bundle(patient(), observation()))))
    assert warnings(items) == []
