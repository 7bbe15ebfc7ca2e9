"""Made-up FHIR for the tests: each builder gives a valid resource, the test spells out what matters."""

import gzip
import json
from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

from records.engine.fhir.read import read_fhir
from records.engine.fhir.types import AnyRecord, Failed, Item, Mapped, Skipped

Json = dict[str, Any]
R = TypeVar("R", bound=AnyRecord)


def concept(text: str = "", code: str = "", system: str = "http://loinc.org") -> Json:
    codings = [{"system": system, "code": code, "display": text}] if code else []
    return {"coding": codings, "text": text} if codings else {"text": text}


def patient(id: str = "pat-1", **fields: Any) -> Json:
    made = {
        "resourceType": "Patient",
        "id": id,
        "name": [{"use": "official", "family": "Marsh", "given": ["Ada"]}],
        "gender": "female",
        "birthDate": "1961-04-02",
    }
    return made | fields


def about(kind: str, id: str, patient_field: str = "subject", **fields: Any) -> Json:
    return {"resourceType": kind, "id": id, patient_field: {"reference": "Patient/pat-1"}} | fields


def observation(id: str = "obs-1", **fields: Any) -> Json:
    made = {"status": "final", "code": concept("Potassium", "2823-3"), "effectiveDateTime": "2021-03-04"}
    if not any(key.startswith("value") for key in fields):
        made["valueQuantity"] = {"value": 4.2, "unit": "mmol/L"}
    return about("Observation", id, **(made | fields))


def visit(id: str = "enc-1", **fields: Any) -> Json:
    return about("Encounter", id, **({"status": "finished", "class": {"code": "AMB"}} | fields))


def condition(id: str = "con-1", **fields: Any) -> Json:
    made = {
        "clinicalStatus": {"coding": [{"code": "active"}]},
        "verificationStatus": {"coding": [{"code": "confirmed"}]},
        "code": concept("Gout"),
    }
    return about("Condition", id, **(made | fields))


def order(id: str = "med-1", **fields: Any) -> Json:
    made = {"status": "active", "intent": "order", "medicationCodeableConcept": concept("Colchicine 0.5 mg tablet")}
    return about("MedicationRequest", id, **(made | fields))


def allergy(id: str = "all-1", **fields: Any) -> Json:
    made = {"clinicalStatus": {"coding": [{"code": "active"}]}, "code": concept("Penicillin")}
    return about("AllergyIntolerance", id, "patient", **(made | fields))


def attachment(text: str | bytes, kind: str = "text/plain; charset=utf-8") -> Json:
    raw = text.encode() if isinstance(text, str) else text
    return {"attachment": {"contentType": kind, "data": b64encode(raw).decode()}}


def document(id: str = "doc-1", *contents: Json, **fields: Any) -> Json:
    made = {
        "status": "current",
        "type": concept("Progress note", "11506-3"),
        "date": "2021-03-04T23:30:00-05:00",
        "content": list(contents) or [attachment("Knee less swollen.")],
    }
    return about("DocumentReference", id, **(made | fields))


def bundle(*resources: Json, kind: str = "collection") -> Json:
    return {"resourceType": "Bundle", "type": kind, "entry": [{"resource": part} for part in resources]}


def write_json(path: Path, value: Any) -> Path:
    raw = json.dumps(value).encode()
    path.write_bytes(gzip.compress(raw) if path.suffix == ".gz" else raw)
    return path


def write_ndjson(path: Path, *resources: Json | str) -> Path:
    lines = [part if isinstance(part, str) else json.dumps(part) for part in resources]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def read(folder: Path, *resources: Json) -> list[Item]:
    """Items of a bundle of these resources, with the patient they are about in front."""
    return list(read_fhir(write_json(folder / "chart.json", bundle(patient(), *resources))))


def records(items: Iterable[Item], kind: type[R]) -> list[R]:
    return [item.record for item in items if isinstance(item, Mapped) and isinstance(item.record, kind)]


def only(items: Iterable[Item], kind: type[R]) -> R:
    (record,) = records(items, kind)
    return record


def warnings(items: Iterable[Item]) -> list[str]:
    return [warning for item in items if isinstance(item, Mapped) for warning in item.warnings]


def failures(items: Iterable[Item]) -> list[tuple[str, str]]:
    return [(item.resource_type, item.reason) for item in items if isinstance(item, Failed)]


def skips(items: Iterable[Item]) -> list[tuple[str, str]]:
    return [(item.resource_type, item.reason) for item in items if isinstance(item, Skipped)]
