import gzip
import io
import json
from pathlib import Path
from typing import BinaryIO, cast

import pytest

from records.engine import jsonl
from records.engine.jsonl import BadLine, JsonLine, open_lines, read_lines, write_line


def _read(raw: bytes) -> list[JsonLine | BadLine]:
    return list(read_lines(io.BytesIO(raw)))


def test_lines_keep_their_numbers_over_blank_lines_and_windows_endings() -> None:
    found = _read(b'\xef\xbb\xbf{"id": 1}\r\n\r\n   \n{"id": 2}')
    assert found == [JsonLine(1, {"id": 1}), JsonLine(4, {"id": 2})]


@pytest.mark.parametrize(
    ("line", "reason", "id"),
    [
        (b'{"id": "a7", "text": "open', "not JSON: Unterminated string starting at", "a7"),
        (b'{"text": "x" "id": 3}', "not JSON: Expecting ',' delimiter", 3),
        (b'{"id": "a", "text": "x\0y"}', "not JSON: it holds null bytes", "a"),
        (b'{"id": "a", "age": NaN}', "not JSON: NaN is not a JSON value", "a"),
        (b'{"id": "a", "age": ' + b"9" * 5000 + b"}", "not JSON: a number is out of range", "a"),
        (b'{"id": "a", "text": "\xff"}', "not UTF-8 text", "a"),
        (b'{"id": "a", "x": ' + b"[" * 100_000, "nested too deeply", "a"),
        (b'["id"]', "not a JSON object", None),
        (b"Ada Marsh, 61", "not JSON: Expecting value", None),
    ],
)
def test_a_bad_line_is_named_and_the_next_is_read(line: bytes, reason: str, id: str | int | None) -> None:
    assert _read(line + b'\n{"id": 2}\n') == [BadLine(1, reason, id), JsonLine(2, {"id": 2})]


def test_a_line_beyond_the_limit_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MAX_LINE", 20)
    found = _read(b'{"id": 1, "text": "' + b"x" * 500 + b'"}\n{"id": 2}\n')
    assert [line.number for line in found] == [1, 2]
    assert isinstance(found[0], BadLine)
    assert isinstance(found[1], JsonLine)


def test_the_error_for_the_output_follows_the_contract() -> None:
    assert BadLine(7, "not JSON", "a").error == {"id": "a", "error": "not JSON"}
    assert BadLine(7, "not JSON").error == {"id": None, "line": 7, "error": "not JSON"}


def test_a_cut_gzip_file_gives_its_lines_and_then_says_so(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl.gz"
    whole = gzip.compress("".join(f'{{"id": {n}, "x": "{n * 7919 % 10007}"}}\n' for n in range(5000)).encode())
    path.write_bytes(whole[: len(whole) // 2])
    with open_lines(path) as stream:
        *found, last = read_lines(stream)
    assert found
    assert all(isinstance(line, JsonLine) for line in found)
    assert last == BadLine(len(found) + 1, "the compressed file is cut off here")


def test_lines_without_the_wanted_bytes_are_not_decoded() -> None:
    raw = io.BytesIO(b'{"a": "wanted"}\n{broken\n{"a": 1}\n')
    assert list(read_lines(raw, containing=b"wanted")) == [JsonLine(1, {"a": "wanted"})]


def test_what_is_written_is_read_back_in_any_script() -> None:
    out = io.StringIO()
    for value in ({"id": "é", "text": "ألم 🦵\nline"}, {"id": 2}):
        write_line(out, value)
    assert out.getvalue().count("\n") == 2
    assert "ألم" in out.getvalue()
    assert [line.value for line in _read(out.getvalue().encode()) if isinstance(line, JsonLine)] == [
        {"id": "é", "text": "ألم 🦵\nline"},
        {"id": 2},
    ]


def test_a_number_that_json_lacks_is_not_written() -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        write_line(io.StringIO(), {"score": float("nan")})


def test_an_escaped_null_stays_so_that_offsets_hold() -> None:
    (line,) = _read(json.dumps({"id": 1, "text": "a\0b"}).encode())
    assert isinstance(line, JsonLine)
    assert line.value["text"] == "a\0b"


class Endless(io.RawIOBase):
    """A line that never ends, as a small packed file can hold."""

    def __init__(self) -> None:
        self.given = 0

    def readable(self) -> bool:
        return True

    def readline(self, size: int | None = -1, /) -> bytes:
        self.given += size or 0
        return b"x" * (size or 0)


def test_a_line_without_end_is_given_up_early(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MAX_LINE", 1 << 10)
    monkeypatch.setattr(jsonl, "MAX_PASSED", 4 << 20)
    stream = Endless()
    lines = list(jsonl.read_lines(cast(BinaryIO, stream)))
    assert [type(line) for line in lines] == [jsonl.BadLine]
    assert stream.given < 8 << 20


def test_lines_of_a_plain_file_are_counted_and_of_a_packed_one_not(tmp_path: Path) -> None:
    plain, packed = tmp_path / "plain.jsonl", tmp_path / "packed.jsonl"
    for text, count in ((b"", 0), (b"{}\n{}\n", 2), (b"{}\n{}", 2)):
        plain.write_bytes(text)
        assert jsonl.count_lines(plain) == count
    packed.write_bytes(gzip.compress(b"{}\n"))
    assert jsonl.count_lines(packed) is None
    assert jsonl.count_lines(tmp_path / "none") is None
