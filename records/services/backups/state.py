"""What lies in the data folder besides the database and the stored files: derived data, such as indexes."""

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from records.errors import BadFile
from records.services.backups import sqlite
from records.services.backups.archive import Reader

_SCHEDULE = "beat-schedule"


def other_files(own: Path | None = None) -> Iterator[tuple[str, Path]]:
    """Name within the data folder, and path. `own`: the backup itself, should it be written there."""
    root = Path(settings.ANAMNESIS_DATA)
    skipped = {path.resolve() for path in sqlite.leftovers()}
    stored = _stored_in()
    for folder, folders, names in os.walk(root):
        here = Path(folder)
        folders[:] = sorted(one for one in folders if here / one != stored and not one.startswith(".backup-"))
        for name in sorted(names):
            path = here / name
            ours = own is not None and (path.resolve() == own.resolve() or own.name in name)
            if path.resolve() not in skipped and not ours and not name.startswith(_SCHEDULE) and path.is_file():
                yield path.relative_to(root).as_posix(), path


def put_back(reader: Reader) -> None:
    """Replace these files by the backup's."""
    root = Path(settings.ANAMNESIS_DATA)
    wanted = set(reader.names("state"))
    for name in wanted:
        path = root / safe(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.restored")
        with draft.open("wb") as file:
            file.writelines(reader.chunks(f"state/{name}"))
        os.replace(draft, path)
    for name, path in list(other_files()):
        if name not in wanted and not name.startswith(".restore-"):
            path.unlink(missing_ok=True)


def safe(name: str) -> str:
    """A name from an archive must stay below its folder."""
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or "\\" in name or "\0" in name:
        raise BadFile(_("The backup is damaged: a part has an unusable name."))
    return name


def _stored_in() -> Path | None:
    try:
        return Path(default_storage.path(""))
    except NotImplementedError:
        return None
