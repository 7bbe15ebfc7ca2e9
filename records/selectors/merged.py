"""Which charts were merged into which."""

from collections.abc import Collection
from uuid import UUID

from records.models import Patient


def replaced_by(patient_id: UUID) -> set[UUID]:
    """All whom this patient stands for, over any number of replacements."""
    met: set[UUID] = set()
    at = {patient_id}
    while at:
        at = set(Patient.objects.filter(replaced_by__in=at).values_list("pk", flat=True)) - met - {patient_id}
        met |= at
    return met


def stands_for(patient: Patient) -> Patient:
    """The patient at the end of the replacements; a circle, which no import makes, ends where it closes."""
    met = {patient.pk}
    while patient.replaced_by is not None and patient.replaced_by.pk not in met:
        patient = patient.replaced_by
        met.add(patient.pk)
    return patient


def with_number(keys: Collection[bytes]) -> set[UUID]:
    """Who stands for patients that had one of these record numbers: an old wristband still finds its person."""
    replaced = Patient.objects.filter(record_number_key__in=keys).exclude(replaced_by=None)
    return {stands_for(patient).pk for patient in replaced}
