"""The web process starts without any heavy library: models are loaded by workers on first use."""

import subprocess
import sys
from collections.abc import Iterable

from tests.guards.heavy import HEAVY
from tests.guards.source import ROOT, sources

# A part of the path of every module that serves pages and sockets.
SERVING = {"urls", "routing", "views", "consumers", "asgi", "middleware", "forms", "templatetags", "tasks"}


def loaded_by(modules: Iterable[str]) -> set[str]:
    """Heavy libraries in a new process after it imported these."""
    program = (
        "import importlib, sys\n"
        "import config.asgi\n"
        f"for name in {list(modules)!r}: importlib.import_module(name)\n"
        "from django.urls import get_resolver; get_resolver().url_patterns\n"
        f"print(*sorted({set(HEAVY)!r} & set(sys.modules)))"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "config.settings.test", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_pages_and_sockets_load_no_heavy_library() -> None:
    serving = [source.module for source in sources() if SERVING & set(source.module.split(".")[1:])]
    assert "config.urls" in serving
    assert loaded_by(serving) == set()


def test_a_heavy_library_would_be_noticed() -> None:
    assert loaded_by(["faiss"]) == {"faiss"}
