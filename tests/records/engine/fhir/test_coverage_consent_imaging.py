import json
from pathlib import Path
from typing import Any

from records.engine.fhir.types import ConsentRecord, CoverageRecord, ImagingStudyRecord
from tests.records.engine.fhir.builders import about, concept, only, read, records, skips


def _claim(id: str, payer: str, day: str, kind: str = "Claim") -> dict[str, Any]:
    insurance = [{"focal": True, "coverage": {"display": payer}}]
    return about(kind, id, "patient", insurance=insurance, billablePeriod={"start": day})


def test_a_coverage_names_its_payer(tmp_path: Path) -> None:
    made = about(
        "Coverage",
        "c",
        "beneficiary",
        status="active",
        payor=[{"display": "Lakeside Mutual"}],
        type=concept("Private"),
        period={"start": "2020-01-01"},
    )
    record = only(read(tmp_path, made), CoverageRecord)
    assert (record.name, record.kind, record.inferred, record.patient_id) == (
        "Lakeside Mutual",
        "Private",
        False,
        "pat-1",
    )


def test_the_newest_claim_tells_the_payer_where_no_coverage_does(tmp_path: Path) -> None:
    claims = (
        _claim("c1", "Old Payer", "2015-01-01"),
        _claim("c2", "New Payer", "2020-01-01", "ExplanationOfBenefit"),
        _claim("c3", "Older Payer", "2010-01-01"),
    )
    items = read(tmp_path, *claims)
    record = only(items, CoverageRecord)
    assert (record.name, record.inferred, record.source_id) == ("New Payer", True, "pat-1~coverage")
    assert skips(items)[0] == ("Claim", "not kept: Claim")


def test_a_claim_says_nothing_where_a_coverage_does(tmp_path: Path) -> None:
    made = about("Coverage", "c", "beneficiary", status="active", payor=[{"display": "Lakeside Mutual"}])
    found = records(read(tmp_path, made, _claim("c1", "Other", "2020-01-01")), CoverageRecord)
    assert [record.name for record in found] == ["Lakeside Mutual"]


def test_a_consent_keeps_scope_decision_period_and_its_exceptions(tmp_path: Path) -> None:
    provision = {"type": "deny", "period": {"end": "2030"}, "provision": [{"type": "permit"}]}
    made = about(
        "Consent",
        "c",
        "patient",
        status="active",
        scope={"coding": [{"code": "research"}]},
        category=[concept("Research")],
        dateTime="2021-03-04",
        provision=provision,
    )
    record = only(read(tmp_path, made), ConsentRecord)
    assert (record.scope, record.decision, str(record.given), str(record.end)) == (
        "research",
        "deny",
        "4 Mar 2021",
        "2030",
    )
    assert json.loads(record.provision_json) == provision


def test_a_consent_only_proposed_is_withheld(tmp_path: Path) -> None:
    made = about("Consent", "c", "patient", status="proposed", scope=concept("Privacy"))
    assert only(read(tmp_path, made), ConsentRecord).withheld == "proposed, not given"


def test_a_study_lists_series_without_the_image_files(tmp_path: Path) -> None:
    made = about(
        "ImagingStudy",
        "s",
        status="available",
        identifier=[{"system": "urn:dicom:uid", "value": "urn:oid:1.2.3"}],
        started="2021-03-04T10:00:00Z",
        series=[
            {
                "uid": "1.2.3.1",
                "modality": {"code": "DX"},
                "bodySite": {"display": "Knee"},
                "instance": [{"uid": "1.2.3.1.1"}, {"uid": "1.2.3.1.2"}],
            }
        ],
    )
    record = only(read(tmp_path, made), ImagingStudyRecord)
    assert (record.study_uid, record.name, record.modalities, record.body_part) == ("1.2.3", "DX Knee", ("DX",), "Knee")
    assert (record.series[0].uid, record.series[0].instances) == ("1.2.3.1", 2)
