"""JSON Lines in and out: one bad line stops nothing, and no line may fill the memory.

A bad line is reported by its number and, where one can be made out, its id; never by its content.
"""

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, NoReturn, TextIO, cast

MAX_LINE = 32 << 20  # bytes; a 20 MB document in base64 fits
MAX_PASSED = 256 << 20  # bytes of lines that are too long, after which the rest of a file is not read: a few
# packed megabytes can unfold to any length
_BOM = b"\xef\xbb\xbf"
_ID = re.compile(rb'"id"\s*:\s*("(?:[^"\\\x00-\x1f]|\\.){1,200}"|-?\d{1,18})\s*[,}]')


@dataclass(frozen=True, slots=True)
class JsonLine:
    number: int  # from 1
    value: dict[str, Any]


@dataclass(frozen=True, slots=True)
class BadLine:
    number: int
    reason: str
    id: str | int | None = None

    @property
    def error(self) -> dict[str, Any]:
        """What a batch command writes to its output for this line."""
        if self.id is None:
            return {"id": None, "line": self.number, "error": self.reason}
        return {"id": self.id, "error": self.reason}


def open_lines(path: Path) -> BinaryIO:
    """The file for `read_lines`, unpacked when it starts as gzip does."""
    with path.open("rb") as raw:
        packed = raw.read(2) == b"\x1f\x8b"
    return cast(BinaryIO, gzip.open(path, "rb")) if packed else path.open("rb")


def count_lines(path: Path) -> int | None:
    """For a progress bar: None where that cannot be told without reading the thing itself (packed, or a pipe)."""
    if not path.is_file():
        return None
    with path.open("rb") as raw:
        if raw.read(2) == b"\x1f\x8b":
            return None
        raw.seek(0)
        blocks = iter(lambda: raw.read(1 << 20), b"")
        counts = [(block.count(b"\n"), block[-1:]) for block in blocks]
    return sum(count for count, _ in counts) + (bool(counts) and counts[-1][1] != b"\n")


def read_lines(stream: BinaryIO, containing: bytes = b"") -> Iterator[JsonLine | BadLine]:
    """Each line that is not blank, in order. With `containing`, lines without these bytes are passed over
    undecoded."""
    number = passed = 0
    while True:
        number += 1
        try:
            raw = stream.readline(MAX_LINE + 1)
            whole = len(raw) <= MAX_LINE
            passed += 0 if whole else _pass_over(stream, raw, MAX_PASSED - passed)
        except EOFError:
            yield BadLine(number, "the compressed file is cut off here")
            return
        except (OSError, zlib.error):
            yield BadLine(number, "the file or its compression is damaged here")
            return
        if not raw:
            return
        line = (raw.removeprefix(_BOM) if number == 1 else raw).strip(b" \t\r\n")
        if passed > MAX_PASSED:
            yield BadLine(number, f"too much in lines longer than {MAX_LINE >> 20} MB: the rest is not read")
            return
        if line and containing in line:
            yield _decode(number, line) if whole else BadLine(number, f"longer than {MAX_LINE >> 20} MB")


def write_line(stream: TextIO, value: dict[str, Any]) -> None:
    stream.write(json.dumps(value, ensure_ascii=False, allow_nan=False) + "\n")


def _pass_over(stream: BinaryIO, raw: bytes, most: int) -> int:
    """Reads on to the end of the line, or a little beyond `most` bytes; returns how many bytes it had."""
    passed = len(raw)
    while raw and not raw.endswith(b"\n") and passed <= most:
        raw = stream.readline(1 << 20)
        passed += len(raw)
    return passed


def _decode(number: int, line: bytes) -> JsonLine | BadLine:
    try:
        value = json.loads(line.decode(), parse_constant=_no_constant)
    except RecursionError:
        return BadLine(number, "nested too deeply", _readable_id(line))
    except UnicodeDecodeError:
        return BadLine(number, "not UTF-8 text", _readable_id(line))
    except ValueError as error:
        return BadLine(number, _reason(line, error), _readable_id(line))
    if not isinstance(value, dict):
        return BadLine(number, "not a JSON object")
    return JsonLine(number, value)


def _reason(line: bytes, error: ValueError) -> str:
    if b"\0" in line:
        return "not JSON: it holds null bytes"
    # The decoder's own message names the fault and not the text; other messages may quote it.
    detail = error.msg if isinstance(error, json.JSONDecodeError) else "a number is out of range"
    return f"not JSON: {detail}"


def _no_constant(name: str) -> NoReturn:
    raise json.JSONDecodeError(f"{name} is not a JSON value", "", 0)


def _readable_id(line: bytes) -> str | int | None:
    """The id of a line that is not sound JSON, when it can still be made out near the start."""
    found = _ID.search(line[:2000])
    if not found:
        return None
    try:
        value = json.loads(found[1].decode())
    except ValueError:
        return None
    return value if isinstance(value, str | int) else None
