"""Do tasks that open no chart work with an empty data folder and no database?"""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.guards.source import ROOT


def test_context_is_told_before_migrate(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "ANAMNESIS_DATA": str(tmp_path / "data"),
        "ANAMNESIS_KEY_FILE": str(tmp_path / "keys.json"),
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "predict", "context", "-", "-"],
        cwd=ROOT,
        env=environment,
        input='{"id": 1, "sentence": "Fever: none", "concept": "fever"}\n{"id": 2, "sentence": 5}\n',
        capture_output=True,
        text=True,
        check=False,
    )
    first, second = [json.loads(line) for line in done.stdout.splitlines()]
    assert first == {"id": 1, "negation": "negated", "temporality": "recent", "experiencer": "patient"}
    assert second == {"id": 2, "error": "missing or not a text: sentence, concept"}
    assert done.returncode == 1
    assert "it/s" not in done.stderr
