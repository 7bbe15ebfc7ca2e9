"""The demo clinic: fictional charts through the same import as real ones, users, teams, reference texts."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import transaction

from assistant.engine.demo.clinic import USERS, build_clinic
from assistant.engine.demo.types import DemoChart, DemoClinic, DemoUser
from assistant.services import literature_index, reference_index, reference_texts
from records.access import Actor
from records.errors import UserError
from records.models import Patient, Role, User
from records.selectors import charts
from records.services import care_teams, imaging, patients
from records.services.accounts import new_password
from records.services.fhir_import import import_fhir

SEED = 1
IMPORTED_TEAM = "demo"  # `import_fhir --team demo` puts charts where the demo clinicians see them

Say = Callable[[str], None]


def exists() -> bool:
    return care_teams.is_there(IMPORTED_TEAM)


def make(actor: Actor, today: date, say: Say) -> None:
    """Make the clinic on an empty database; does nothing where it is already there. Raises UserError on a
    database that holds other charts."""
    if exists():
        say("The demo clinic is here already.")
    else:
        if patients.are_there():
            raise UserError("This data folder holds a real clinic. Point ANAMNESIS_DATA at an empty folder for a demo.")
        _make(actor, build_clinic(SEED, today), say)
    if not literature_index.is_there():
        # The few written by hand, at once; `index_library` adds the rest while the clinic is in use.
        say("Indexing the reference texts …")
        reference_texts.store_written(settings.ANAMNESIS_KNOWLEDGE / "articles")
        literature_index.rebuild()


def index_library() -> None:
    """Has a worker render and index the whole knowledge, as a job of the demo's administrator."""
    owner = User.objects.filter(username__in=[one.username for one in USERS], role=Role.ADMINISTRATOR).first()
    if owner:
        reference_index.submit(owner)


def new_passwords() -> list[tuple[User, str]]:
    """Fresh passwords for the demo people: nobody can read the old ones, so each start prints new ones."""
    found = []
    for user in User.objects.filter(username__in=[user.username for user in USERS]).order_by("role", "username"):
        password = new_password()
        user.set_password(password)
        user.save(update_fields=["password"])
        found.append((user, password))
    return found


def _make(actor: Actor, clinic: DemoClinic, say: Say) -> None:
    say(f"Making {len(clinic.charts)} fictional charts …")
    _import(actor, clinic)
    for chart in clinic.charts:
        _store_images(actor, chart)
    with transaction.atomic():
        users = {user.username: _user(actor, user, clinic) for user in clinic.users}
        for team in clinic.teams:
            care_teams.set_members(actor, team.name, [users[u.username] for u in clinic.users if team.name in u.teams])
            patients.add_to_team(actor, team.name, [_patient(actor, clinic.chart(key)).pk for key in team.charts])
        clinicians = [users[user.username] for user in clinic.users if user.role == "clinician"]
        care_teams.set_members(actor, IMPORTED_TEAM, clinicians)


def _import(actor: Actor, clinic: DemoClinic) -> None:
    with TemporaryDirectory() as folder:
        paths = []
        for chart in clinic.charts:
            path = Path(folder) / f"{chart.key}.json"
            path.write_text(json.dumps(chart.bundle), encoding="utf-8")
            paths.append(path)
        report = import_fhir(actor, paths)
    if report.total("failed"):
        raise UserError("The demo charts could not be imported: " + "; ".join(report.lines()))


def _store_images(actor: Actor, chart: DemoChart) -> None:
    with TemporaryDirectory() as folder:
        for image in chart.images:
            path = Path(folder) / image.name
            path.write_bytes(image.png)
            imaging.store_image(charts.find_by_source_id(actor, chart.patient), path)


def _user(actor: Actor, user: DemoUser, clinic: DemoClinic) -> User:
    first, _space, last = user.full_name.rpartition(" ")
    made = User.objects.create(username=user.username, role=user.role, first_name=first, last_name=last)
    if user.chart:
        patient = _patient(actor, clinic.chart(user.chart))
        patient.account = made
        patient.save(update_fields=["account", "updated_at"])
    return made


def _patient(actor: Actor, chart: DemoChart) -> Patient:
    return charts.find_by_source_id(actor, chart.patient).patient
