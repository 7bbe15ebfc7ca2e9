"""Patient."""

from records.engine.fhir import systems
from records.engine.fhir.names import names_in_order
from records.engine.fhir.node import Node
from records.engine.fhir.source import Source
from records.engine.fhir.types import Identifier, PatientRecord

# Some exports give only the code of HL7's marital status table, even as its text.
_MARITAL = {
    "A": "Annulled",
    "C": "Common law",
    "D": "Divorced",
    "I": "Interlocutory",
    "L": "Legally separated",
    "M": "Married",
    "P": "Polygamous",
    "S": "Never married",
    "T": "Domestic partner",
    "U": "Unmarried",
    "W": "Widowed",
    "UNK": "Unknown",
}
_BIRTH_SEX = {"F": "female", "M": "male", "OTH": "other", "UNK": "unknown", "ASKU": "unknown"}


def map_patient(source: Source) -> PatientRecord:
    names = names_in_order(source)
    if not names:
        source.warn("name", "missing")
    birth_date = source.date("birthDate")
    if birth_date is None:
        source.warn("birthDate", "missing")
    identifiers = _identifiers(source)
    meta = source.node("meta")
    deceased = source.date("deceasedDateTime")
    return PatientRecord(
        resource_type=source.kind,
        source_id=source.id,
        patient_id=source.id,
        source_system=source.origin.system,
        version=meta.text("versionId"),
        last_updated=meta.date("lastUpdated"),
        status="inactive" if source.flag("active") is False else "active",
        withheld=source.modified(),
        name=names[0].text if names else "",
        names=names,
        identifiers=identifiers,
        record_number=next((part.value for part in identifiers if part.kind == "MR"), ""),
        sex=source.text("gender") or "unknown",
        birth_date=birth_date,
        deceased=deceased,
        is_deceased=deceased is not None or bool(source.flag("deceasedBoolean")),
        language=_language(source),
        race=_us_core_text(source, "us-core-race"),
        ethnicity=_us_core_text(source, "us-core-ethnicity"),
        birth_sex=_birth_sex(source),
        marital_status=_MARITAL.get(source.words("maritalStatus"), source.words("maritalStatus")),
        address=_address(source),
        phone=_phone(source),
        site=source.name_at("managingOrganization"),
        replaced_by_id=_replaced_by(source),
    )


def _identifiers(source: Source) -> tuple[Identifier, ...]:
    found = [
        (part.text("use") == "old", Identifier(part.text("system"), part.text("value"), part.first_code("type")))
        for part in source.nodes("identifier")
        if part.text("value")
    ]
    return tuple(identifier for _, identifier in sorted(found, key=lambda pair: pair[0]))


def _language(source: Source) -> str:
    spoken = source.nodes("communication")
    spoken.sort(key=lambda part: not part.flag("preferred"))
    return next(filter(None, (part.words("language") for part in spoken)), "")


def _us_core_text(source: Source, name: str) -> str:
    extension = _extension(source, systems.US_CORE + name)
    parts = extension.nodes("extension")
    for part in parts:
        if part.text("url") == "text" and (text := part.text("valueString")):
            return text
    displays = [part.node("valueCoding").text("display") for part in parts if part.text("url") == "ombCategory"]
    return ", ".join(filter(None, displays))


def _birth_sex(source: Source) -> str:
    code = _extension(source, systems.US_CORE + "us-core-birthsex").text("valueCode")
    return _BIRTH_SEX.get(code, code)


def _extension(source: Source, url: str) -> Node:
    found = (part for part in source.nodes("extension") if part.text("url") == url)
    return next(found, Node({}, source.warnings))


def _address(source: Source) -> str:
    current = [part for part in source.nodes("address") if part.text("use") != "old"]
    return _address_text(current[0]) if current else ""


def _address_text(address: Node) -> str:
    if text := address.text("text"):
        return text
    region = " ".join(filter(None, (address.text("state"), address.text("postalCode"))))
    parts = [*address.texts("line"), address.text("city"), region, address.text("country")]
    return ", ".join(filter(None, parts))


def _phone(source: Source) -> str:
    phones = [
        part.text("value")
        for part in source.nodes("telecom")
        if part.text("system") in ("phone", "sms") and part.text("use") != "old"
    ]
    return next(filter(None, phones), "")


def _replaced_by(source: Source) -> str:
    for link in source.nodes("link"):
        if link.text("type") == "replaced-by":
            other = source.target(link.node("other")).id
            if other != source.id:
                return other
            source.warn("link", "says that the patient is replaced by itself")
    return ""
