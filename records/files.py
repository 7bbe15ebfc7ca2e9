"""Encrypted files: images, exports and index shards, kept in Django's default storage.

Names are random or row ids, never a person's. The associated data is the name, so that a file renamed
to another chart's does not decrypt. S3 or another storage is a matter of the STORAGES setting.
"""

import os

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from records import keys

DRAFT = ".new"  # the end of a name while the file is written; one that stays is of a process that died


def write(name: str, data: bytes) -> None:
    """Encrypt and store under exactly this name, replacing what was there."""
    token = keys.ring().encrypt(data, f"file|{name}")
    draft = default_storage.save(f"{name}{DRAFT}", ContentFile(token))
    _replace(draft, name)


def read(name: str) -> bytes:
    """Raises FileNotFoundError, or KeyRingError when the file was changed or moved."""
    with default_storage.open(name, "rb") as file:
        return keys.ring().decrypt(file.read(), f"file|{name}")


def exists(name: str) -> bool:
    return default_storage.exists(name)


def delete(name: str) -> None:
    default_storage.delete(name)


def _replace(draft: str, name: str) -> None:
    """Readers see the old or the new file, never half of one, where the storage is a folder."""
    try:
        source, target = default_storage.path(draft), default_storage.path(name)
    except NotImplementedError:
        with default_storage.open(draft, "rb") as file:
            data = file.read()
        default_storage.delete(name)
        default_storage.save(name, ContentFile(data))
        default_storage.delete(draft)
        return
    os.replace(source, target)
