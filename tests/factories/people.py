"""Users, patients and who treats whom."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from records import keys
from records.models import BreakGlass, CareTeam, ImportRun, Patient, Role, User

PASSWORD = "a long enough pass phrase"
_numbers = count(1)


def user(username: str = "", role: Role = Role.CLINICIAN, **fields: Any) -> User:
    """Signs in with PASSWORD. A name that is already there is given again."""
    name = username or f"user-{next(_numbers)}"
    found = User.objects.filter(username=name).first()
    return found or User.objects.create_user(name, password=PASSWORD, role=role, **fields)


def patient(**fields: Any) -> Patient:
    number = f"MRN-{next(_numbers):05}"
    values: dict[str, Any] = {
        "source_id": number.lower(),
        "record_number": number,
        "record_number_key": keys.ring().lookup("record_number", number),
        "family_name": "Lindqvist",
        "given_name": "Maja",
        "birth_date": "1958-03-09",
        "sex": "female",
    }
    return Patient.objects.create(**{**values, **fields})


def care_team(name: str = "", members: Iterable[User] = (), patients: Iterable[Patient] = ()) -> CareTeam:
    team = CareTeam.objects.create(name=name or f"Team {next(_numbers)}")
    team.members.set(members)
    team.patients.set(patients)
    return team


def break_glass(by: User | None = None, of: Patient | None = None, **fields: Any) -> BreakGlass:
    """Open for another hour."""
    values: dict[str, Any] = {"reason": "unconscious on arrival", "expires_at": timezone.now() + timedelta(hours=1)}
    return BreakGlass.objects.create(user=by or user(), patient=of or patient(), **{**values, **fields})


def import_run(**fields: Any) -> ImportRun:
    if "started_by" not in fields:
        fields["started_by"] = user("batch", Role.SERVICE)
    return ImportRun.objects.create(**{"kind": "fhir", **fields})
