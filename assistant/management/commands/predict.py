"""Batch predictions: JSON Lines in, JSON Lines out, in order; one bad line stops nothing."""

import argparse
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from django.core.management.base import BaseCommand
from tqdm import tqdm

from assistant.predictors import PREDICTORS, Predictor
from records.access import Actor
from records.engine import jsonl
from records.errors import UserError
from records.services.accounts import acting_user

log = logging.getLogger("anamnesis.predict")
UNUSABLE = 2


class Command(BaseCommand):
    help = "Answer each line of INPUT with a line of OUTPUT (- for standard input or output)."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("task", choices=sorted(PREDICTORS))
        parser.add_argument("input", help="JSON Lines file, or - for standard input")
        parser.add_argument("output", help="file to write, or - for standard output")
        parser.add_argument("--as", dest="username", help="acting user (default: the batch service account)")

    def handle(self, *args: Any, task: str, input: str, output: str, username: str | None, **options: Any) -> None:
        try:
            actor = acting_user(username)
            with _reading(input) as source, _writing(output) as target:
                failed = self._all(PREDICTORS[task], actor, source, target)
        except UserError as error:
            self._unusable(error.message)
        except OSError as error:
            self._unusable(f"{error.filename}: {error.strerror}")
        if failed:
            sys.exit(1)

    def _all(self, predictor: Predictor, actor: Actor, source: BinaryIO, target: TextIO) -> int:
        failed = 0
        for line in tqdm(jsonl.read_lines(source), unit=" lines", disable=None):
            answer = _answer(predictor, actor, line)
            if "error" in answer:
                failed += 1
                self.stderr.write(f"line {line.number}: {answer['error']}")
            jsonl.write_line(target, answer)
        return failed

    def _unusable(self, message: str) -> None:
        self.stderr.write(message)
        sys.exit(UNUSABLE)


def _answer(predictor: Predictor, actor: Actor, line: jsonl.JsonLine | jsonl.BadLine) -> dict[str, Any]:
    if isinstance(line, jsonl.BadLine):
        return line.error
    item = line.value
    if item.get("id") is None:
        return jsonl.BadLine(line.number, "the field id is missing").error
    missing = [name for name in predictor.fields if not isinstance(item.get(name), str)]
    if missing:
        return {"id": item["id"], "error": f"missing or not a text: {', '.join(missing)}"}
    try:
        return {"id": item["id"], **predictor.run(actor, item)}
    except UserError as error:
        return {"id": item["id"], "error": error.message}
    except Exception as error:  # one bad line stops nothing; its text may hold patient data
        log.exception("prediction failed")
        return {"id": item["id"], "error": f"could not be answered ({type(error).__name__})"}


@contextmanager
def _reading(name: str) -> Iterator[BinaryIO]:
    if name == "-":
        yield sys.stdin.buffer
        return
    with jsonl.open_lines(Path(name)) as stream:
        yield stream


@contextmanager
def _writing(name: str) -> Iterator[TextIO]:
    if name == "-":
        yield sys.stdout
        return
    with Path(name).open("w", encoding="utf-8") as stream:
        yield stream
