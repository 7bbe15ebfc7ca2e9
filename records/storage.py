"""All stored files as they lie there, encrypted: for backup and key rotation, which treat them alike."""

from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


def names(folder: str = "") -> Iterator[str]:
    """Every file's name, in order; a folder that is gone has none."""
    try:
        folders, found = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(found):
        yield f"{folder}/{name}" if folder else name
    for inner in sorted(folders):
        yield from names(f"{folder}/{inner}" if folder else inner)


def head(name: str, size: int) -> bytes:
    """The first bytes; empty when the file is gone."""
    try:
        with default_storage.open(name, "rb") as file:
            data: bytes = file.read(size)
            return data
    except FileNotFoundError:
        return b""


def read_raw(name: str) -> bytes:
    with default_storage.open(name, "rb") as file:
        data: bytes = file.read()
        return data


def write_raw(name: str, data: bytes) -> None:
    """Under exactly this name, replacing what was there."""
    default_storage.delete(name)
    default_storage.save(name, ContentFile(data))


def delete(name: str) -> None:
    default_storage.delete(name)
