"""One resource on its way to becoming records: its fields, its surroundings and what every record shares."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypedDict

from records.engine.dates import SourceDate
from records.engine.fhir.node import Node
from records.engine.fhir.references import Directory, Target, contained_of
from records.engine.fhir.types import Code


class Unusable(ValueError):
    """The resource lacks what a record cannot do without. The message holds no patient text."""


class NotKept(ValueError):
    """The resource is sound but of no use here. The message says why, without patient text."""


class Common(TypedDict):
    """The fields of `Record` that every mapping fills the same way."""

    resource_type: str
    source_id: str
    patient_id: str
    encounter_id: str
    source_system: str
    version: str
    last_updated: SourceDate | None
    status: str
    withheld: str
    name: str
    codes: tuple[Code, ...]
    comment: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the resource lies: names around it, the id that its bundle gave it, its server's address."""

    directory: Directory
    id: str
    system: str = ""


class Source(Node):
    __slots__ = ("contained", "kind", "origin")

    def __init__(self, data: dict[str, Any], origin: Origin, warnings: list[str]):
        super().__init__(data, warnings)
        self.origin = origin
        self.kind = self.text("resourceType")
        self.contained = contained_of(self)

    @property
    def id(self) -> str:
        return self.origin.id

    def target(self, reference: Node) -> Target:
        """Follow a reference of this resource; a dangling one is noted."""
        target = self.origin.directory.resolve(reference, self.contained)
        if not target.known:
            reference.warn("reference", f"the {target.kind or 'resource'} it leads to is not in the input")
        return target

    def name_at(self, key: str) -> str:
        """The name of the first thing referred to under `key` that has one."""
        return next((target.name for target in self.targets(key) if target.name), "")

    def targets(self, key: str) -> list[Target]:
        return [self.target(reference) for reference in self.nodes_or_one(key)]

    def nodes_or_one(self, key: str) -> list[Node]:
        if isinstance(self.data.get(key), list):
            return self.nodes(key)
        one = self.node(key)
        return [one] if one else []

    def ids_at(self, key: str, kind: str) -> tuple[str, ...]:
        found = (target for target in self.targets(key) if target.id and target.kind in (kind, ""))
        return tuple(dict.fromkeys(target.id for target in found))

    def patient_id(self, key: str) -> str:
        """The id of the patient it is about. Raises Unusable without one."""
        reference = self.node(key)
        if not reference:
            raise Unusable(f"{key}: names no patient")
        target = self.target(reference)
        if target.kind not in ("Patient", ""):
            raise NotKept(f"about a {target.kind}, not a patient" if target.kind.isalpha() else "not about a patient")
        if not target.id:
            raise Unusable(f"{key}: the patient cannot be found by this reference")
        return target.id

    def common(
        self,
        patient: str,
        *,
        status: str,
        withheld: str = "",
        name: str = "",
        codes: tuple[Code, ...] = (),
        encounter_id: str = "",
    ) -> Common:
        """`patient`: the field that names the patient. `encounter_id` where it is not under `encounter`."""
        meta = self.node("meta")
        encounter = self.node("encounter")
        return Common(
            resource_type=self.kind,
            source_id=self.id,
            patient_id=self.patient_id(patient),
            encounter_id=encounter_id or (self.target(encounter).id if encounter else ""),
            source_system=self.origin.system,
            version=meta.text("versionId"),
            last_updated=meta.date("lastUpdated"),
            status=status,
            withheld=withheld or self.modified(),
            name=name,
            codes=codes,
            comment="\n".join(note.text("text") for note in self.nodes("note") if note.text("text")),
        )

    def modified(self) -> str:
        """A modifier that is not understood may turn the meaning round, so FHIR forbids to show the rest."""
        if self.data.get("modifierExtension") or self.data.get("implicitRules"):
            return "carries a modifier that is not understood"
        return ""

    def named(self, key: str, preferred: str) -> tuple[str, tuple[Code, ...]]:
        """Name and codes of the concept under `key`. Raises Unusable when nothing names it."""
        name = self.words(key)
        if not name:
            raise Unusable(f"{key}: nothing names it")
        return name, self.codes(key, preferred)


def withheld_for(value: str, reasons: Mapping[str, str]) -> str:
    """Why a status keeps the record from being shown, or nothing."""
    if value == "entered-in-error":
        return "entered in error"
    return reasons.get(value, "")
