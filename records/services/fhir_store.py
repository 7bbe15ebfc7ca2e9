"""Store a batch of mapped records: all of it, or none of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from records.engine.fhir.types import (
    ConsentRecord,
    EncounterRecord,
    Failed,
    Mapped,
    NoteRecord,
    PatientRecord,
    Record,
    Skipped,
)
from records.engine.fhir.versions import version_order
from records.models import ChartRow, Note, NoteStatus, Withheld
from records.services import fhir_compare, identity
from records.services.fhir_links import Links, row_key
from records.services.fhir_patients import PatientStore
from records.services.fhir_values import ROWS, NotUsed, Values, row_values
from records.services.import_report import Report
from records.services.merging import Merged

_WITHOUT_ENCOUNTER = (EncounterRecord, ConsentRecord)
_COMPARED = ("id", "patient_id", "source_key", "version", "source_updated", "content_key", "withheld", "created_at")


@dataclass
class BatchStore:
    """One use, inside one transaction. What it notes counts only once that has committed: `touched` are
    the charts that changed, `patients` all that the batch is about."""

    links: Links
    report: Report = field(default_factory=Report)
    touched: set[UUID] = field(default_factory=set)
    patients: set[UUID] = field(default_factory=set)
    merged: list[Merged] = field(default_factory=list)

    def store(self, batch: Sequence[Mapped]) -> None:
        for item in batch:
            for warning in item.warnings:
                self.report.note(item.record.resource_type, warning)
        patients = [item for item in batch if isinstance(item.record, PatientRecord)]
        PatientStore(self.links, self.report, self.touched, self.merged).store(patients)
        rest = self._with_patient([item for item in batch if type(item.record) in ROWS])
        self._store([item for item in rest if isinstance(item.record, EncounterRecord)])
        self.links.look_up_encounters(item.record for item in rest)
        for kind in ROWS:
            if kind is not EncounterRecord:
                self._store([item for item in rest if type(item.record) is kind])
        self.patients = {pk for item in batch if (pk := self.links.patient(item.record))}

    def _with_patient(self, items: list[Mapped]) -> list[Mapped]:
        self.links.look_up_patients(item.record for item in items)
        known = []
        for item in items:
            if self.links.patient(item.record):
                known.append(item)
            else:
                self.report.fail(Failed(item.place, item.record.resource_type, "its patient is not in the record"))
        return known

    def _store(self, items: Sequence[Mapped]) -> None:
        if not items:
            return
        model = ROWS[type(items[0].record)].model
        keyed = self._newest(items)
        extra = ("status",) if model is Note else ()
        found = model._default_manager.filter(source_key__in=keyed).only(*_COMPARED, *extra)
        stored = {bytes(row.source_key or b""): row for row in found}
        made = [row for key, item in sorted(keyed.items()) if (row := self._row(model, key, item, stored.get(key)))]
        model._default_manager.bulk_create(made)
        self._supersede(items)

    def _newest(self, items: Sequence[Mapped]) -> dict[bytes, Mapped]:
        """One version of each row; of equal ones the later in the input."""
        keyed: dict[bytes, Mapped] = {}
        for item in items:
            key = row_key(item.record)
            other = keyed.get(key)
            if other and _order(item.record) < _order(other.record):
                item, other = other, item
            if other:
                self._skip(other, "another version of it in the input is newer")
            keyed[key] = item
        return keyed

    def _row(self, model: type[ChartRow], key: bytes, item: Mapped, stored: ChartRow | None) -> ChartRow | None:
        """A new row, not yet saved; or None when it is stored, has been changed, or is not used."""
        values = self._values(model, item)
        if values is None:
            return None
        # Hashed with whom the record itself names: a row that moved with a replaced patient is still the same.
        content = fhir_compare.content_key(values | {"patient_id": self.links.own_patient(item.record)})
        kind = item.record.resource_type
        if stored and fhir_compare.is_same(stored, content):
            self.report.count(kind, "unchanged")
            return None
        if stored and fhir_compare.is_older(item.record, stored):
            self._skip(item, fhir_compare.OLDER)
            return None
        values |= {"source_key": key, "content_key": content, **fhir_compare.marks(item.record)}
        self.touched.add(values["patient_id"])
        self.report.count(kind, "changed" if stored else "new")
        if stored is None:
            return model(**values)
        self.touched.add(stored.patient_id)
        if isinstance(stored, Note):
            return _amendment(stored, values)
        _rewrite(model, stored, values)
        return None

    def _values(self, model: type[ChartRow], item: Mapped) -> Values | None:
        record = item.record
        try:
            values = row_values(record)
        except NotUsed as error:
            self._skip(item, str(error))
            return None
        patient = self.links.patient(record)
        assert patient is not None  # noqa: S101  (`_with_patient` left none without)
        values |= {"patient_id": patient, "source_id": record.source_id, "source_system": _system(record)}
        if not isinstance(record, _WITHOUT_ENCOUNTER) and "encounter" in {one.name for one in model._meta.fields}:
            values["encounter_id"], missing = self.links.encounter(record, patient)
            if missing:
                self.report.note(record.resource_type, missing)
        fhir_compare.fit(model, values, record.resource_type, self.report)
        return values

    def _skip(self, item: Mapped, reason: str) -> None:
        self.report.skip(Skipped(item.place, item.record.resource_type, reason))

    def _supersede(self, items: Sequence[Mapped]) -> None:
        """Documents that an incoming one replaces are kept, but not shown any more."""
        for item in items:
            record = item.record
            if not isinstance(record, NoteRecord) or record.withheld or not record.replaces_ids:
                continue
            keys = [identity.source_key(record.source_system, record.resource_type, id) for id in record.replaces_ids]
            replaced = Note.objects.filter(source_key__in=keys, patient=self.links.patient(record))
            replaced.filter(withheld=Withheld.NO).update(withheld=Withheld.SUPERSEDED, updated_at=timezone.now())
            newer = Note.objects.filter(source_key=row_key(record)).first()
            if newer and newer.amends_id is None and (first := replaced.first()) and not _amends(first, newer):
                Note.objects.filter(pk=newer.pk).update(amends=first)


def _rewrite(model: type[ChartRow], stored: ChartRow, values: Values) -> None:
    """Encrypted fields are only written by saving the whole instance."""
    model(id=stored.pk, created_at=stored.created_at, **values).save(force_update=True)


def _amendment(stored: Note, values: Values) -> Note | None:
    """A signed text never changes: the new version is a row of its own, and the old one gives it its key."""
    old = Note.objects.get(pk=stored.pk)
    if old.text == values["text"] or old.status == NoteStatus.PRELIMINARY:
        if old.withheld == Withheld.SUPERSEDED and old.amendments.exists():
            values["withheld"] = Withheld.SUPERSEDED.value
        row = Note(pk=old.pk, created_at=old.created_at, amends_id=old.amends_id, **values)
        row.save(force_update=True)
        return None
    hidden = old.withheld or Withheld.SUPERSEDED
    Note.objects.filter(pk=old.pk).update(source_key=None, withheld=hidden, updated_at=timezone.now())
    return Note(amends_id=old.pk, **values)


def _amends(note: Note, other: Note) -> bool:
    """Documents that replace each other in a circle must not become one here."""
    at: Note | None = note
    while at is not None and at.pk != other.pk:
        at = at.amends
    return at is not None


def _system(record: Record) -> str:
    return (record.source_system or identity.DEFAULT_SYSTEM)[:200]


def _order(record: Record) -> tuple[datetime, int]:
    return version_order(record.version, record.last_updated)
