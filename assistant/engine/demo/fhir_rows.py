"""FHIR R4 resources about what is known and done, as plain dictionaries: shapes only, no story."""

import base64

from assistant.engine.demo.catalog import ANALYTES, SMOKING
from assistant.engine.demo.fhir_people import TERMINOLOGY, Resource, concept

LOINC = "http://loinc.org"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
ICD10 = "http://hl7.org/fhir/sid/icd-10-cm"
CVX = "http://hl7.org/fhir/sid/cvx"
UCUM = "http://unitsofmeasure.org"
NO_KNOWN_ALLERGIES = ("http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips", "no-known-allergies")


def condition(
    id_: str, subject: Resource, name: str, code: str, clinical: str, verification: str, dates: Resource
) -> Resource:
    shown = {"clinicalStatus": _status("condition-clinical", clinical)} if clinical else {}
    return {
        "resourceType": "Condition",
        "id": id_,
        **shown,
        "verificationStatus": _status("condition-ver-status", verification),
        "category": [_status("condition-category", "problem-list-item")],
        "code": concept(name, ICD10, code),
        "subject": subject,
        **dates,
    }


def _status(system: str, code: str) -> Resource:
    return {"coding": [{"system": f"{TERMINOLOGY}/{system}", "code": code}]}


def medication_request(
    id_: str,
    subject: Resource,
    drug: Resource,
    dose: str,
    status: str,
    start: str,
    end: str,
    reasons: tuple[str, str],
    by: Resource,
) -> Resource:
    """`reasons`: why it was ordered, why it was stopped; either may be empty."""
    period = {"start": start} | ({"end": end} if end else {})
    row: Resource = {
        "resourceType": "MedicationRequest",
        "id": id_,
        "status": status,
        "intent": "order",
        "medicationCodeableConcept": drug,
        "subject": subject,
        "authoredOn": start,
        "requester": by,
        "dosageInstruction": [{"text": dose, "timing": {"repeat": {"boundsPeriod": period}}}],
        "dispenseRequest": {"validityPeriod": period},
    }
    why_ordered, why_stopped = reasons
    if why_ordered:
        row["reasonCode"] = [{"text": why_ordered}]
    if why_stopped:
        row["statusReason"] = {"text": why_stopped}
    return row


def allergy(
    id_: str, subject: Resource, code: Resource, category: str, criticality: str, reactions: tuple[str, ...], day: str
) -> Resource:
    row: Resource = {
        "resourceType": "AllergyIntolerance",
        "id": id_,
        "clinicalStatus": _status("allergyintolerance-clinical", "active"),
        "verificationStatus": _status("allergyintolerance-verification", "confirmed"),
        "code": code,
        "patient": subject,
        "recordedDate": day,
    }
    if category:
        row |= {"type": "allergy", "category": [category], "criticality": criticality}
    if reactions:
        row["reaction"] = [{"manifestation": [{"text": one} for one in reactions]}]
    return row


def quantity(key: str, value: float, comparator: str = "") -> Resource:
    unit = ANALYTES[key].unit
    shown = {"comparator": comparator} if comparator else {}
    return {"value": value, **shown, "unit": _shown_unit(unit), "system": UCUM, "code": unit}


_SHOWN_UNITS = {
    "mm[Hg]": "mmHg",
    "Cel": "°C",
    "{INR}": "INR",
    "m[IU]/L": "mIU/L",
    "[IU]/mL": "IU/mL",
    "{score}": "points",
}


def _shown_unit(ucum: str) -> str:
    shown = _SHOWN_UNITS.get(ucum, ucum)
    return shown.replace("{1.73_m2}", "1.73 m2").replace("{copies}", "copies").replace("10*3/uL", "10^3/uL")


def observation(
    id_: str,
    subject: Resource,
    key: str,
    status: str,
    at: str,
    value: Resource,
) -> Resource:
    """`value` holds the value[x], range and interpretation or components."""
    analyte = ANALYTES.get(key)
    code, name = _PANEL_CODES[key] if analyte is None else (analyte.code, analyte.name)
    category = "vital-signs" if key == "bp" else "social-history" if analyte is None else analyte.category
    return {
        "resourceType": "Observation",
        "id": id_,
        "status": status,
        "category": [_status("observation-category", category)],
        "code": concept(name, LOINC, code),
        "subject": subject,
        "effectiveDateTime": at,
        **value,
    }


_PANEL_CODES = {"bp": ("85354-9", "Blood pressure"), "smoking": ("72166-2", "Tobacco smoking status")}


def smoking_value(answer: str) -> Resource:
    return {"valueCodeableConcept": concept(answer, LOINC, SMOKING[answer])}


def bp_value(systolic: int, diastolic: int) -> Resource:
    def part(key: str, value: int) -> Resource:
        analyte = ANALYTES[key]
        return {"code": concept(analyte.name, LOINC, analyte.code), "valueQuantity": quantity(key, value)}

    return {"component": [part("systolic", systolic), part("diastolic", diastolic)]}


def lab_value(key: str, value: float, comparator: str, low: float | None, high: float | None) -> Resource:
    row: Resource = {"valueQuantity": quantity(key, value, comparator)}
    if low is None and high is None:
        return row
    bounds = {"low": low, "high": high}
    row["referenceRange"] = [{side: quantity(key, limit) for side, limit in bounds.items() if limit is not None}]
    flag = "L" if low is not None and value < low else "H" if high is not None and value > high else "N"
    row["interpretation"] = [_status("v3-ObservationInterpretation", flag)]
    return row


def immunization(id_: str, subject: Resource, code: str, name: str, day: str) -> Resource:
    return {
        "resourceType": "Immunization",
        "id": id_,
        "status": "completed",
        "vaccineCode": concept(name, CVX, code),
        "patient": subject,
        "occurrenceDateTime": day,
    }


def procedure(id_: str, subject: Resource, name: str, day: str, reason: str) -> Resource:
    return {
        "resourceType": "Procedure",
        "id": id_,
        "status": "completed",
        "code": {"text": name},
        "subject": subject,
        "performedDateTime": day,
        **({"reasonCode": [{"text": reason}]} if reason else {}),
    }


def report(
    id_: str, subject: Resource, category: str, code: Resource, status: str, at: str, results: list[Resource], text: str
) -> Resource:
    return {
        "resourceType": "DiagnosticReport",
        "id": id_,
        "status": status,
        "category": [concept(category, f"{TERMINOLOGY}/v2-0074", category)],
        "code": code,
        "subject": subject,
        "effectiveDateTime": at,
        **({"result": results} if results else {}),
        **({"conclusion": text} if text else {}),
    }


def document(
    id_: str,
    subject: Resource,
    kind: tuple[str, str],
    at: str,
    by: Resource,
    setting: str,
    text: str,
    draft: bool,
) -> Resource:
    code, title = kind
    data = base64.b64encode(text.encode()).decode()
    return {
        "resourceType": "DocumentReference",
        "id": id_,
        "status": "current",
        "docStatus": "preliminary" if draft else "final",
        "type": concept(title, LOINC, code),
        "subject": subject,
        "date": at,
        "author": [by],
        "context": {"practiceSetting": {"text": setting}},
        "content": [{"attachment": {"contentType": "text/plain", "data": data, "title": title}}],
    }
