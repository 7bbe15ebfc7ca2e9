"""A table for people and one JSON line for machines."""

import json
import os
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Timed:
    seconds: float = 0.0


@contextmanager
def timed() -> Iterator[Timed]:
    found = Timed()
    started = time.perf_counter()
    yield found
    found.seconds = time.perf_counter() - started


def milliseconds(call: Callable[[], object], times: int) -> float:
    """Median of `times` calls after one that warms up."""
    call()
    measured = []
    for _ in range(times):
        with timed() as one:
            call()
        measured.append(one.seconds * 1000)
    return round(statistics.median(measured), 2)


def middle_and_slow(seconds: Sequence[float]) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds."""
    ordered = sorted(seconds)
    slow = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return round(statistics.median(ordered) * 1000, 1), round(slow * 1000, 1)


def megabytes(pid: int) -> float:
    """Resident memory of a process and its children."""
    total = _resident(pid)
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split():
        total += megabytes(int(child))
    return round(total, 1)


def processor_seconds(pid: int) -> float:
    """User and system time of a process, its threads and its living children."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return own + sum(processor_seconds(int(child)) for child in children)


def show(name: str, rows: Sequence[Mapping[str, object]]) -> None:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    widths = [max(len(column), *(len(str(row.get(column, ""))) for row in rows)) for column in columns]
    for line in (dict(zip(columns, columns, strict=True)), *rows):
        print("  ".join(str(line.get(column, "")).rjust(width) for column, width in zip(columns, widths, strict=True)))
    print(json.dumps({"bench": name, "rows": list(rows)}), flush=True)


def _resident(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0
