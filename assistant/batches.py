"""Answers to the lines of a file, in their order and in bounded memory; one bad line stops nothing."""

import logging
from collections.abc import Iterable, Iterator, Sequence

from assistant.predictors import Answerer, Item
from records.engine.jsonl import BadLine, JsonLine
from records.errors import UserError

log = logging.getLogger("anamnesis.predict")
Line = JsonLine | BadLine
MAX_CHARACTERS = 400_000  # of the asked texts in one chunk, so that long notes are not held by the hundred


def answered(lines: Iterable[Line], fields: Sequence[str], answer: Answerer, chunk: int) -> Iterator[tuple[int, Item]]:
    """The number of each line with what is written for it; an item with `error` where it failed."""
    for part in _parts(lines, fields, chunk):
        faults = {line.number: fault for line in part if (fault := _fault(line, fields))}
        sound = [line for line in part if isinstance(line, JsonLine) and line.number not in faults]
        answers = dict(zip((line.number for line in sound), ask([line.value for line in sound], answer), strict=True))
        for line in part:
            yield line.number, faults.get(line.number) or answers[line.number]


def ask(items: Sequence[Item], answer: Answerer) -> list[Item]:
    """One answer for each item, with its id. What cannot be answered together is asked in halves, so that an
    error stays with its own item."""
    if not items:
        return []
    try:
        return [{"id": item["id"], **found} for item, found in zip(items, answer(items), strict=True)]
    except UserError as error:
        message = error.message
    except Exception as error:  # one bad item stops nothing; its text may hold patient data
        if len(items) == 1:
            log.exception("prediction failed")
        message = f"could not be answered ({type(error).__name__})"
    if len(items) == 1:
        return [{"id": items[0]["id"], "error": message}]
    half = len(items) // 2
    return ask(items[:half], answer) + ask(items[half:], answer)


def _parts(lines: Iterable[Line], fields: Sequence[str], chunk: int) -> Iterator[list[Line]]:
    part: list[Line] = []
    size = 0
    for line in lines:
        length = _length(line, fields)
        if part and (len(part) == chunk or size + length > MAX_CHARACTERS):
            yield part
            part, size = [], 0
        part.append(line)
        size += length
    if part:
        yield part


def _length(line: Line, fields: Sequence[str]) -> int:
    return sum(len(str(line.value.get(name, ""))) for name in fields) if isinstance(line, JsonLine) else 0


def _fault(line: Line, fields: Sequence[str]) -> Item | None:
    if isinstance(line, BadLine):
        return line.error
    if line.value.get("id") is None:
        return BadLine(line.number, "the field id is missing").error
    missing = [name for name in fields if not isinstance(line.value.get(name), str)]
    return {"id": line.value["id"], "error": f"missing or not a text: {', '.join(missing)}"} if missing else None
