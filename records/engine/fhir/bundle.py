"""A JSON file: a Bundle of any type, or one bare resource.

Entries may refer to entries further down, so the file is gone through several times: once for names and
addresses, then for patients, for encounters and for the rest. A small file stays in memory in between; a
large one is read again, so that memory does not grow with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from records.engine.fhir.convert import Converter, Resource, admit
from records.engine.fhir.json_stream import Unfit, scan
from records.engine.fhir.node import Node
from records.engine.fhir.references import Directory
from records.engine.fhir.text_reader import UnreadableFile
from records.engine.fhir.types import Failed, Item, Place, Skipped
from records.engine.fhir.versions import version_order

KEPT_IN_MEMORY = 8 << 20  # characters of JSON, some 100 MB once decoded
_PHASES = {"Patient": 0, "Encounter": 1}
_LAST = 2

_Entry = Resource | Failed | Skipped


def read_bundle(path: Path) -> Iterator[Item]:
    """Items of one file: patients first, then encounters, then the rest in the file's order."""
    yield from _Reading(path).items()


@dataclass(slots=True)
class _Reading:
    path: Path
    directory: Directory = field(default_factory=lambda: Directory(complete=True))
    seen: int = 0
    header: dict[str, Any] = field(default_factory=dict)
    kept: list[_Entry] | None = field(default_factory=list)
    fault: str = ""
    newest: dict[tuple[str, str], tuple[tuple[datetime, int], int]] = field(default_factory=dict)

    def items(self) -> Iterator[Item]:
        self._index()
        converter = Converter(self.directory)
        for phase in range(_LAST + 1):
            for entry in self._entries():
                if _phase(entry) == phase:
                    yield from self._convert(entry, converter)
        yield from converter.inferred(Place(self.path.name))
        if self.fault:
            before = f" (the {self.seen} entries before this were read)" if self.seen else ""
            yield Failed(Place(self.path.name, self.seen + 1), "", self.fault + before)

    def _index(self) -> None:
        scanning = scan(self.path)
        try:
            while True:
                raw, characters = next(scanning)
                self.seen += 1
                self._learn(self._entry(self.seen, raw), characters)
        except StopIteration as end:
            self.header = end.value
        except (UnreadableFile, OSError) as error:
            self.fault = str(error) if isinstance(error, UnreadableFile) else "the file cannot be opened"
            self.directory.complete = False
        if self.header and self.header.get("resourceType") != "Bundle":
            self._take_alone()

    def _take_alone(self) -> None:
        """A file that is no bundle is one resource."""
        self.kept = []
        self._learn(admit(self.header, Place(self.path.name, 1)), 0)

    def _learn(self, entry: _Entry, characters: int) -> None:
        if characters > KEPT_IN_MEMORY:
            self.kept = None
        if self.kept is not None:
            self.kept.append(entry)
        if isinstance(entry, Resource):
            self.directory.add(entry.kind, entry.id, entry.data, entry.address)
            if entry.kind == "DocumentReference":
                self.directory.note_replacements(entry.id, entry.data)
            key, order = (entry.kind, entry.id), (_order(entry), entry.place.position)
            self.newest[key] = max(order, self.newest.get(key, order))

    def _entries(self) -> Iterator[_Entry]:
        if self.kept is not None:
            yield from self.kept
            return
        try:
            for position, (raw, _) in enumerate(scan(self.path), start=1):
                yield self._entry(position, raw)
        except UnreadableFile:
            return  # found by the first reading, reported at the end

    def _entry(self, position: int, raw: Any) -> _Entry:
        place = Place(self.path.name, position)
        if isinstance(raw, Unfit):
            return Failed(place, "", str(raw))
        if not isinstance(raw, dict):
            return Failed(place, "", "not an object")
        if raw.get("resource") is None:
            deleted = Node(raw, []).node("request").text("method") == "DELETE"
            return Skipped(place, "", "a deletion" if deleted else "an entry without a resource")
        address = Node(raw, []).text("fullUrl")
        id, system = _id_and_system(address)
        return admit(raw["resource"], place, id, system, address)

    def _convert(self, entry: _Entry, converter: Converter) -> Iterator[Item]:
        if not isinstance(entry, Resource):
            yield entry
        elif entry.id and self.newest[entry.kind, entry.id][1] != entry.place.position:
            yield Skipped(entry.place, entry.kind, "another version of it in this file is newer")
        else:
            yield from converter.items(entry)


def _phase(entry: _Entry) -> int:
    return _PHASES.get(entry.kind, _LAST) if isinstance(entry, Resource) else _LAST


def _order(entry: Resource) -> tuple[datetime, int]:
    meta = Node(entry.data, []).node("meta")
    return version_order(meta.text("versionId"), meta.date("lastUpdated"))


def _id_and_system(address: str) -> tuple[str, str]:
    """The id that an entry's full address gives, and the server it names."""
    if address.startswith("urn:"):
        return address.rsplit(":", 1)[-1], ""
    if address.startswith(("http://", "https://")):
        base, _, id = address.rpartition("/")
        return id, base.rpartition("/")[0]
    return "", ""
