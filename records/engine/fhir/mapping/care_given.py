"""Procedure and Immunization: what was done to the patient."""

from records.engine.fhir import systems
from records.engine.fhir.mapping.condition import when
from records.engine.fhir.node import Node
from records.engine.fhir.source import Source, withheld_for
from records.engine.fhir.types import ImmunizationRecord, ProcedureRecord

_NOT_DONE = {"not-done": "not done"}


def map_procedure(source: Source) -> ProcedureRecord:
    name, codes = source.named("code", "")
    status = source.text("status")
    performed, performed_text = when(source, "performed")
    reasons = source.targets("reasonReference")
    return ProcedureRecord(
        **source.common("subject", status=status, withheld=withheld_for(status, _NOT_DONE), name=name, codes=codes),
        performed=performed,
        performed_text=performed_text,
        ended=source.node("performedPeriod").date("end"),
        reason=source.words("reasonCode") or "; ".join(dict.fromkeys(part.name for part in reasons if part.name)),
        reason_ids=source.ids_at("reasonReference", "Condition"),
        provider=_performer(source),
        site=source.name_at("location"),
    )


def map_immunization(source: Source) -> ImmunizationRecord:
    name, codes = source.named("vaccineCode", systems.CVX)
    status = source.text("status")
    return ImmunizationRecord(
        **source.common("patient", status=status, withheld=withheld_for(status, _NOT_DONE), name=name, codes=codes),
        given=source.date("occurrenceDateTime"),
        given_text=source.text("occurrenceString"),
        provider=_performer(source),
        site=source.name_at("location"),
    )


def _performer(source: Source) -> str:
    actors: list[Node] = [part.node("actor") for part in source.nodes("performer")]
    return next(filter(None, (source.target(actor).name for actor in actors if actor)), "")
