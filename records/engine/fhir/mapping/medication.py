"""MedicationRequest and MedicationStatement: a drug ordered, or reported as taken."""

from records.engine.dates import SourceDate
from records.engine.fhir import systems
from records.engine.fhir.mapping.dosage import dosage_text
from records.engine.fhir.source import Source, Unusable, withheld_for
from records.engine.fhir.types import Code, MedicationRecord

_WITHHELD = {"cancelled": "cancelled", "draft": "a draft, not an order"}
_NOT_ORDERED = {"proposal": "proposed, not ordered", "option": "one of several options, not ordered"}


def map_medication_request(source: Source) -> MedicationRecord:
    name, codes = _drug(source)
    status, intent = source.text("status"), source.text("intent")
    dosages = source.nodes("dosageInstruction")
    bounds = [part.node("timing").node("repeat").node("boundsPeriod") for part in dosages]
    ends = [end for part in bounds if (end := part.date("end"))]
    return MedicationRecord(
        **source.common(
            "subject", status=status, withheld=_request_withheld(source, status, intent), name=name, codes=codes
        ),
        intent=intent,
        authored=source.date("authoredOn"),
        ended=max(ends, key=lambda end: end.instant, default=None),
        dosage=dosage_text(dosages),
        reason=_reason(source),
        reason_ids=source.ids_at("reasonReference", "Condition"),
        provider=source.name_at("requester"),
    )


def map_medication_statement(source: Source) -> MedicationRecord:
    name, codes = _drug(source)
    status = source.text("status")
    start, end = _effective(source)
    encounter = source.node("context")
    return MedicationRecord(
        **source.common(
            "subject",
            status=status,
            withheld=withheld_for(status, {}),
            name=name,
            codes=codes,
            encounter_id=source.target(encounter).id if encounter else "",
        ),
        authored=start or source.date("dateAsserted"),
        ended=end,
        dosage=dosage_text(source.nodes("dosage")),
        reason=_reason(source),
        reason_ids=source.ids_at("reasonReference", "Condition"),
        provider=source.name_at("informationSource"),
    )


def _request_withheld(source: Source, status: str, intent: str) -> str:
    if source.flag("doNotPerform"):
        return "an order not to give it"
    # What patients say they take is commonly exchanged as a plan; any other plan is no order.
    planned = intent == "plan" and not _reported(source)
    unordered = "planned, not ordered" if planned else _NOT_ORDERED.get(intent, "")
    return withheld_for(status, _WITHHELD) or unordered


def _reported(source: Source) -> bool:
    if source.flag("reportedBoolean") or source.data.get("reportedReference"):
        return True
    return any(target.kind in ("Patient", "RelatedPerson") for target in source.targets("requester"))


def _drug(source: Source) -> tuple[str, tuple[Code, ...]]:
    if name := source.words("medicationCodeableConcept"):
        return name, source.codes("medicationCodeableConcept", systems.RXNORM)
    reference = source.node("medicationReference")
    target = source.target(reference) if reference else None
    if target is None or not target.name:
        raise Unusable("medication: nothing names it")
    return target.name, tuple(sorted(target.codes, key=lambda code: code.system != systems.RXNORM))


def _reason(source: Source) -> str:
    names = [target.name for target in source.targets("reasonReference") if target.name]
    return source.words("reasonCode") or "; ".join(dict.fromkeys(names))


def _effective(source: Source) -> tuple[SourceDate | None, SourceDate | None]:
    period = source.node("effectivePeriod")
    return source.date("effectiveDateTime") or period.date("start"), period.date("end")
