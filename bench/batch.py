"""A file of 10,000 notes through `predict entities --schema clinical`: time, memory, cores, faulty lines, a kill.

python -m bench.batch        # with the demo clinic's notes, no data needed

Three faulty lines stand among the notes. A second run is killed (SIGKILL) on its way: what it left must be whole lines,
the same as those of the first run. The bar is drawn on a pseudo terminal, as people see it.
"""

import json
import os
import pty
import signal
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import report
from bench.clinic import ROOT
from bench.deid import demo_notes

NOTES = 10_000
FAULTY = ("not json", '{"id": "no text"}', '{"text": "no id"}')
ENVIRONMENT = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.local"}


def lines(count: int) -> Iterator[str]:
    """Notes by turns, of the demo clinic; each carries its number, so that no two are the same."""
    notes = [text for text, _ in demo_notes()]
    apart = count // (1 + len(FAULTY))
    faulty = dict(zip(range(apart, count, apart), FAULTY, strict=False))
    for number, text in enumerate(islice(cycle(notes), count)):
        if number in faulty:
            yield faulty[number]
        yield json.dumps({"id": number, "text": f"{text}\n\nNote {number}."}, ensure_ascii=False)


def start(source: Path, target: Path, errors: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "manage.py", "predict", "entities", str(source), str(target), "--schema", "clinical"]
    return subprocess.Popen(command, cwd=ROOT, env=ENVIRONMENT, stderr=errors)


def watched(source: Path, target: Path) -> dict[str, object]:
    """To the end, with what it drew on a terminal."""
    master, slave = pty.openpty()
    termios.tcsetwinsize(slave, (24, 100))
    drawn = bytearray()
    with report.timed() as taken:
        process = start(source, target, slave)
        os.close(slave)
        reader = threading.Thread(target=_drain, args=(master, drawn))
        reader.start()
        _, status, used = os.wait4(process.pid, 0)
    reader.join()
    answers = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    processor = used.ru_utime + used.ru_stime
    return {
        "run": "whole",
        "lines": len(answers),
        "errors": sum("error" in answer for answer in answers),
        "status": os.waitstatus_to_exitcode(status),
        "bar": b"100%" in drawn,
        "s": round(taken.seconds, 1),
        "words/s": round(_words(source) / taken.seconds),
        "cores": round(processor / taken.seconds, 2),
        "peak MB": round(used.ru_maxrss / 1024),
    }


def killed(source: Path, target: Path, whole: Path) -> dict[str, object]:
    process = start(source, target, subprocess.DEVNULL)
    while not target.exists() or target.stat().st_size < whole.stat().st_size // 4:
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    left, wanted = target.read_bytes(), whole.read_bytes()
    kept = left[: left.rfind(b"\n") + 1]
    return {
        "run": "killed on its way",
        "lines": kept.count(b"\n"),
        "bytes after the last whole line": len(left) - len(kept),
        "same as the whole run": wanted.startswith(kept),
    }


def _drain(master: int, drawn: bytearray) -> None:
    try:
        while some := os.read(master, 4096):
            drawn += some
    except OSError:  # how a terminal says that nobody writes to it any more
        return


def _words(source: Path) -> int:
    return sum(len(line.split()) for line in source.read_text(encoding="utf-8").splitlines())


def main() -> None:
    with TemporaryDirectory(prefix="anamnesis-bench-") as name:
        folder = Path(name)
        source, whole = folder / "in.jsonl", folder / "out.jsonl"
        source.write_text("".join(f"{line}\n" for line in lines(NOTES)), encoding="utf-8")
        report.show("batch", [watched(source, whole), killed(source, folder / "killed.jsonl", whole)])


if __name__ == "__main__":
    main()
