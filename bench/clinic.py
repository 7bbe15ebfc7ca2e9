"""A clinic of its own in a temporary folder: what the benches of the running application need.

`opened` must be entered before anything of Django's is imported: settings are read once.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 120  # seconds


@contextmanager
def opened() -> Iterator[Path]:
    """An empty clinic, whose folder is given, in this process and in those that it starts."""
    with TemporaryDirectory(prefix="anamnesis-bench-") as name:
        folder = Path(name)
        os.environ.update(
            DJANGO_SETTINGS_MODULE="config.settings.local",
            ANAMNESIS_DATA=str(folder / "data"),
            ANAMNESIS_KEY_FILE=str(folder / "keys" / "keys.json"),
            ANAMNESIS_LOG_LEVEL="ERROR",
        )
        manage("migrate", "--verbosity", "0")
        import django

        django.setup()
        yield folder


def manage(*arguments: str) -> str:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout


@contextmanager
def served() -> Iterator[tuple[int, int]]:
    """Port and process id of a server."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with _running("manage.py", "serve", "--port", str(port)) as pid:
        _wait_for(port)
        yield port, pid


@contextmanager
def worker() -> Iterator[int]:
    """Process id of a Celery worker with two children, for a server on Redis."""
    queues = ["--queues", "quick,heavy,report", "--concurrency", "2", "--loglevel", "ERROR"]
    with _running("-m", "celery", "-A", "config", "worker", *queues) as pid:
        yield pid


@contextmanager
def _running(*arguments: str) -> Iterator[int]:
    process = subprocess.Popen([sys.executable, *arguments], cwd=ROOT, start_new_session=True)
    try:
        yield process.pid
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait_for(port: int) -> None:
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the server did not start")
