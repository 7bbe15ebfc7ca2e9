"""Read a FHIR file entry by entry, so that a large bundle never lies in memory as a whole.

The decoder of the standard library is used on a sliding window: it is written in C, so this is about as
fast as `json.load`, and no further parser has to be trusted with hostile input.
"""

import json
import re
from collections.abc import Generator
from pathlib import Path
from typing import Any, NoReturn

from records.engine.fhir.text_reader import TextReader, UnreadableFile

CHUNK = 1 << 20
MAX_VALUE = 32 << 20  # characters of one entry: a 20 MB document in base64 fits
MAX_FILE = 2 << 30  # characters of one file once unpacked


_TOO_LONG = f"longer than {MAX_VALUE >> 20} million characters, or not JSON"
_BRACKET = re.compile(r'\\.|["\[\]{}]', re.DOTALL)


class Unfit(ValueError):
    """One value that is refused for its size or depth; what follows it can still be read."""


def _no_constant(name: str) -> NoReturn:
    raise json.JSONDecodeError(f"{name} is not JSON", "", 0)


class Scanner:
    """Values of a JSON text, one after the other."""

    def __init__(self, stream: TextReader):
        self._stream = stream
        self._decoder = json.JSONDecoder(parse_constant=_no_constant)
        self._window = ""
        self._at = 0
        self._ended = False
        self._read = 0

    @property
    def characters(self) -> int:
        return self._read

    def peek(self) -> str:
        """The next character that is not space, or nothing at the end."""
        while True:
            while self._at < len(self._window):
                if not self._window[self._at].isspace():
                    return self._window[self._at]
                self._at += 1
            if not self._more(CHUNK):
                return ""

    def take(self, wanted: str) -> None:
        if self.peek() != wanted:
            self._stop(f"expected '{wanted}'")
        self._at += 1

    def value(self) -> Any:
        """Decode the value that starts here. Raises Unfit, after which `skip` passes over it."""
        self.peek()
        size = CHUNK
        while True:
            try:
                value, end = self._decoder.raw_decode(self._window, self._at)
            except json.JSONDecodeError as error:
                if len(self._window) - self._at > MAX_VALUE:
                    raise Unfit(_TOO_LONG) from None
                if not self._more(size):
                    self._stop(error.msg)
            except RecursionError:
                raise Unfit("nested too deeply") from None
            except ValueError:
                raise Unfit("holding a number that is out of range") from None
            else:
                if end - self._at > MAX_VALUE:
                    raise Unfit(_TOO_LONG)
                if end < len(self._window) or not self._more(size):
                    self._at = end
                    return value
            size = len(self._window)  # doubling keeps repeated attempts linear in all

    def skip(self) -> None:
        """Pass over one object or list by its brackets alone."""
        depth, in_text = 0, False
        while True:
            end = self._at
            for found in _BRACKET.finditer(self._window, self._at):
                end = found.end()
                if found[0] == '"':
                    in_text = not in_text
                elif not in_text and found[0] in "[{":
                    depth += 1
                elif not in_text and found[0] in "]}":
                    depth -= 1
                    if not depth:
                        self._at = end
                        return
            cut_escape = self._window.endswith("\\") and end < len(self._window)
            self._at = len(self._window) - cut_escape
            if not self._more(CHUNK):
                self._stop("the file ends in the middle of a value")

    def _more(self, size: int) -> bool:
        if self._ended:
            return False
        chunk = self._stream.read(size)
        self._window = self._window[self._at :] + chunk
        self._at = 0
        self._ended = not chunk
        self._read += len(chunk)
        if self._read > MAX_FILE:
            self._stop("larger than 2 GB unpacked; export it as NDJSON")
        return bool(chunk)

    def _stop(self, reason: str) -> NoReturn:
        self._ended = True
        raise UnreadableFile(f"not readable as JSON: {reason}") from None


def scan(path: Path) -> Generator[tuple[Any, int], None, dict[str, Any]]:
    """Yield each element of the top-level `entry` list with the characters read so far, an Unfit in place
    of one that is refused; return the other members. Raises UnreadableFile where reading cannot go on:
    what was yielded before stands."""
    with TextReader(path) as stream:
        scanner = Scanner(stream)
        _open_object(scanner)
        header: dict[str, Any] = {}
        while scanner.peek() != "}":
            key = _value(scanner)
            scanner.take(":")
            if key == "entry" and scanner.peek() == "[":
                yield from _elements(scanner)
            else:
                header[str(key)] = _value(scanner)
            if scanner.peek() != "}":
                scanner.take(",")
        scanner.take("}")
        if scanner.peek():
            raise UnreadableFile("more than one JSON value; NDJSON files must be named .ndjson")
        return header


def _open_object(scanner: Scanner) -> None:
    first = scanner.peek()
    if not first:
        raise UnreadableFile("the file is empty")
    if first != "{":
        kind = "a list" if first == "[" else "something else"
        raise UnreadableFile(f"expected a FHIR resource in JSON, found {kind}")
    scanner.take("{")


def _value(scanner: Scanner) -> Any:
    try:
        return scanner.value()
    except Unfit as error:
        raise UnreadableFile(f"a value outside the entries is {error}") from None


def _elements(scanner: Scanner) -> Generator[tuple[Any, int], None, None]:
    scanner.take("[")
    while scanner.peek() != "]":
        try:
            yield scanner.value(), scanner.characters
        except Unfit as error:
            scanner.skip()
            yield error, scanner.characters
        if scanner.peek() != "]":
            scanner.take(",")
    scanner.take("]")
