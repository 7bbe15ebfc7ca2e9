"""The key ring of this installation, loaded once per process."""

from functools import cache
from pathlib import Path

from django.conf import settings

from records.engine import keyfile
from records.engine.keyring import KeyRing


@cache
def ring() -> KeyRing:
    """Raises KeyRingError when there is none, or none may be made."""
    if settings.ANAMNESIS_KEYS:
        return KeyRing.from_json(settings.ANAMNESIS_KEYS)
    return keyfile.load_or_create(Path(settings.ANAMNESIS_KEY_FILE), create=settings.ANAMNESIS_MAKE_KEYS)


def reload() -> KeyRing:
    ring.cache_clear()
    return ring()
