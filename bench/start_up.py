"""How long `manage.py check`, the import of what serves pages and the first use of the knowledge take, each in a
process of its own.

python -m bench.start_up
"""

import os
import subprocess
import sys

from bench import report
from bench.clinic import ROOT

RUNS = 5
_KNOW = "import django; django.setup(); from triage.services.knowledge import knowledge; knowledge()"
PARTS = {
    "manage.py check": ["manage.py", "check"],
    "import config.asgi": ["-c", "import config.asgi"],
    "django.setup": ["-c", "import django; django.setup()"],
    "django.setup and knowledge()": ["-c", _KNOW],
}


def main() -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.local"}

    def run(arguments: list[str]) -> None:
        subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, check=True, capture_output=True)

    report.show(
        "start_up",
        [{"part": name, "ms": report.milliseconds(lambda a=part: run(a), RUNS)} for name, part in PARTS.items()],  # type: ignore[misc]
    )


if __name__ == "__main__":
    main()
