"""Bulk NDJSON: files of one resource a line, read line by line whatever their size or order.

People and places are read first for their names, then patients, encounters, conditions and the rest. A
file that mixes types is gone through once for each of these steps.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from records.engine.fhir.convert import Converter, Resource, admit
from records.engine.fhir.mapping import KEPT
from records.engine.fhir.references import NAMES_ONLY, Directory
from records.engine.fhir.types import Failed, Item, Place
from records.engine.jsonl import BadLine, JsonLine, open_lines, read_lines

_PHASES = {**dict.fromkeys(NAMES_ONLY, 0), "Patient": 1, "Encounter": 2, "Condition": 3}
_LAST = 4


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    kind: str  # the only resource type in it, or nothing for a mixed file


def read_ndjson(paths: Sequence[Path]) -> Iterator[Item]:
    """Items of all files together. Ids that occur twice are both given: compare `version_order`."""
    files = [_File(path, _only_kind(path)) for path in paths]
    converter = Converter(Directory(absent_kinds=_absent(files)))
    _note_replacements(files, converter.directory)
    for phase in range(_LAST + 1):
        for file in files:
            if not file.kind or _phase(file.kind) == phase:
                yield from _items(file, phase, converter)
    if paths:
        yield from converter.inferred(Place(paths[0].parent.name))


def _items(file: _File, phase: int, converter: Converter) -> Iterator[Item]:
    for entry in _entries(file):
        if isinstance(entry, Failed):
            if file.kind or phase == _LAST:
                yield entry
        elif file.kind and entry.kind != file.kind:
            yield Failed(entry.place, entry.kind, f"found in a file of {file.kind} resources")
        elif _phase(entry.kind) == phase:
            converter.directory.add(entry.kind, entry.id, entry.data)
            yield from converter.items(entry)


def _entries(file: _File, containing: bytes = b"") -> Iterator[Resource | Failed]:
    try:
        with open_lines(file.path) as stream:
            for line in read_lines(stream, containing):
                yield _entry(line, file.path.name)
    except OSError:
        yield Failed(Place(file.path.name), file.kind, "the file cannot be opened")


def _entry(line: JsonLine | BadLine, name: str) -> Resource | Failed:
    place = Place(name, line.number)
    return Failed(place, "", line.reason) if isinstance(line, BadLine) else admit(line.value, place)


def _phase(kind: str) -> int:
    return _PHASES.get(kind, _LAST)


def _only_kind(path: Path) -> str:
    """The type that both the file's name and its first line give: `Patient.ndjson`, `2.Patient.000.ndjson`."""
    first = next(_entries(_File(path, "")), None)
    words = re.split(r"[^A-Za-z]+", path.name)
    return first.kind if isinstance(first, Resource) and first.kind in words else ""


def _absent(files: Sequence[_File]) -> frozenset[str]:
    """Types that no file holds: a reference to one of them leads nowhere."""
    kinds = {file.kind for file in files}
    return frozenset() if "" in kinds else (KEPT | set(NAMES_ONLY)) - kinds


def _note_replacements(files: Sequence[_File], directory: Directory) -> None:
    """The document that replaces another may come after it, so these few lines are read ahead."""
    for file in files:
        if file.kind in ("", "DocumentReference"):
            for entry in _entries(file, containing=b'"replaces"'):
                if isinstance(entry, Resource) and entry.kind == "DocumentReference":
                    directory.note_replacements(entry.id, entry.data)
