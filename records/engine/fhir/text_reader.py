"""The text of a file that may be packed, cut off or damaged."""

import codecs
import gzip
import zlib
from pathlib import Path
from typing import Self


class UnreadableFile(ValueError):
    """The file cannot be read (further). The message holds no content of it."""


class TextReader:
    """The text of a file, unpacked when it starts as gzip does. Gives everything before a fault first, and
    raises UnreadableFile only when asked for more."""

    def __init__(self, path: Path):
        with path.open("rb") as raw:
            packed = raw.read(2) == b"\x1f\x8b"
        self._stream = gzip.open(path, "rb") if packed else path.open("rb")  # noqa: SIM115 (closed on exit)
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._fault = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def read(self, size: int) -> str:
        raw = self._bytes(size)
        try:
            text = self._decoder.decode(raw, final=not raw)
        except UnicodeDecodeError as error:
            self._fault = "not UTF-8 text"
            text = error.object[: error.start].decode()
        if not text and self._fault:
            raise UnreadableFile(f"not readable as JSON: {self._fault}")
        return text

    def _bytes(self, size: int) -> bytes:
        parts: list[bytes] = []
        while size > 0 and not self._fault:
            try:
                part = self._stream.read1(size)
            except EOFError:
                self._fault = "the compressed file is cut off"
            except (OSError, zlib.error):
                self._fault = "the file or its compression is damaged"
            else:
                if not part:
                    break
                parts.append(part)
                size -= len(part)
        return b"".join(parts)
