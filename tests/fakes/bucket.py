"""A storage as S3 is: it has names, but no paths that could be renamed."""

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage


class Bucket(Storage):
    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}

    def _open(self, name: str, mode: str = "rb") -> "File[bytes]":
        return ContentFile(self.objects[name], name)

    def _save(self, name: str, content: "File[bytes]") -> str:
        self.objects[name] = content.read()
        return name

    def exists(self, name: str) -> bool:
        return name in self.objects

    def delete(self, name: str) -> None:
        self.objects.pop(name, None)
