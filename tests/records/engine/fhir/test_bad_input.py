"""Damaged and hostile files: a clear reason, no patient text in it, and nothing else lost."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from records.engine.fhir import convert, json_stream
from records.engine.fhir.mapping import map_resource
from records.engine.fhir.read import read_fhir
from records.engine.fhir.source import Source
from records.engine.fhir.types import Failed, Mapped, ObservationRecord, PatientRecord
from tests.records.engine.fhir.builders import (
    attachment,
    bundle,
    concept,
    document,
    failures,
    observation,
    patient,
    read,
    records,
    warnings,
    write_json,
)


def _failed(path: Path) -> tuple[int, str]:
    (item,) = (item for item in read_fhir(path) if isinstance(item, Failed))
    return item.place.position, item.reason


def _bytes(folder: Path, raw: bytes, name: str = "b.json") -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "the file is empty"),
        (b"[]", "expected a FHIR resource in JSON, found a list"),
        (b"<html><body>Sign in</body></html>", "expected a FHIR resource in JSON, found something else"),
        (b'{"total": 3}', "no resourceType, so not a FHIR resource"),
        (b'{"resourceType": 7}', "no resourceType, so not a FHIR resource"),
        (b'{"resourceType": "Pat', "not readable as JSON: Unterminated string starting at"),
        (b'{"resourceType": "Patient", "x": "\xff"}', "not readable as JSON: not UTF-8 text"),
        (b'{"resourceType": "Patient", "x": NaN}', "not readable as JSON: NaN is not JSON"),
        (
            b'{"resourceType": "Patient"}\n{"resourceType": "Patient"}',
            "more than one JSON value; NDJSON files must be named .ndjson",
        ),
        (b"\x1f\x8bnot really gzip", "not readable as JSON: the file or its compression is damaged"),
    ],
)
def test_a_file_that_is_no_bundle_says_so(tmp_path: Path, raw: bytes, reason: str) -> None:
    assert _failed(_bytes(tmp_path, raw))[1] == reason


def test_a_missing_path_and_an_empty_folder_say_so(tmp_path: Path) -> None:
    assert _failed(tmp_path / "nowhere.json")[1] == "no such file or folder"
    assert _failed(tmp_path)[1] == "the folder holds no .json or .ndjson file"


def test_a_cut_gzip_file_keeps_what_came_before(tmp_path: Path) -> None:
    noise = [observation(f"o{n}", note=[{"text": f"{n * 7919 % 10007:x}" * 40}]) for n in range(400)]
    whole = gzip.compress(json.dumps(bundle(patient(), *noise)).encode())
    items = list(read_fhir(_bytes(tmp_path, whole[: len(whole) * 2 // 3], "b.json.gz")))
    found = records(items, ObservationRecord)
    assert 0 < len(found) < 400
    assert len(records(items, PatientRecord)) == 1
    (reason,) = (reason for _, reason in failures(items))
    assert reason.startswith("not readable as JSON: the compressed file is cut off")
    assert reason.endswith(f"(the {len(found) + 1} entries before this were read)")


def test_text_that_stops_being_utf8_keeps_what_came_before(tmp_path: Path) -> None:
    raw = json.dumps(bundle(patient(), observation("a"), observation("b"))).encode().replace(b'"b"', b'"\xe9"')
    items = list(read_fhir(_bytes(tmp_path, raw)))
    assert [record.source_id for record in records(items, ObservationRecord)] == ["a"]
    assert failures(items)[0][1].startswith("not readable as JSON: not UTF-8 text")


def test_invalid_json_in_the_middle_keeps_what_came_before(tmp_path: Path) -> None:
    raw = json.dumps(bundle(patient(), observation("a"), observation("b"))).replace('"b"', '"b" "x"')
    items = list(read_fhir(_bytes(tmp_path, raw.encode())))
    assert [record.source_id for record in records(items, ObservationRecord)] == ["a"]
    assert failures(items)[0][1].endswith("(the 2 entries before this were read)")


def test_a_nesting_bomb_costs_only_its_own_entry(tmp_path: Path) -> None:
    bomb = '{"resource": {"resourceType": "Basic", "x": "a]}\\"", "y": ' + "[" * 50_000 + "]" * 50_000 + "}}"
    raw = json.dumps(bundle(patient(), observation())).replace('"entry": [', f'"entry": [{bomb}, ')
    items = list(read_fhir(_bytes(tmp_path, raw.encode())))
    assert failures(items) == [("", "nested too deeply")]
    assert len(records(items, ObservationRecord)) == 1


def test_deep_nesting_that_the_decoder_still_takes_is_refused(tmp_path: Path) -> None:
    deep: dict[str, Any] = {}
    for _ in range(100):
        deep = {"extension": [deep]}
    assert failures(read(tmp_path, observation(**deep), observation("b"))) == [("Observation", "nested too deeply")]


def test_an_entry_beyond_the_limit_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "MAX_VALUE", 2_000)
    monkeypatch.setattr(json_stream, "CHUNK", 7)
    huge = {"resourceType": "Binary", "id": "x", "data": 'brackets ]}\\" ' * 1_000}
    items = read(tmp_path, huge, observation())
    assert failures(items) == [("", "longer than 32 million characters, or not JSON")]
    assert len(records(items, ObservationRecord)) == 1


def test_entries_that_are_no_resources_fail_one_by_one(tmp_path: Path) -> None:
    value = bundle(patient(), observation())
    value["entry"] += ["text", {"resource": []}, {"resource": {"id": "x"}}]
    items = list(read_fhir(write_json(tmp_path / "b.json", value)))
    assert [(item.place.position, item.reason) for item in items if isinstance(item, Failed)] == [
        (3, "not an object"),
        (4, "not an object"),
        (5, "no resourceType, so not a FHIR resource"),
    ]


@pytest.mark.parametrize(
    ("id", "reason"), [("", "has no id"), ("a b/c", "its id is not usable"), ("x" * 200, "its id is not usable")]
)
def test_an_id_that_cannot_be_used_fails(tmp_path: Path, id: str, reason: str) -> None:
    assert failures(read(tmp_path, observation(id))) == [("Observation", reason)]


def test_null_bytes_and_broken_characters_are_taken_out_and_counted(tmp_path: Path) -> None:
    items = read(tmp_path, observation(code=concept("Pot\0ass\0ium"), comment="\ud800"))
    (record,) = records(items, ObservationRecord)
    assert record.name == "Potassium"
    assert {"null bytes taken out: 2", "texts with broken characters: 1"} <= set(warnings(items))


def test_wrong_types_cost_their_field_only(tmp_path: Path) -> None:
    made = observation(
        status=["final"], category="laboratory", effectiveDateTime=20210304, valueQuantity={"value": {}, "unit": 5}
    )
    made["valueString"] = "4.2"
    items = read(tmp_path, made)
    (record,) = records(items, ObservationRecord)
    assert (record.status, record.effective, record.measured.value, record.measured.value_text) == (
        "",
        None,
        None,
        "4.2",
    )
    assert {"status: not text, left out", "effectiveDateTime: not text, left out"} <= set(warnings(items))


@pytest.mark.parametrize("value", [1e400, 10**400])
def test_a_number_without_end_is_left_out(tmp_path: Path, value: float) -> None:
    raw = json.dumps(bundle(patient(), observation(valueQuantity={"value": 1})))
    raw = raw.replace('"value": 1}', '"value": ' + ("1e400" if isinstance(value, float) else str(value)) + "}")
    items = list(read_fhir(_bytes(tmp_path, raw.encode())))
    assert records(items, ObservationRecord)[0].measured.value is None


def test_departures_from_the_standard_are_reported_by_path_only(tmp_path: Path) -> None:
    items = read(tmp_path, observation(status="nearly", secretField="Ada Marsh", bodySite={"text": 7}))
    said = " ".join(warnings(items))
    assert "bodySite.text: not as FHIR R4 has it" in said
    assert "Ada" not in said
    assert "secretField" not in said
    assert len(records(items, ObservationRecord)) == 1


def test_a_fault_of_our_own_costs_one_resource(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(source: Source) -> Any:
        if source.id == "bad":
            raise KeyError("Ada Marsh")
        return map_resource(source)

    monkeypatch.setattr(convert, "map_resource", faulty)
    items = read(tmp_path, observation("bad"), observation("good"))
    assert failures(items) == [("Observation", "could not be mapped (KeyError)")]
    assert [record.source_id for record in records(items, ObservationRecord)] == ["good"]


def test_right_to_left_and_emoji_text_is_kept(tmp_path: Path) -> None:
    text = "ألم في الركبة 🦵 膝"
    (note,) = (
        item.record
        for item in read(tmp_path, document("d", attachment(text)))
        if isinstance(item, Mapped) and not isinstance(item.record, PatientRecord)
    )
    assert note.text == text  # type: ignore[union-attr]
