"""The backup file: a plain tar of members with a manifest that lists, and authenticates, all of them."""

import hashlib
import hmac
import io
import json
import os
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from django.utils.translation import gettext as _

from records.engine.keyring import KeyRing
from records.errors import BadFile

MANIFEST = "manifest.json"
FORMAT = 1
_CHUNK = 1 << 20


@dataclass
class Writer:
    """Writes beside the wanted file and replaces it only when `close` has written the manifest."""

    path: Path
    ring: KeyRing
    members: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __enter__(self) -> "Writer":
        self.draft = self.path.with_name(f".{self.path.name}.{os.getpid()}.part")
        handle = os.open(self.draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        self.stream = os.fdopen(handle, "wb")
        self.tar = tarfile.open(fileobj=self.stream, mode="w", format=tarfile.PAX_FORMAT)
        return self

    def __exit__(self, kind: type[BaseException] | None, value: object, trace: TracebackType | None) -> None:
        self.stream.close()
        self.draft.unlink(missing_ok=True)

    def add_file(self, name: str, path: Path) -> None:
        with path.open("rb") as stream:
            self._add(name, stream, os.fstat(stream.fileno()).st_size)

    def add_bytes(self, name: str, data: bytes) -> None:
        self._add(name, io.BytesIO(data), len(data))

    def close(self, manifest: dict[str, Any]) -> None:
        body = json.dumps({**manifest, "format": FORMAT, "members": self.members}, sort_keys=True)
        sealed = json.dumps({"manifest": body, "mac": _mac(self.ring, body)}).encode()
        info = tarfile.TarInfo(MANIFEST)
        info.size = len(sealed)
        self.tar.addfile(info, io.BytesIO(sealed))
        self.tar.close()
        self.stream.flush()
        os.fsync(self.stream.fileno())
        os.replace(self.draft, self.path)

    def _add(self, name: str, stream: IO[bytes], size: int) -> None:
        hashing = _Hashing(stream)
        info = tarfile.TarInfo(name)
        info.size = size
        self.tar.addfile(info, hashing)
        self.members[name] = {"size": size, "sha256": hashing.digest.hexdigest()}


class _Hashing(io.RawIOBase):
    def __init__(self, stream: IO[bytes]) -> None:
        self.stream, self.digest = stream, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self.stream.read(size)
        self.digest.update(data)
        return data


class Reader:
    """Raises BadFile for anything that is not a whole, unchanged backup."""

    def __init__(self, path: Path) -> None:
        try:
            self.tar = tarfile.open(path, "r:")  # noqa: SIM115  (ours are not packed; a packed one may be a bomb)
            self.infos = {info.name: info for info in self.tar if info.isfile()}
            sealed = json.loads(self._stream(MANIFEST).read())
            self.body, self.mac = str(sealed["manifest"]), str(sealed["mac"])
            self.manifest: dict[str, Any] = json.loads(self.body)
            self.members: dict[str, dict[str, Any]] = self.manifest["members"]
        except (tarfile.TarError, OSError, EOFError, KeyError, ValueError, TypeError, RecursionError) as error:
            raise BadFile(_("This is not a backup, or it is damaged: its manifest cannot be read.")) from error
        if self.manifest.get("format") != FORMAT:
            raise BadFile(_("This backup was made by another version of Anamnesis. Restore it with that version."))

    def verify(self, ring: KeyRing) -> None:
        """Every member is there, whole and as it was written. Reads the whole file."""
        if not hmac.compare_digest(_mac(ring, self.body), self.mac):
            raise BadFile(_("The backup is damaged: its manifest was changed."))
        if self.infos.keys() - {MANIFEST} != self.members.keys():
            raise BadFile(_("The backup is damaged: a part is missing, or there is one too many."))
        for name, member in self.members.items():
            if self._digest(name) != member["sha256"]:
                raise BadFile(_("The backup is damaged: the part %(name)s was changed.") % {"name": name})

    def names(self, folder: str) -> Iterator[str]:
        """Members of a folder, without it."""
        for name in self.members:
            if name.startswith(f"{folder}/"):
                yield name.removeprefix(f"{folder}/")

    def read(self, name: str) -> bytes:
        return self._stream(name).read()

    def chunks(self, name: str) -> Iterator[bytes]:
        stream = self._stream(name)
        while data := stream.read(_CHUNK):
            yield data

    def _digest(self, name: str) -> str:
        digest = hashlib.sha256()
        try:
            for data in self.chunks(name):
                digest.update(data)
        except (tarfile.TarError, OSError, EOFError):
            return ""
        return digest.hexdigest()

    def _stream(self, name: str) -> IO[bytes]:
        stream = self.tar.extractfile(self.infos[name])
        if stream is None:
            raise KeyError(name)
        return stream


def _mac(ring: KeyRing, body: str) -> str:
    return hmac.digest(ring.derive("backup"), body.encode(), hashlib.sha256).hex()
