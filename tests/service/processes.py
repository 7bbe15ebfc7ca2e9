"""Starts workers and servers as an administrator would, and ends them as a power cut would."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds until a wait counts as failed


class Processes:
    """All processes of one test; `stop_all` leaves none behind."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running: list[Process] = []

    def worker(self, queues: str = "quick,heavy,report", clock: bool = True) -> "Process":
        """A Celery worker with one child process, which has said that it is ready."""
        arguments = ["-m", "celery", "-A", "config", "worker", "--queues", queues, "--concurrency", "1"]
        number = len(self._running)
        arguments += ["--hostname", f"worker{number}@test", "--without-mingle", "--without-gossip"]
        if clock:
            arguments += ["--beat", "--schedule", str(self._folder / f"schedule-{number}")]
        ready = self._folder / f"ready-{number}"
        worker = self._start(arguments, {**os.environ, "SAY_READY_IN": str(ready)})
        until(lambda: worker.lives() and ready.exists(), "the worker to be ready", worker.said)
        return worker

    def server(self, *, embedded: bool) -> "Server":
        environment = dict(os.environ)
        if embedded:
            environment.pop("REDIS_URL", None)
        port = _free_port()
        process = self._start(["manage.py", "serve", "--port", str(port)], environment)
        server = Server(process, port)
        server.wait_until_open()
        return server

    def command(self, *arguments: str, redis_url: str = "") -> str:
        """A management command to its end (without Redis unless one is named); its standard output."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            env=_with_settings({**os.environ, "REDIS_URL": redis_url}),
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    def stop_all(self) -> None:
        for process in self._running:
            process.kill()

    def _start(self, arguments: list[str], environment: dict[str, str]) -> "Process":
        log = self._folder / f"process-{len(self._running)}.log"
        with log.open("wb") as output:
            opened = subprocess.Popen(
                [sys.executable, *arguments],
                env=_with_settings(environment),
                cwd=ROOT,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        process = Process(opened, log)
        self._running.append(process)
        return process


class Process:
    """With its children, a process group of its own."""

    def __init__(self, opened: "subprocess.Popen[bytes]", log: Path) -> None:
        self.opened = opened
        self.log = log

    def kill(self) -> None:
        """The whole group at once, without a word."""
        try:
            os.killpg(self.opened.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        self.opened.wait(PATIENCE)

    def terminate(self) -> int:
        """Ask politely; the exit status."""
        self.opened.send_signal(signal.SIGTERM)
        return self.opened.wait(PATIENCE)

    def lives(self) -> bool:
        """Raises RuntimeError, with what it said, when it ended by itself."""
        if self.opened.poll() is not None:
            raise RuntimeError(f"the process ended ({self.opened.returncode}): {self.said()}")
        return True

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")[-3000:]


class Server:
    def __init__(self, process: Process, port: int) -> None:
        self.process = process
        self.port = port
        self.origin = f"http://127.0.0.1:{port}"

    def wait_until_open(self) -> None:
        until(lambda: self.process.lives() and self._answers(), "the server to answer", self.process.said)

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


def until(happened: Callable[[], object], what: str, more: Callable[[], str] = str) -> None:
    """Wait for another process; a wait without end fails with what was waited for."""
    give_up = time.monotonic() + PATIENCE
    while not happened():
        if time.monotonic() > give_up:
            raise AssertionError(f"waited in vain for {what}\n{more()}")
        time.sleep(0.05)


def _with_settings(environment: dict[str, str]) -> dict[str, str]:
    return {
        **environment,
        "DJANGO_SETTINGS_MODULE": "tests.service.settings",
        "ANAMNESIS_TEST_DATABASE": str(settings.DATABASES["default"]["NAME"]),
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
