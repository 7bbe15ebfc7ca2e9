"""Batch predictions: JSON Lines in, JSON Lines out, in order; one bad line stops nothing."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from django.core.management.base import BaseCommand
from tqdm import tqdm

from assistant.batches import answered
from assistant.predictors import PREDICTORS, Answerer, Asked, Predictor, all_options, chosen
from records.engine import jsonl
from records.errors import UserError

UNUSABLE = 2


class Command(BaseCommand):
    help = "Answer each line of INPUT with a line of OUTPUT (- for standard input or output)."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("task", choices=sorted(PREDICTORS))
        parser.add_argument("input", help="JSON Lines file, or - for standard input")
        parser.add_argument("output", help="file to write, or - for standard output")
        parser.add_argument("--as", dest="username", help="acting user (default: the batch service account)")
        add_options(parser)

    def handle(self, *args: Any, task: str, input: str, output: str, username: str | None, **options: Any) -> None:
        predictor = PREDICTORS[task]
        try:
            given = chosen(task, {name: options[name] for name in all_options()})
            answer = predictor.open(Asked(given, username))
            _keep_apart(input, output)
            with _reading(input) as source, _writing(output) as target:
                lines = jsonl.count_lines(Path(input)) if sys.stderr.isatty() else None
                failed = self._all(predictor, answer, source, target, lines)
        except UserError as error:
            self._unusable(error.message)
        except ValueError as error:
            self._unusable(str(error))
        except OSError as error:
            self._unusable(f"{error.filename}: {error.strerror}")
        if failed:
            sys.exit(1)

    def _all(self, predictor: Predictor, answer: Answerer, source: BinaryIO, target: TextIO, lines: int | None) -> int:
        failed = 0
        answers = answered(jsonl.read_lines(source), predictor.fields, answer, predictor.chunk)
        for number, item in tqdm(answers, total=lines, unit=" lines", disable=None):
            if "error" in item:
                failed += 1
                self.stderr.write(f"line {number}: {item['error']}")
            jsonl.write_line(target, item)
            target.flush()  # who stops it half-way keeps whole lines
        return failed

    def _unusable(self, message: str) -> None:
        self.stderr.write(message)
        sys.exit(UNUSABLE)


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the tasks can be told, each on the command line."""
    for name, values in all_options().items():
        tasks = ", ".join(task for task, predictor in PREDICTORS.items() if name in predictor.options)
        parser.add_argument(f"--{name}", choices=values, help=f"for {tasks} (default {values[0]})")


def _keep_apart(input: str, output: str) -> None:
    """Raises UserError where writing would empty what is to be read."""
    if "-" not in (input, output) and Path(output).exists() and Path(output).samefile(input):
        raise UserError("Input and output are the same file. Choose another name for the output.")


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
