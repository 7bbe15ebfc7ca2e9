"""From ids of the source system to rows of ours, for one import."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from records.engine.fhir.types import Record
from records.models import Encounter, Patient
from records.selectors.merged import stands_for
from records.services import identity


@dataclass
class Links:
    """Patients are remembered (a few bytes each) over the import, encounters only for a batch. `refused`
    are patients whose id belongs to somebody else here, `given` those whom the caller has looked up. What is
    said of a replaced patient goes into the chart of the one who stands for them (`standing`)."""

    patients: dict[bytes, UUID] = field(default_factory=dict)
    refused: set[bytes] = field(default_factory=set)
    given: dict[bytes, UUID] = field(default_factory=dict)
    standing: dict[UUID, UUID] = field(default_factory=dict)
    encounters: dict[bytes, tuple[UUID, UUID]] = field(default_factory=dict)  # with whose they are

    def look_up_patients(self, records: Iterable[Record]) -> None:
        wanted = {patient_key(record) for record in records} - self.patients.keys() - self.refused - self.given.keys()
        for patient in Patient.objects.filter(source_key__in=wanted).only("source_key", "replaced_by"):
            self.remember(patient)

    def remember(self, patient: Patient) -> None:
        self.patients[bytes(patient.source_key or b"")] = patient.pk
        if patient.replaced_by is not None:
            self.replace(patient.pk, stands_for(patient).pk)

    def replace(self, old: UUID, new: UUID) -> None:
        """`new` stands for `old` from now on, and for all for whom `old` stood."""
        led = [pk for pk, at in self.standing.items() if at == old]
        self.standing.update((pk, new) for pk in (old, *led))

    def look_up_encounters(self, records: Iterable[Record]) -> None:
        wanted = {encounter_key(record) for record in records if record.encounter_id}
        found = Encounter.objects.filter(source_key__in=wanted).values_list("source_key", "pk", "patient_id")
        self.encounters = {bytes(key or b""): (pk, patient) for key, pk, patient in found}

    def patient(self, record: Record) -> UUID | None:
        """Into whose chart the record goes."""
        own = self.own_patient(record)
        return self.standing.get(own, own) if own else None

    def own_patient(self, record: Record) -> UUID | None:
        """Whom the record itself names, replaced or not."""
        key = patient_key(record)
        return self.given.get(key) or self.patients.get(key)

    def forget(self) -> None:
        """After a rollback: what was just remembered may not be there."""
        self.patients.clear()
        self.standing.clear()

    def encounter(self, record: Record, patient: UUID) -> tuple[UUID | None, str]:
        """The encounter, or why there is none."""
        if not record.encounter_id:
            return None, ""
        pk, owner = self.encounters.get(encounter_key(record), (None, None))
        if pk is None:
            return None, "its encounter is not in the record"
        return (pk, "") if owner == patient else (None, "its encounter is another patient's")


def row_key(record: Record) -> bytes:
    return identity.source_key(record.source_system, record.resource_type, record.source_id)


def patient_key(record: Record) -> bytes:
    return identity.source_key(record.source_system, "Patient", record.patient_id)


def encounter_key(record: Record) -> bytes:
    return identity.source_key(record.source_system, "Encounter", record.encounter_id)
