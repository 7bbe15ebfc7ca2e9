"""Take in FHIR files: idempotent, in batches, and one bad resource costs only itself.

A batch is one transaction. Running the same import again changes nothing and finishes what an
interrupted run left.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from django.db import DatabaseError, IntegrityError, OperationalError, transaction

from records.access import Actor
from records.engine.fhir.read import read_fhir
from records.engine.fhir.types import CoverageRecord, Failed, Item, Mapped, Place, Skipped
from records.models import ImportRun, Patient
from records.services import import_runs, merging, patients
from records.services.fhir_links import Links, patient_key
from records.services.fhir_store import BatchStore
from records.services.import_report import Report

BATCH = 500
_ATTEMPTS = 3  # another import of the same rows may have been quicker
_LINES = (".ndjson", ".ndjson.gz", ".jsonl", ".jsonl.gz")


def import_fhir(actor: Actor, paths: Sequence[Path], team: str = "") -> Report:
    """Import files and folders as one run. Raises Forbidden."""
    return import_items(actor, (read_fhir(path) for path in paths), team)


def import_items(actor: Actor, sources: Iterable[Iterable[Item]], team: str = "") -> Report:
    """As `import_fhir`, for items that are read already. Patients join the care team, if one is named."""
    import_runs.must_be_allowed(actor)
    report = Report()
    with import_runs.running(actor, "fhir", report) as run:
        work = RecordImport(actor, run, report, team)
        for items in sources:
            work.take(items)
    return report


@dataclass
class RecordImport:
    """One run's work; give it the items of one source after another."""

    actor: Actor
    run: ImportRun
    report: Report
    team: str
    links: Links = field(default_factory=Links)
    noted: set[UUID] = field(default_factory=set)  # charts with their audit line
    changed: set[UUID] = field(default_factory=set)  # charts to announce
    in_team: set[UUID] = field(default_factory=set)
    coverage: dict[bytes, CoverageRecord] = field(default_factory=dict)

    def take(self, items: Iterable[Item]) -> None:
        try:
            for batch in self._batches(items):
                self._store(batch)
            self._cover()
        finally:  # charts that did change are announced even when the rest cannot be read
            self._announce()

    def _batches(self, items: Iterable[Item]) -> Iterator[list[Mapped]]:
        """A batch ends with its file, so that a bundle's chart is whole when it is announced."""
        batch: list[Mapped] = []
        file = ""
        for item in items:
            if len(batch) >= BATCH or (batch and item.place.file != file):
                yield batch
                batch = []
                if item.place.file != file and not file.lower().endswith(_LINES):
                    self._cover()
                    self._announce()
            file = item.place.file
            if isinstance(item, Skipped):
                self.report.skip(item)
            elif isinstance(item, Failed):
                self.report.fail(item)
            elif isinstance(item.record, CoverageRecord):
                self._note_coverage(item.place, item.record)
            else:
                batch.append(item)
        if batch:
            yield batch

    def _store(self, batch: Sequence[Mapped]) -> None:
        try:
            done = self._store_whole(batch)
        except (DatabaseError, ValueError, TypeError) as error:
            self._store_parts(batch, error)
            return
        self.report.merge(done.report)
        self.changed |= done.touched

    def _store_whole(self, batch: Sequence[Mapped]) -> BatchStore:
        for attempt in range(_ATTEMPTS):
            try:
                return self._attempt(batch)
            except (IntegrityError, OperationalError):
                self.links.forget()
                if attempt == _ATTEMPTS - 1:
                    raise
            except Exception:
                self.links.forget()
                raise
        raise AssertionError("unreachable")

    def _attempt(self, batch: Sequence[Mapped]) -> BatchStore:
        store = BatchStore(self.links)
        with transaction.atomic():
            store.store(batch)
            self._after(store)
        self.noted |= store.touched
        self.in_team |= store.patients
        return store

    def _after(self, store: BatchStore) -> None:
        import_runs.note_changed(self.actor, self.run, store.touched - self.noted)
        merging.settle(self.actor, store.merged)
        if self.team:
            patients.add_to_team(self.actor, self.team, store.patients - self.in_team)

    def _store_parts(self, batch: Sequence[Mapped], error: Exception) -> None:
        """Halve the batch until the record that cannot be stored is alone."""
        if isinstance(error, OperationalError):
            raise error  # the database itself is in trouble
        if len(batch) == 1:
            kind = type(error).__name__
            item = batch[0]
            self.report.fail(Failed(item.place, item.record.resource_type, f"could not be stored ({kind})"))
            return
        middle = len(batch) // 2
        self._store(batch[:middle])
        self._store(batch[middle:])

    def _note_coverage(self, place: Place, record: CoverageRecord) -> None:
        """A patient shows one payer: a stated one before one inferred from claims, then the newest."""
        if record.withheld:
            self.report.skip(Skipped(place, record.resource_type, record.withheld))
            return
        key = patient_key(record)
        known = self.coverage.get(key)
        if known is None or _rank(record) >= _rank(known):
            self.coverage[key] = record

    def _cover(self) -> None:
        wanted = list(self.coverage.items())
        self.coverage.clear()
        for start in range(0, len(wanted), BATCH):
            part = dict(wanted[start : start + BATCH])
            self.links.look_up_patients(part.values())
            surest_last = sorted(part.values(), key=_rank)  # of two patients whose charts were merged one payer stays
            of_chart = {chart: record for record in surest_last if (chart := self.links.patient(record))}
            for patient in Patient.objects.filter(pk__in=of_chart):
                self._set_coverage(patient, of_chart[patient.pk].name)

    def _set_coverage(self, patient: Patient, payer: str) -> None:
        if patient.coverage == payer:
            self.report.count("Coverage", "unchanged")
            return
        self.report.count("Coverage", "changed" if patient.coverage else "new")
        patient.coverage = payer
        with transaction.atomic():
            patient.save(update_fields=["coverage", "updated_at"])
            import_runs.note_changed(self.actor, self.run, {patient.pk} - self.noted)
        self.noted.add(patient.pk)
        self.changed.add(patient.pk)

    def _announce(self) -> None:
        import_runs.announce({self.links.standing.get(patient_id, patient_id) for patient_id in self.changed})
        self.changed = set()


def _rank(record: CoverageRecord) -> tuple[bool, float]:
    return not record.inferred, record.start.instant.timestamp() if record.start else 0.0
