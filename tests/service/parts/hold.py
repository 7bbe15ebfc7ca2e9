"""A gate between processes: while its file is there, whoever passes waits and leaves a mark."""

import os
import time
from pathlib import Path

STILL = 0.02  # seconds between two looks


def _folder() -> Path:
    folder = Path(os.environ["ANAMNESIS_TEST_ROOT"]) / "hold"
    folder.mkdir(exist_ok=True)
    return folder


def close() -> None:
    (_folder() / "closed").touch()
    forget()


def open_() -> None:
    (_folder() / "closed").unlink(missing_ok=True)
    forget()


def forget() -> None:
    """Whoever waits already no longer counts as waiting."""
    for mark in _folder().glob("waiting-*"):
        mark.unlink()


def passing() -> None:
    """Called by the work: returns at once unless the gate is closed."""
    if not (_folder() / "closed").exists():
        return
    mark = _folder() / f"waiting-{os.getpid()}"
    mark.touch()
    while (_folder() / "closed").exists():
        time.sleep(STILL)


def waiting() -> list[int]:
    """Process ids of those that came to the closed gate."""
    return [int(mark.name.removeprefix("waiting-")) for mark in _folder().glob("waiting-*")]
