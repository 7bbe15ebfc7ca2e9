"""One decoded resource to items: checked, mapped, and every fault named."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from records.engine.fhir.clean import TooDeep, clean
from records.engine.fhir.mapping import KEPT, map_resource
from records.engine.fhir.mapping.coverage import Claims
from records.engine.fhir.mapping.document import Dropped
from records.engine.fhir.references import NAMES_ONLY, Directory
from records.engine.fhir.source import NotKept, Origin, Source, Unusable
from records.engine.fhir.types import CoverageRecord, Failed, Item, Mapped, Place, Skipped
from records.engine.fhir.validate import shape_problems

_KIND = re.compile(r"[A-Z][A-Za-z]{1,63}")
# Wider than FHIR's own (64 characters, no underscore), since real servers stray here and nothing depends on it.
_ID = re.compile(r"[A-Za-z0-9._-]{1,128}")


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource that may be looked at: an object of a FHIR type, cleaned. `id` may still be missing."""

    place: Place
    kind: str
    id: str
    data: dict[str, Any]
    system: str = ""
    address: str = ""
    notes: tuple[str, ...] = ()


def admit(raw: Any, place: Place, id: str = "", system: str = "", address: str = "") -> Resource | Failed:
    """`id`, `system`, `address`: what its surroundings say of it; its own id comes first."""
    if not isinstance(raw, dict):
        return Failed(place, "", "not an object")
    kind = raw.get("resourceType")
    if not isinstance(kind, str) or not _KIND.fullmatch(kind):
        return Failed(place, "", "no resourceType, so not a FHIR resource")
    try:
        cleaned = clean(raw)
    except TooDeep:
        return Failed(place, kind, "nested too deeply")
    notes = []
    if cleaned.nulls:
        notes.append(f"null bytes taken out: {cleaned.nulls}")
    if cleaned.surrogates:
        notes.append(f"texts with broken characters: {cleaned.surrogates}")
    own = cleaned.value.get("id")
    known_as = own if isinstance(own, str) and own else id
    return Resource(place, kind, known_as, cleaned.value, system, address, tuple(notes))


@dataclass(slots=True)
class Converter:
    directory: Directory
    claims: Claims = field(default_factory=Claims)

    def items(self, resource: Resource) -> Iterator[Item]:
        kind, place = resource.kind, resource.place
        if kind in NAMES_ONLY:
            yield Skipped(place, kind, "read for names only")
        elif kind in ("Claim", "ExplanationOfBenefit"):
            self.claims.add(self._source(resource, []))
            yield Skipped(place, kind, f"not kept: {kind}")
        elif kind not in KEPT:
            yield Skipped(place, kind, f"not kept: {kind}")
        elif not _ID.fullmatch(resource.id):
            reason = "its id is not usable" if resource.id else "has no id"
            yield Failed(place, kind, reason)
        else:
            yield from self._mapped(resource)

    def inferred(self, place: Place) -> Iterator[Item]:
        """What only the whole input tells; call it last."""
        for record in self.claims.inferred():
            yield Mapped(place, record)

    def _source(self, resource: Resource, warnings: list[str]) -> Source:
        return Source(resource.data, Origin(self.directory, resource.id, resource.system), warnings)

    def _mapped(self, resource: Resource) -> Iterator[Item]:
        kind, place = resource.kind, resource.place
        warnings = list(resource.notes)
        try:
            warnings += shape_problems(kind, resource.data)
            outcomes = list(map_resource(self._source(resource, warnings)))
        except NotKept as error:
            yield Skipped(place, kind, str(error))
            return
        except Unusable as error:
            yield Failed(place, kind, str(error))
            return
        except Exception as error:  # input from outside must never end the import of what follows it
            yield Failed(place, kind, f"could not be mapped ({type(error).__name__})")
            return
        for outcome in outcomes:
            if isinstance(outcome, Dropped):
                yield (Failed if outcome.broken else Skipped)(place, kind, outcome.reason)
                continue
            if isinstance(outcome, CoverageRecord):
                self.claims.saw_coverage(outcome.patient_id)
            yield Mapped(place, outcome, tuple(warnings))
