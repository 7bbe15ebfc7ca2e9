"""What the batch commands share: who acts, progress on a terminal, the report, exit statuses
(0 done, 1 some of it failed, 2 unusable arguments)."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO, TypeVar

from django.core.management.base import CommandError, OutputWrapper
from tqdm import tqdm

from records.access import Actor
from records.errors import UserError
from records.services.accounts import acting_user
from records.services.import_report import Report

T = TypeVar("T")


def add_as(parser: ArgumentParser) -> None:
    parser.add_argument("--as", dest="username", metavar="USERNAME", help="acting user (default: the batch account)")


def actor(options: dict[str, Any]) -> Actor:
    return acting_user(options["username"])


def must_exist(paths: Sequence[Path]) -> None:
    for path in paths:
        if not path.exists():
            raise CommandError(printable(f"{path}: no such file or folder"), returncode=2)


@contextmanager
def errors_shown() -> Iterator[None]:
    """Refusals become the command's message and status 2."""
    try:
        yield
    except UserError as error:
        raise CommandError(error.message, returncode=2) from error


def progress(items: Iterable[T], title: str, unit: str) -> Iterable[T]:
    """A bar on standard error, where somebody is looking."""
    bar: Iterable[T] = tqdm(items, desc=title[:30], unit=f" {unit}", file=sys.stderr, disable=not sys.stderr.isatty())
    return bar


@contextmanager
def counting(title: str, unit: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """A bar for work that says how many it has done; on standard error, where somebody is looking."""
    bar: Any = tqdm(desc=title, unit=f" {unit}", total=total, disable=not sys.stderr.isatty())
    with bar:
        yield lambda done: _move(bar, done)


def finish(out: OutputWrapper | TextIO, report: Report) -> None:
    for line in report.lines():
        out.write(printable(line))
    if report.total("failed"):
        sys.exit(1)


def printable(line: str) -> str:
    """Names and ids come from files: none of them may steer the terminal or turn the line round."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in line)


def tell(text: str) -> None:
    """A line of progress, where somebody is looking."""
    if sys.stderr.isatty():
        sys.stderr.write(f"{text}\n")


def _move(bar: Any, done: int) -> None:
    bar.update(done - bar.n)
