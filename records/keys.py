"""The key ring of this installation. A process takes up a rotated ring within a second or two."""

import time
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from records.engine import keyfile
from records.engine.keyring import KeyRing

TAKEN_UP_AFTER = 2.0  # seconds

_loaded: dict[str, tuple[object, KeyRing]] = {}


def ring() -> KeyRing:
    """Raises KeyRingError when there is none, or none may be made."""
    if settings.ANAMNESIS_KEYS:
        return _parsed(settings.ANAMNESIS_KEYS)
    path = str(settings.ANAMNESIS_KEY_FILE)
    stamp = _stamp(path, int(time.monotonic()))
    known = _loaded.get(path)
    # A file that is gone for a moment must not make a running clinic generate another ring.
    if known is not None and stamp in (None, known[0]):
        return known[1]
    loaded = keyfile.load_or_create(Path(path), create=settings.ANAMNESIS_MAKE_KEYS)
    _loaded[path] = (stamp, loaded)
    return loaded


def reload() -> KeyRing:
    """Read the ring anew now."""
    _stamp.cache_clear()
    _loaded.clear()
    return ring()


@lru_cache(maxsize=4)
def _parsed(text: str) -> KeyRing:
    return KeyRing.from_json(text)


@lru_cache(maxsize=4)
def _stamp(path: str, second: int) -> tuple[int, int] | None:
    """Changes when the file is replaced; looked at once a second."""
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns
