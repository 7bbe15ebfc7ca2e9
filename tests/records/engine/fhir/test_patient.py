from pathlib import Path
from typing import Any

from records.engine.fhir.read import read_fhir
from records.engine.fhir.types import PatientRecord
from tests.records.engine.fhir.builders import only, patient, warnings, write_json

US_CORE = "http://hl7.org/fhir/us/core/StructureDefinition/"


def _read(folder: Path, **fields: Any) -> PatientRecord:
    return only(read_fhir(write_json(folder / "p.json", patient(**fields))), PatientRecord)


def test_the_official_name_is_shown_and_all_names_are_kept(tmp_path: Path) -> None:
    record = _read(
        tmp_path,
        name=[
            {"use": "maiden", "family": "Reed", "given": ["Ada"]},
            {"use": "nickname", "given": ["Addie"]},
            {"use": "official", "family": "Marsh", "given": ["Ada", "June"], "prefix": ["Mrs."]},
        ],
    )
    assert record.name == "Ada June Marsh"
    assert [name.text for name in record.names] == ["Ada June Marsh", "Addie", "Ada Reed"]


def test_the_record_number_is_the_current_one_of_type_mr(tmp_path: Path) -> None:
    mr = {"coding": [{"code": "MR"}]}
    record = _read(
        tmp_path,
        identifier=[
            {"value": "999", "type": {"coding": [{"code": "SS"}]}},
            {"value": "old-7", "use": "old", "type": mr},
            {"value": "H-12", "system": "urn:hospital", "type": mr},
        ],
    )
    assert record.record_number == "H-12"
    assert {part.value for part in record.identifiers} == {"999", "old-7", "H-12"}


def test_race_ethnicity_and_birth_sex_come_from_the_us_core_extensions(tmp_path: Path) -> None:
    record = _read(
        tmp_path,
        extension=[
            {"url": US_CORE + "us-core-race", "extension": [{"url": "text", "valueString": "Asian"}]},
            {
                "url": US_CORE + "us-core-ethnicity",
                "extension": [{"url": "ombCategory", "valueCoding": {"display": "Not Hispanic or Latino"}}],
            },
            {"url": US_CORE + "us-core-birthsex", "valueCode": "F"},
        ],
    )
    assert (record.race, record.ethnicity, record.birth_sex) == ("Asian", "Not Hispanic or Latino", "female")


def test_contact_language_and_marital_status_are_read(tmp_path: Path) -> None:
    record = _read(
        tmp_path,
        address=[
            {"use": "old", "city": "Elsewhere"},
            {"line": ["4 Mill Lane"], "city": "Barton", "state": "OH", "postalCode": "43001"},
        ],
        telecom=[{"system": "email", "value": "a@example.org"}, {"system": "phone", "value": "555-0101"}],
        communication=[{"language": {"text": "English"}}, {"language": {"text": "Spanish"}, "preferred": True}],
        maritalStatus={"text": "S", "coding": [{"code": "S", "display": "S"}]},
    )
    assert record.address == "4 Mill Lane, Barton, OH 43001"
    assert record.phone == "555-0101"
    assert record.language == "Spanish"
    assert record.marital_status == "Never married"


def test_a_death_is_known_with_or_without_its_date(tmp_path: Path) -> None:
    dated = _read(tmp_path, deceasedDateTime="2020-11-30T23:50:00-06:00")
    undated = _read(tmp_path, deceasedBoolean=True)
    assert dated.deceased is not None
    assert (dated.is_deceased, dated.deceased.display) == (True, "30 Nov 2020")
    assert (undated.is_deceased, undated.deceased) == (True, None)


def test_a_replaced_record_names_the_one_that_replaces_it(tmp_path: Path) -> None:
    link = {"type": "replaced-by", "other": {"reference": "Patient/pat-2"}}
    itself = {"type": "replaced-by", "other": {"reference": "Patient/pat-1"}}
    assert _read(tmp_path, link=[link]).replaced_by_id == "pat-2"
    assert _read(tmp_path, link=[itself]).replaced_by_id == ""


def test_an_impossible_birth_date_is_left_out_and_said(tmp_path: Path) -> None:
    items = list(read_fhir(write_json(tmp_path / "p.json", patient(birthDate="1961-02-30"))))
    assert only(items, PatientRecord).birth_date is None
    assert "birthDate: not a possible date, left out" in warnings(items)
    assert not any("1961-02-30" in warning for warning in warnings(items))
