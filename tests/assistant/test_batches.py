"""Do answers keep the order of the lines, whatever is asked together and whatever fails?"""

from collections.abc import Sequence

import pytest

from assistant import batches
from assistant.predictors import Item
from records.engine.jsonl import BadLine, JsonLine
from records.errors import UserError


class Counting:
    """Answers with the length of the text; remembers how many were asked together."""

    def __init__(self) -> None:
        self.chunks: list[int] = []

    def __call__(self, items: Sequence[Item]) -> list[Item]:
        self.chunks.append(len(items))
        if any(item["text"] == "refused" for item in items):
            raise UserError("Not this one.")
        if any(item["text"] == "broken" for item in items):
            raise RuntimeError("secret text")
        return [{"length": len(item["text"])} for item in items]


def lines(*texts: object) -> list[batches.Line]:
    return [JsonLine(number, {"id": f"i{number}", "text": text}) for number, text in enumerate(texts, 1)]


def answered(found: Sequence[batches.Line], answer: Counting, chunk: int = 4) -> list[Item]:
    return [item for _number, item in batches.answered(found, ("text",), answer, chunk)]


def test_lines_are_asked_in_chunks_and_answered_in_order() -> None:
    answer = Counting()
    found = answered(lines(*"abcdefghij"), answer)
    assert [item["id"] for item in found] == [f"i{number}" for number in range(1, 11)]
    assert answer.chunks == [4, 4, 2]


@pytest.mark.parametrize("bad", ["refused", "broken"])
def test_one_bad_line_of_a_chunk_fails_alone(bad: str) -> None:
    found = answered(lines("a", bad, "ccc", "d"), Counting())
    assert [item.get("length") for item in found] == [1, None, 3, 1]
    assert found[1]["error"] in ("Not this one.", "could not be answered (RuntimeError)")


def test_lines_that_cannot_be_asked_keep_their_place() -> None:
    mixed = [BadLine(1, "not JSON"), *lines("a", "bb")[1:], JsonLine(3, {"text": "x"}), JsonLine(4, {"id": 4})]
    assert answered(mixed, Counting()) == [
        {"id": None, "line": 1, "error": "not JSON"},
        {"id": "i2", "length": 2},
        {"id": None, "line": 3, "error": "the field id is missing"},
        {"id": 4, "error": "missing or not a text: text"},
    ]


def test_a_text_that_is_null_or_a_number_is_named() -> None:
    assert [item["error"] for item in answered(lines(None, 7), Counting())] == ["missing or not a text: text"] * 2


def test_long_texts_are_not_held_by_the_hundred(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "MAX_CHARACTERS", 10)
    answer = Counting()
    answered(lines("x" * 6, "y" * 6, "z", "w" * 40, "v"), answer, chunk=100)
    assert answer.chunks == [1, 2, 1, 1]


def test_no_more_lines_are_read_than_one_chunk_needs() -> None:
    read = []

    def source() -> object:
        for line in lines(*"abcdefgh"):
            read.append(line.number)
            yield line

    next(batches.answered(source(), ("text",), Counting(), 2))  # type: ignore[arg-type]
    assert read == [1, 2, 3]


def test_a_task_that_forgets_an_answer_is_found() -> None:
    assert "error" in batches.ask([{"id": 1, "text": ""}], lambda items: [])[0]
