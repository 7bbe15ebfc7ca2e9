"""Observation: a lab value, a vital sign, a finding or an answer."""

from records.engine.fhir import systems
from records.engine.fhir.mapping.measured import has_value, measure
from records.engine.fhir.source import Source, withheld_for
from records.engine.fhir.types import Measurement, ObservationRecord

_WITHHELD = {"cancelled": "cancelled"}


def map_observation(source: Source) -> ObservationRecord:
    name, codes = source.named("code", systems.LOINC)
    status = source.text("status")
    measured = measure(source, name)
    components = tuple(measure(part, part.words("code")) for part in source.nodes("component"))
    members = source.ids_at("hasMember", "Observation")
    period = source.node("effectivePeriod")
    withheld = withheld_for(status, _WITHHELD) or _nothing_measured(measured, components, members)
    return ObservationRecord(
        **source.common("subject", status=status, withheld=withheld, name=name, codes=codes),
        category=source.first_code("category"),
        effective=source.date("effectiveDateTime") or source.date("effectiveInstant") or period.date("start"),
        effective_end=period.date("end"),
        issued=source.date("issued"),
        measured=measured,
        components=components,
        member_ids=members,
        performer=source.name_at("performer"),
    )


def _nothing_measured(measured: Measurement, components: tuple[Measurement, ...], members: tuple[str, ...]) -> str:
    """A missing result must not stand where the latest value is asked for."""
    if has_value(measured) or members or any(map(has_value, components)):
        return ""
    return "no result was obtained" if measured.absent_reason or components else "holds no value"
