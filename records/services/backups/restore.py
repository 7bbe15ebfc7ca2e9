"""Put a backup back: only a whole one, only with its keys, and never over a clinic by accident."""

import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone
from django.utils.translation import gettext as _

from records import audit, keys, storage
from records.access import Actor
from records.audit import Action
from records.errors import UserError
from records.models import Patient, User
from records.services.accounts import BATCH
from records.services.backups import postgres, ring_marks, sqlite, state
from records.services.backups.archive import Reader
from records.services.backups.make import must_be_operator


@dataclass(frozen=True, slots=True)
class Restored:
    made_at: str
    members: int
    trail_count: int
    head_set_aside: Path | None  # the trail's head before the restore, which a restore goes back behind
    head_count: int


def restore(who: Callable[[], Actor], path: Path, *, replace: bool) -> Restored:
    """`who` gives the acting user, before the restore (if there is a clinic) and after it. Raises BadFile,
    UserError, Forbidden; until everything has been checked nothing is changed."""
    present = not is_empty()
    if present:
        must_be_operator(who())
    reader = Reader(path)
    _check(reader)
    if present and not replace:
        raise UserError(_("There is a clinic here already. Use --replace to put the backup in its place."))
    with tempfile.TemporaryDirectory(dir=settings.ANAMNESIS_DATA, prefix=".restore-") as scratch:
        _put_files(reader)
        (postgres.load if connection.vendor == "postgresql" else sqlite.load)(reader, Path(scratch))
        state.put_back(reader)
    _remove_other_files(reader)
    call_command("migrate", verbosity=0, interactive=False)
    Session.objects.all().delete()  # who was signed in then is not signed in now
    return _note(who(), reader)


def is_empty() -> bool:
    """No patients, and no users but the service account; also when there are no tables yet."""
    if Patient._meta.db_table not in connection.introspection.table_names():
        return True
    return not Patient.objects.exists() and not User.objects.exclude(username=BATCH).exists()


def _check(reader: Reader) -> None:
    manifest = reader.manifest
    ring_marks.must_fit(manifest["keys"], keys.ring())
    reader.verify(keys.ring())
    if manifest["database"] != connection.vendor:
        raise UserError(
            _("This backup is of a %(there)s database, and this clinic has %(here)s. Set DATABASE_URL accordingly.")
            % {"there": manifest["database"], "here": connection.vendor}
        )
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    if any((app, name) not in known for app, name in manifest["migrations"]):
        raise UserError(_("This backup was made by a newer version of Anamnesis. Update first."))
    for folder in ("files", "state"):
        for name in reader.names(folder):
            state.safe(name)


def _put_files(reader: Reader) -> None:
    """Before the rows that name them."""
    for name in reader.names("files"):
        storage.write_raw(name, reader.read(f"files/{name}"))


def _remove_other_files(reader: Reader) -> None:
    wanted = set(reader.names("files"))
    for name in list(storage.names()):
        if name not in wanted:
            storage.delete(name)


def _note(actor: Actor, reader: Reader) -> Restored:
    """A restore legitimately goes back behind the head that is kept outside the database: that head is set
    aside, and a line of the trail says from where to where it went."""
    trail = reader.manifest["trail"]
    aside, count = _set_head_aside()
    detail = {"step": "restored", "trail_count": trail["count"], "head_count": count}
    audit.write(actor, Action.BACKUP, detail=detail)
    audit.seal()
    return Restored(reader.manifest["made_at"], len(reader.members), trail["count"], aside, count)


def _set_head_aside() -> tuple[Path | None, int]:
    path = audit.head_file()
    if not path.exists():
        return None, 0
    count = int(json.loads(path.read_text(encoding="utf-8"))["count"])
    aside = path.with_name(f"{path.stem}.before-restore-{timezone.now():%Y%m%dT%H%M%S}")
    os.replace(path, aside)
    return aside, count
