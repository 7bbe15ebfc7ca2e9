"""Notes from JSON Lines: `patient` (source id or record number), `note_id`, `date`, `kind`, `text`.

The same note again changes nothing; another text under the same id becomes an amendment.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from records.access import Actor
from records.engine.dates import SourceDate
from records.engine.fhir.clean import TooDeep, clean
from records.engine.fhir.types import Failed, Item, Mapped, NoteRecord, Place
from records.engine.jsonl import BadLine, JsonLine
from records.errors import UserError
from records.selectors import charts
from records.services import import_runs
from records.services.fhir_import import RecordImport
from records.services.fhir_links import Links, patient_key
from records.services.import_report import Report

KIND = "note"
SYSTEM = "notes"
_FIELDS = ("patient", "note_id", "date", "kind", "text")


def import_notes(actor: Actor, file: str, lines: Iterable[JsonLine | BadLine], team: str = "") -> Report:
    """`file` is the name to report failures by. Charts are opened as the acting user; putting patients on
    a team takes the right to import charts. Raises Forbidden."""
    if team:
        import_runs.must_be_allowed(actor)
    report = Report()
    with import_runs.running(actor, "notes", report) as run:
        work = RecordImport(actor, run, report, team)
        work.take(_Notes(actor, file, work.links).items(lines))
    return report


class _Unusable(ValueError):
    """What is wrong with a line, without its text."""


@dataclass
class _Notes:
    actor: Actor
    file: str
    links: Links
    refused: dict[str, str] = field(default_factory=dict)  # patients who cannot be written to, and why
    known: set[str] = field(default_factory=set)

    def items(self, lines: Iterable[JsonLine | BadLine]) -> Iterator[Item]:
        for line in lines:
            place = Place(self.file, line.number)
            if isinstance(line, BadLine):
                yield Failed(place, KIND, line.reason)
                continue
            try:
                yield self._mapped(place, line.value)
            except _Unusable as error:
                yield Failed(place, KIND, str(error))

    def _mapped(self, place: Place, value: dict[str, Any]) -> Mapped:
        record = _record(value)
        name = record.patient_id
        if name not in self.known and name not in self.refused:
            self._open(record)
        if name in self.refused:
            raise _Unusable(self.refused[name])
        return Mapped(place, record)

    def _open(self, record: NoteRecord) -> None:
        try:
            chart = charts.find_by_any_id(self.actor, record.patient_id)
            chart.must_be_writable()
        except UserError as error:
            self.refused[record.patient_id] = error.message
            return
        self.known.add(record.patient_id)
        self.links.given[patient_key(record)] = chart.patient.pk


def _record(raw: dict[str, Any]) -> NoteRecord:
    try:
        value = clean(raw).value
    except TooDeep:
        raise _Unusable("nested too deeply") from None
    texts = {name: _text(value, name) for name in _FIELDS}
    try:
        written = SourceDate(texts["date"])
    except ValueError:
        raise _Unusable("date: not an ISO 8601 date") from None
    return NoteRecord(
        resource_type=KIND,
        source_system=SYSTEM,
        source_id=texts["note_id"],
        patient_id=texts["patient"],
        document_id=texts["note_id"],
        name=texts["kind"],
        kind=texts["kind"],
        status="signed",
        written=written,
        text=value["text"],
    )


def _text(value: dict[str, Any], name: str) -> str:
    found = value.get(name)
    text = str(found) if isinstance(found, str | int) and not isinstance(found, bool) else ""
    if not text.strip():
        raise _Unusable(f"{name}: missing or empty")
    if name != "text" and len(text) > 200:
        raise _Unusable(f"{name}: longer than 200 characters")
    return text.strip()
