"""Where the key ring is kept: a file outside the data folder, or the environment."""

import contextlib
import os
import tempfile
from pathlib import Path

from records.engine.keyring import KeyRing, KeyRingError


def load_or_create(path: Path, create: bool) -> KeyRing:
    """Read the ring; with `create`, make one on first use (mode 0600). Raises KeyRingError."""
    try:
        return KeyRing.from_json(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if not create:
            raise KeyRingError(f"no key ring at {path}: set ANAMNESIS_KEY_FILE or run `manage.py make_keys`") from None
    except OSError as error:
        raise KeyRingError(f"cannot read the key ring at {path}: {error.strerror}") from error
    with contextlib.suppress(FileExistsError):  # another process made it first; use that one
        write(path, KeyRing.generate(), exclusive=True)
    return KeyRing.from_json(path.read_text(encoding="utf-8"))


def write(path: Path, ring: KeyRing, exclusive: bool = False) -> None:
    """Write the ring so that a crash leaves the old or the new file, never half of one."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # for its owner only
    draft = Path(name)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(ring.to_json())
        file.flush()
        os.fsync(file.fileno())
    try:
        if exclusive:
            os.link(draft, path)
        else:
            os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)
