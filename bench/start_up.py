"""How long `manage.py check`, the import of what serves pages and the first use of the knowledge take, each in a
process of its own. Processor time tells more than the clock where others use the machine.

python -m bench.start_up
"""

import os
import resource
import statistics
import subprocess
import sys
import time

from bench import report
from bench.clinic import ROOT

RUNS = 5
_KNOW = "import django; django.setup(); from triage.services.knowledge import knowledge; knowledge()"
PARTS = {
    "manage.py check": ["manage.py", "check"],
    "import config.asgi": ["-c", "import config.asgi"],
    "django.setup": ["-c", "import django; django.setup()"],
    "django.setup, knowledge()": ["-c", _KNOW],
}


def main() -> None:
    report.show("start_up", [{"part": name, **_measured(arguments)} for name, arguments in PARTS.items()])


def _measured(arguments: list[str]) -> dict[str, float]:
    """Medians after one run that warms up."""
    _run(arguments)
    runs = [_run(arguments) for _ in range(RUNS)]
    return {
        "ms": round(statistics.median(clock for clock, _ in runs) * 1000),
        "processor ms": round(statistics.median(used for _, used in runs) * 1000),
    }


def _run(arguments: list[str]) -> tuple[float, float]:
    """Seconds by the clock and of the processor."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.local"}
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, check=True, capture_output=True)
    after, ended = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    return ended - began, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
