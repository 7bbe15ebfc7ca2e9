"""Where references lead, and what the things they lead to are called.

Understands `Type/id`, absolute addresses, `urn:uuid:` against a bundle's full addresses, contained `#id`,
conditional `Type?identifier=system|value` and logical identifiers. Names are remembered up to a limit:
what is forgotten can still be looked up by its id.
"""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from records.engine.fhir.names import person_name
from records.engine.fhir.node import Node
from records.engine.fhir.types import Code

NAMES_ONLY = ("Practitioner", "Organization", "Location", "PractitionerRole", "Medication")
_NAMED = (*NAMES_ONLY, "Condition")
MAX_NAMES = 200_000
MAX_HOPS = 3  # role to practitioner, practitioner to contained: a cycle ends here


@dataclass(frozen=True, slots=True)
class Target:
    """What a reference points at; every part may be empty. `known` is False for a dangling reference."""

    kind: str = ""
    id: str = ""
    name: str = ""
    codes: tuple[Code, ...] = ()
    known: bool = True


@dataclass(slots=True)
class _Entry:
    kind: str
    id: str
    name: str = ""
    codes: tuple[Code, ...] = ()
    onward: dict[str, Any] | None = None  # the reference that names it, for a PractitionerRole


@dataclass(slots=True)
class Directory:
    """`complete` when every resource of the input was added, so that a miss is a dangling reference."""

    complete: bool = False
    absent_kinds: frozenset[str] = frozenset()  # kinds that the input certainly does not hold
    _by_address: dict[str, tuple[str, str]] = field(default_factory=dict)
    _by_identifier: dict[tuple[str, str, str], tuple[str, str]] = field(default_factory=dict)
    _entries: dict[tuple[str, str], _Entry] = field(default_factory=dict)
    _present: set[tuple[str, str]] = field(default_factory=set)
    _replacing: list[tuple[str, Node]] = field(default_factory=list)
    _replaced: set[str] | None = None

    def add(self, kind: str, id: str, resource: dict[str, Any], address: str = "") -> None:
        if self.complete:
            self._present.add((kind, id))
        if address:
            self._by_address[address] = (kind, id)
        if kind not in _NAMED and kind != "Patient":
            return
        node = Node(resource, [])
        if kind != "Condition":
            for identifier in node.nodes("identifier"):
                key = (kind, identifier.text("system"), identifier.text("value"))
                self._by_identifier.setdefault(key, (kind, id))
        if kind in _NAMED and len(self._entries) < MAX_NAMES:
            self._entries[kind, id] = _entry(kind, id, node)

    def resolve(self, reference: Node, contained: dict[str, Any] | None = None, hops: int = 0) -> Target:
        """Follow a Reference. Its own `display` is preferred as the name."""
        display = reference.text("display")
        text = reference.text("reference")
        if text.startswith("#"):
            target = self._contained(text[1:], contained or {}, hops)
        elif found := self._locate(text, reference):
            target = self._target(found, hops)
        else:
            target = Target(text.partition("?")[0] if "?" in text else "", known=not text)
        # A person or place that is only named needs no resource of its own.
        known = target.known or (bool(display) and target.kind in NAMES_ONLY)
        return Target(target.kind, target.id, display or target.name, target.codes, known)

    def note_replacements(self, id: str, document: dict[str, Any]) -> None:
        """Note which documents this one replaces; resolved once all addresses are known."""
        node = Node(document, [])
        if "entered-in-error" in (node.text("status"), node.text("docStatus")):
            return
        related = [part for part in node.nodes("relatesTo") if part.text("code") == "replaces"]
        self._replacing.extend((id, part.node("target")) for part in related)
        self._replaced = None

    def is_replaced(self, id: str) -> bool:
        if self._replaced is None:
            pairs = {(newer, self.resolve(older).id) for newer, older in self._replacing}
            # Documents that replace each other, or themselves, do not tell which one holds.
            self._replaced = {older for newer, older in pairs if (older, newer) not in pairs}
        return id in self._replaced

    def _locate(self, text: str, reference: Node) -> tuple[str, str] | None:
        if found := self._by_address.get(text):
            return found
        if text.startswith("urn:"):
            return ("", text.rsplit(":", 1)[-1])
        kind, question, query = text.partition("?")
        if question:
            return self._by_query(kind, query)
        if text:
            return _kind_and_id(text)
        identifier = reference.node("identifier")
        system, value = identifier.text("system"), identifier.text("value")
        kinds = [reference.text("type")] if reference.text("type") else [*NAMES_ONLY, "Patient"]
        hits = (self._by_identifier.get((kind, system, value)) for kind in kinds if value)
        return next(filter(None, hits), None)

    def _by_query(self, kind: str, query: str) -> tuple[str, str] | None:
        name, _, value = query.partition("=")
        if name != "identifier":
            return None
        system, bar, code = unquote(value).rpartition("|")
        return self._by_identifier.get((kind, system if bar else "", code))

    def _target(self, found: tuple[str, str], hops: int) -> Target:
        kind, id = found
        known = (not self.complete or found in self._present) and kind not in self.absent_kinds
        entry = self._entries.get(found)
        if entry is None:
            return Target(kind, id, known=known)
        name = entry.name
        if not name and entry.onward and hops < MAX_HOPS:
            name = self.resolve(Node(entry.onward, []), None, hops + 1).name
        return Target(kind, id, name, entry.codes, known)

    def _contained(self, id: str, contained: dict[str, Any], hops: int) -> Target:
        resource = contained.get(id)
        if resource is None:
            return Target(known=False)
        node = Node(resource, [])
        entry = _entry(node.text("resourceType"), "", node)
        name = entry.name
        if not name and entry.onward and hops < MAX_HOPS:
            name = self.resolve(Node(entry.onward, []), contained, hops + 1).name
        return Target(entry.kind, "", name, entry.codes)


def _entry(kind: str, id: str, node: Node) -> _Entry:
    if kind in ("Organization", "Location"):
        return _Entry(kind, id, node.text("name"))
    if kind in ("Medication", "Condition"):
        return _Entry(kind, id, node.words("code"), node.codes("code"))
    if kind == "PractitionerRole":
        return _Entry(kind, id, onward=node.node("practitioner").data)
    if kind in ("Practitioner", "Patient", "RelatedPerson"):
        names = [person_name(part, with_prefix=True) for part in node.nodes("name")]
        return _Entry(kind, id, names[0].text if names else "")
    return _Entry(kind, id)


def _kind_and_id(text: str) -> tuple[str, str] | None:
    parts = text.split("/_history/")[0].rstrip("/").split("/")
    if len(parts) < 2 or not parts[-2].isalpha():
        return None
    return (parts[-2], parts[-1])


def contained_of(resource: Node) -> dict[str, Any]:
    return {part.text("id"): part.data for part in resource.nodes("contained")}
