"""Patients of an import: stored, changed, merged, and told apart from others with the same id."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from records.engine.fhir.types import Failed, Mapped, PatientRecord, Skipped
from records.engine.fhir.versions import version_order
from records.models import Patient
from records.selectors.merged import stands_for
from records.services import fhir_compare, identity, patients
from records.services.fhir_links import Links, row_key
from records.services.fhir_values import patient_values
from records.services.import_report import Report
from records.services.merging import Merged, move_rows

ANOTHER_PERSON = "a patient with another name and birth date has this id"
NO_WAY_BACK = "was merged with another patient before, which cannot be taken back: the charts stay one"


@dataclass
class PatientStore:
    links: Links
    report: Report
    touched: set[UUID]
    merged: list[Merged]

    def store(self, items: Sequence[Mapped]) -> None:
        if not items:
            return
        keyed = self._newest(items)
        found = Patient.objects.filter(source_key__in=keyed)
        stored = {bytes(row.source_key or b""): row for row in found}
        made = [row for key, item in keyed.items() if (row := self._row(key, item, stored.get(key)))]
        patients.register(made)
        self.links.patients.update((bytes(row.source_key or b""), row.pk) for row in made)
        for key, item in keyed.items():
            self._merge(key, item)

    def _newest(self, items: Sequence[Mapped]) -> dict[bytes, Mapped]:
        keyed: dict[bytes, Mapped] = {}
        for item in items:
            record = item.record
            if record.withheld:
                self.report.fail(Failed(item.place, "Patient", record.withheld))
                continue
            other = keyed.get(row_key(record))
            if other and _order(item) < _order(other):
                item, other = other, item
            if other:
                self._skip(other, "another version of it in the input is newer")
            keyed[row_key(record)] = item
        return keyed

    def _row(self, key: bytes, item: Mapped, stored: Patient | None) -> Patient | None:
        """A new patient, not yet saved; or None when known."""
        record = item.record
        assert isinstance(record, PatientRecord)  # noqa: S101  (the caller chose them)
        values = patient_values(record)
        content = fhir_compare.content_key(values)
        if stored and self._is_another(stored, values):
            self.report.fail(Failed(item.place, "Patient", ANOTHER_PERSON))
            self.links.patients.pop(key, None)
            self.links.refused.add(key)
            return None
        if stored and fhir_compare.is_same(stored, content):
            self.report.count("Patient", "unchanged")
        elif stored and fhir_compare.is_older(record, stored):
            self._skip(item, fhir_compare.OLDER)
        else:
            marks = {"source_key": key, "content_key": content, **fhir_compare.marks(record)}
            system = (record.source_system or identity.DEFAULT_SYSTEM)[:200]
            values |= {"source_id": record.source_id, "source_system": system, **marks}
            if stored is None:
                return self._new(values)
            self._change(stored, values)
        self.links.remember(stored)
        return None

    def _new(self, values: dict[str, object]) -> Patient:
        row = Patient(**values)
        self.touched.add(row.pk)
        self.report.count("Patient", "new")
        return row

    def _change(self, stored: Patient, values: dict[str, object]) -> None:
        for name, value in values.items():
            setattr(stored, name, value)
        patients.change(stored)
        self.touched.add(stored.pk)
        self.report.count("Patient", "changed")

    def _is_another(self, stored: Patient, values: dict[str, object]) -> bool:
        """Two systems that both number from 1 must not write into one chart."""
        born = (stored.birth_date, values["birth_date"])
        names = (
            identity.name_words(stored.name),
            identity.name_words(f"{values['given_name']} {values['family_name']}"),
        )
        return all(born) and born[0] != born[1] and all(names) and not set(names[0]) & set(names[1])

    def _merge(self, key: bytes, item: Mapped) -> None:
        record = item.record
        patient = Patient.objects.filter(source_key=key).first()
        if not isinstance(record, PatientRecord) or patient is None or key in self.links.refused:
            return
        if fhir_compare.is_older(record, patient):
            return
        if not record.replaced_by_id:
            if patient.replaced_by is not None:
                self.report.note("Patient", NO_WAY_BACK)
            return
        other = identity.source_key(record.source_system, "Patient", record.replaced_by_id)
        target = Patient.objects.filter(source_key=other).first()
        if target is None:
            self.report.note("Patient", "replaced by a patient who is not in the record")
        elif _leads_to(target, patient):
            self.report.note("Patient", "replaced by a patient whom it replaces")
        elif patient.replaced_by is not None and stands_for(patient) != stands_for(target):
            self.report.note("Patient", NO_WAY_BACK)
        else:
            self._replace(patient, target)

    def _replace(self, patient: Patient, target: Patient) -> None:
        """Also where they were merged before: rows may have stayed with the old one."""
        chart = stands_for(target)
        moved = move_rows(patient.pk, chart.pk)
        self.links.replace(patient.pk, chart.pk)
        if patient.replaced_by_id == target.pk and not moved.rows:
            return
        Patient.objects.filter(pk=patient.pk).update(replaced_by=target)
        self.touched |= {patient.pk, chart.pk}
        self.merged.append(moved)

    def _skip(self, item: Mapped, reason: str) -> None:
        self.report.skip(Skipped(item.place, "Patient", reason))


def _leads_to(start: Patient, end: Patient) -> bool:
    at: Patient | None = start
    while at is not None:
        if at.pk == end.pk:
            return True
        at = at.replaced_by
    return False


def _order(item: Mapped) -> tuple[datetime, int]:
    return version_order(item.record.version, item.record.last_updated)
