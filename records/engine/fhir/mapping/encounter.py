"""Encounter: one visit."""

from records.engine.fhir.node import Node
from records.engine.fhir.source import Source, withheld_for
from records.engine.fhir.types import EncounterRecord

_LEADING = ("PPRF", "ATND")  # primary performer, attender
_WITHHELD = {"cancelled": "cancelled"}


def map_encounter(source: Source) -> EncounterRecord:
    status, kind = source.text("status"), source.node("class")
    period = source.node("period")
    people = _participants(source)
    return EncounterRecord(
        **source.common(
            "subject",
            status=status,
            withheld=withheld_for(status, _WITHHELD),
            name=_first_type(source) or kind.text("display") or kind.text("code") or "Encounter",
            codes=source.codes("type"),
            encounter_id=source.id,
        ),
        kind=kind.text("code"),
        start=period.date("start"),
        end=period.date("end"),
        reason=source.words("reasonCode") or source.name_at("reasonReference"),
        provider=people[0] if people else "",
        participants=people,
        site=source.name_at("serviceProvider") or _location(source),
    )


def _first_type(source: Source) -> str:
    return source.words("type").split("; ")[0]


def _participants(source: Source) -> tuple[str, ...]:
    people = sorted(source.nodes("participant"), key=lambda part: part.first_code("type") not in _LEADING)
    names = [source.target(person).name for part in people if (person := part.node("individual"))]
    return tuple(dict.fromkeys(filter(None, names)))


def _location(source: Source) -> str:
    places: list[Node] = [part.node("location") for part in source.nodes("location")]
    return next(filter(None, (source.target(place).name for place in places if place)), "")
