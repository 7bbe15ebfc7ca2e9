"""FHIR R4 resources about people, places and visits, as plain dictionaries: shapes only, no story."""

from typing import Any

from assistant.engine.demo.people import LANGUAGES, RACES, Person, Site, Staff

Resource = dict[str, Any]

TERMINOLOGY = "http://terminology.hl7.org/CodeSystem"
RECORD_NUMBER_SYSTEM = "https://alder-falls.example/record-number"
_US_CORE = "http://hl7.org/fhir/us/core/StructureDefinition"
_RACE_AND_ETHNICITY = "urn:oid:2.16.840.1.113883.6.238"


def concept(text: str, system: str = "", code: str = "", display: str = "") -> Resource:
    if not code:
        return {"text": text}
    return {"coding": [{"system": system, "code": code, "display": display or text}], "text": text}


def reference(kind: str, id_: str, display: str = "") -> Resource:
    return {"reference": f"{kind}/{id_}"} | ({"display": display} if display else {})


def _us_core(name: str, code: str, text: str) -> Resource:
    category = {"system": _RACE_AND_ETHNICITY, "code": code, "display": text}
    return {
        "url": f"{_US_CORE}/us-core-{name}",
        "extension": [{"url": "ombCategory", "valueCoding": category}, {"url": "text", "valueString": text}],
    }


def patient(
    id_: str, person: Person, born: str, number: str, address: Resource, phone: str, site: Resource
) -> Resource:
    ethnicity = ("2135-2", "Hispanic or Latino") if person.hispanic else ("2186-5", "Not Hispanic or Latino")
    language = {"system": "urn:ietf:bcp:47", "code": person.language, "display": LANGUAGES[person.language]}
    number_type = concept("Medical record number", f"{TERMINOLOGY}/v2-0203", "MR")
    marital = {"maritalStatus": {"text": person.marital}} if person.marital else {}
    return {
        "resourceType": "Patient",
        "id": id_,
        "extension": [_us_core("race", RACES[person.race], person.race), _us_core("ethnicity", *ethnicity)],
        "identifier": [{"type": number_type, "system": RECORD_NUMBER_SYSTEM, "value": number}],
        "active": True,
        "name": [{"use": "official", "family": person.family, "given": person.given.split()}],
        "telecom": [{"system": "phone", "value": phone, "use": "home"}],
        "gender": person.sex,
        "birthDate": born,
        "address": [address],
        **marital,
        "communication": [{"language": {"coding": [language], "text": LANGUAGES[person.language]}, "preferred": True}],
        "managingOrganization": site,
    }


def practitioner(id_: str, staff: Staff) -> Resource:
    return {
        "resourceType": "Practitioner",
        "id": id_,
        "name": [{"text": staff.name}],
        "qualification": [{"code": {"text": staff.role}}],
    }


def organization(id_: str, site: Site) -> Resource:
    return {"resourceType": "Organization", "id": id_, "name": site.name}


def coverage(id_: str, subject: Resource, plan: str, start: str) -> Resource:
    return {
        "resourceType": "Coverage",
        "id": id_,
        "status": "active",
        "type": {"text": plan},
        "beneficiary": subject,
        "payor": [{"display": plan}],
        "period": {"start": start},
    }


_ENCOUNTER_CLASSES = {"AMB": "ambulatory", "EMER": "emergency", "IMP": "inpatient encounter", "VR": "virtual"}


def encounter(
    id_: str,
    subject: Resource,
    kind: str,
    title: str,
    reason: str,
    period: tuple[str, str],
    by: Resource,
    at: Resource,
) -> Resource:
    return {
        "resourceType": "Encounter",
        "id": id_,
        "status": "finished",
        "class": {"system": f"{TERMINOLOGY}/v3-ActCode", "code": kind, "display": _ENCOUNTER_CLASSES[kind]},
        "type": [{"text": title}],
        "subject": subject,
        "participant": [{"individual": by}],
        "period": {"start": period[0], "end": period[1]},
        "reasonCode": [{"text": reason}],
        "serviceProvider": at,
    }


def link_encounter(row: Resource, encounter_ref: str) -> None:
    """Observations and documents name the visit they belong to, when there was one."""
    if not encounter_ref:
        return
    link = {"reference": encounter_ref}
    if row["resourceType"] == "DocumentReference":
        row["context"] = {**row.get("context", {}), "encounter": [link]}
    else:
        row["encounter"] = link


def bundle(id_: str, resources: list[Resource]) -> Resource:
    entries = [
        {"fullUrl": f"https://alder-falls.example/fhir/{one['resourceType']}/{one['id']}", "resource": one}
        for one in resources
    ]
    return {"resourceType": "Bundle", "id": id_, "type": "collection", "entry": entries}
