"""Register and change who a chart is about, with the keys by which the patient is found again."""

from collections.abc import Collection, Sequence
from uuid import UUID

from records import audit
from records.access import Actor
from records.audit import Action
from records.models import CareTeam, NameKey, Patient
from records.services import identity


def register(patients: Sequence[Patient]) -> None:
    """Store new patients and what they are found by. Callers audit it."""
    for patient in patients:
        set_keys(patient)
    Patient.objects.bulk_create(patients)
    NameKey.objects.bulk_create(key for patient in patients for key in _name_keys(patient))


def change(patient: Patient) -> None:
    """Store changed facts, and look-up keys to match. Callers audit it."""
    set_keys(patient)
    patient.save()
    NameKey.objects.filter(patient=patient).delete()
    NameKey.objects.bulk_create(_name_keys(patient))


def set_keys(patient: Patient) -> None:
    patient.record_number_key = identity.record_number_key(patient.record_number)
    patient.birth_date_key = identity.birth_date_key(patient.birth_date)


def are_there() -> bool:
    """Whether this is anything but a new clinic."""
    return Patient.objects.exists()


def add_to_team(actor: Actor, name: str, patient_ids: Collection[UUID]) -> CareTeam:
    """Put patients on a team's list, with an audit line for each who was not on it. The team is made when
    there is none of this name."""
    team, _ = CareTeam.objects.get_or_create(name=name)
    known = set(team.patients.filter(pk__in=patient_ids).values_list("pk", flat=True))
    added = set(patient_ids) - known
    team.patients.add(*Patient.objects.filter(pk__in=added))
    for patient_id in added:
        audit.write(actor, Action.CHANGE, patient_id=patient_id, object_type="CareTeam", object_id=team.pk)
    return team


def _name_keys(patient: Patient) -> list[NameKey]:
    names = [patient.given_name, patient.family_name, *patient.other_names]
    return [NameKey(patient=patient, key=key, whole=whole) for key, whole in identity.name_keys(names).items()]
