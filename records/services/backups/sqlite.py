"""A SQLite database, whole and consistent, through its backup interface."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from records.errors import BadFile
from records.services.backups.archive import Reader, Writer

MEMBER = "database/anamnesis.sqlite3"


def dump(writer: Writer, scratch: Path) -> dict[str, Any]:
    """The state of one moment, while others go on writing."""
    copy = scratch / "database"
    with closing(sqlite3.connect(_path(), timeout=30)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
        migrations = [list(row) for row in target.execute("SELECT app, name FROM django_migrations")]
        trail = target.execute("SELECT trail, count, digest FROM records_audithead").fetchone()
    writer.add_file(MEMBER, copy)
    return {"migrations": migrations, "trail": _trail(trail)}


def load(reader: Reader, scratch: Path) -> None:
    """Replace the whole database; other processes see the old one or the new one."""
    copy = scratch / "database"
    with copy.open("wb") as file:
        file.writelines(reader.chunks(MEMBER))
    connection.close()
    with closing(sqlite3.connect(copy)) as source, closing(sqlite3.connect(_path(), timeout=60)) as target:
        if source.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise BadFile(_("The database in the backup is damaged."))
        source.backup(target)


def leftovers() -> Iterator[Path]:
    """Files beside the database that belong to it."""
    path = Path(_path())
    yield from (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal")))


def _path() -> str:
    return str(connection.settings_dict["NAME"])


def _trail(row: tuple[str, int, bytes] | None) -> dict[str, Any]:
    trail, count, digest = row or ("", 0, b"")
    return {"id": str(trail), "count": count, "digest": bytes(digest).hex()}
