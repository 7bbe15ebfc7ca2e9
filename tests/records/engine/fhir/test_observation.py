import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from records.engine.fhir.types import ObservationRecord
from tests.records.engine.fhir.builders import concept, observation, only, read, warnings


def _read(folder: Path, **fields: Any) -> ObservationRecord:
    return only(read(folder, observation(**fields)), ObservationRecord)


def test_a_quantity_keeps_value_unit_comparator_and_source_date(tmp_path: Path) -> None:
    record = _read(
        tmp_path,
        valueQuantity={"value": 0.01, "comparator": "<", "unit": "ng/mL"},
        effectiveDateTime="2021-03-04T23:30:00-05:00",
        category=[concept("Laboratory", "laboratory")],
    )
    assert (record.measured.value, record.measured.comparator, record.measured.unit) == (0.01, "<", "ng/mL")
    assert record.effective is not None
    assert record.effective.text == "2021-03-04T23:30:00-05:00"
    assert (record.name, record.codes[0].code, record.category) == ("Potassium", "2823-3", "laboratory")


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("valueCodeableConcept", {"text": "Former smoker"}, "Former smoker"),
        ("valueString", "Trace", "Trace"),
        ("valueBoolean", False, "No"),
        ("valueRange", {"low": {"value": 2, "unit": "/HPF"}, "high": {"value": 5, "unit": "/HPF"}}, "2 /HPF to 5 /HPF"),
        ("valueRatio", {"numerator": {"value": 1}, "denominator": {"value": 128}}, "1 : 128"),
        ("valueDateTime", "2021-03", "Mar 2021"),
        (
            "valueSampledData",
            {"origin": {"value": 0}, "period": 1, "dimensions": 1, "data": "1 2 3"},
            "sampled data, 3 points",
        ),
    ],
)
def test_every_other_shape_of_value_is_put_in_words(tmp_path: Path, field: str, value: Any, shown: str) -> None:
    record = _read(tmp_path, **{field: value})
    assert record.measured.value_text == shown
    assert record.measured.value is None


def test_an_integer_is_a_number(tmp_path: Path) -> None:
    assert _read(tmp_path, valueInteger=7).measured.value == 7.0


def test_the_loinc_code_comes_first(tmp_path: Path) -> None:
    local = {"system": "urn:local", "code": "K"}
    loinc = {"system": "http://loinc.org", "code": "2823-3"}
    record = _read(tmp_path, code={"coding": [local, loinc], "text": "K+"})
    assert [code.code for code in record.codes] == ["2823-3", "K"]
    assert record.name == "K+"


def test_range_and_interpretation_are_kept(tmp_path: Path) -> None:
    record = _read(
        tmp_path,
        referenceRange=[{"low": {"value": 3.5, "unit": "mmol/L"}, "high": {"value": 5.1, "unit": "mmol/L"}}],
        interpretation=[{"coding": [{"code": "HH"}]}],
    )
    assert (record.measured.low, record.measured.high) == (3.5, 5.1)
    assert record.measured.range_text == "3.5 mmol/L to 5.1 mmol/L"
    assert (record.measured.interpretation, record.measured.interpretation_code) == ("Critically high", "HH")


def test_ranges_for_different_people_are_not_taken_for_this_one(tmp_path: Path) -> None:
    record = _read(tmp_path, referenceRange=[{"text": "men 3-7"}, {"text": "women 2-6", "low": {"value": 2}}])
    assert (record.measured.low, record.measured.range_text) == (None, "men 3-7; women 2-6")


def test_blood_pressure_keeps_its_components_as_plain_json(tmp_path: Path) -> None:
    made = observation(
        component=[
            {"code": concept("Systolic", "8480-6"), "valueQuantity": {"value": 121, "unit": "mmHg"}},
            {"code": concept("Diastolic", "8462-4"), "valueQuantity": {"value": 79, "unit": "mmHg"}},
        ]
    )
    del made["valueQuantity"]
    record = only(read(tmp_path, made), ObservationRecord)
    stored = json.loads(json.dumps([asdict(part) for part in record.components]))
    assert [(part["code"], part["value"]) for part in stored] == [("8480-6", 121.0), ("8462-4", 79.0)]
    assert record.withheld == ""


def test_a_missing_result_is_withheld_with_its_reason(tmp_path: Path) -> None:
    made = observation(dataAbsentReason=concept("Specimen clotted"))
    del made["valueQuantity"]
    record = only(read(tmp_path, made), ObservationRecord)
    assert record.withheld == "no result was obtained"
    assert record.measured.absent_reason == "Specimen clotted"


def test_a_preliminary_status_is_kept_and_shown(tmp_path: Path) -> None:
    record = _read(tmp_path, status="preliminary")
    assert (record.status, record.withheld) == ("preliminary", "")


def test_a_number_written_as_text_is_read_and_said(tmp_path: Path) -> None:
    items = read(tmp_path, observation(valueQuantity={"value": "4.4", "unit": "mmol/L"}))
    assert only(items, ObservationRecord).measured.value == 4.4
    assert "valueQuantity.value: a number written as text" in warnings(items)


def test_a_leap_second_costs_only_the_time(tmp_path: Path) -> None:
    record = _read(tmp_path, effectiveDateTime="2016-12-31T23:59:60Z")
    assert record.effective is not None
    assert record.effective.text == "2016-12-31"
