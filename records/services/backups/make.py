"""Make a backup: everything but the keys, of one moment, beside a working clinic."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

import django
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from records import audit, keys, storage
from records.access import Actor
from records.audit import Action, Outcome
from records.errors import Forbidden, UserError
from records.models import Role
from records.services.backups import postgres, ring_marks, sqlite, state
from records.services.backups.archive import Writer


@dataclass(frozen=True, slots=True)
class Made:
    files: int
    size: int
    keys: tuple[str, ...]
    trail: str


def make_backup(actor: Actor, path: Path) -> Made:
    """Raises UserError when the file is there already or cannot be written, Forbidden."""
    must_be_operator(actor)
    if path.exists():
        raise UserError(_("%(path)s is there already. Choose another name.") % {"path": path})
    audit.write(actor, Action.BACKUP, detail={"step": "started"})
    ring = keys.ring()
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".backup-") as scratch, Writer(path, ring) as writer:
            dump = postgres.dump if connection.vendor == "postgresql" else sqlite.dump
            about = dump(writer, Path(scratch))
            # After the database: a file is stored before the row that names it.
            _add_files(writer, path)
            made_at = timezone.now().isoformat(timespec="seconds")
            described = {"made_at": made_at, "database": connection.vendor, "django": django.get_version()}
            writer.close({**described, **about, "keys": ring_marks.marks(ring)})
    except OSError as error:
        raise UserError(_("The backup cannot be written: %(reason)s.") % {"reason": error.strerror}) from error
    trail = about["trail"]
    count = len(writer.members)
    audit.write(actor, Action.BACKUP, detail={"step": "made", "members": count, "trail_count": trail["count"]})
    return Made(count, path.stat().st_size, tuple(sorted(ring.keys)), f"{trail['count']}:{trail['digest']}")


def must_be_operator(actor: Actor) -> None:
    if actor.user.role not in (Role.SERVICE, Role.ADMINISTRATOR):
        audit.write(actor, Action.BACKUP, outcome=Outcome.REFUSED)
        raise Forbidden(_("Only service accounts and administrators may back up or restore."))


def _add_files(writer: Writer, own: Path) -> None:
    for name in storage.names():
        try:
            writer.add_bytes(f"files/{name}", storage.read_raw(name))
        except FileNotFoundError:
            continue  # deleted meanwhile
    for name, path in state.other_files(own):
        try:
            writer.add_file(f"state/{name}", path)
        except FileNotFoundError:
            continue
