"""`engine/` packages are plain Python: no Django, no Celery, no settings, no database."""

import subprocess
import sys
from collections.abc import Iterable

from tests.guards.source import PACKAGES, ROOT, Source, imports, sample, sources

FRAMEWORKS = frozenset(
    "django celery kombu channels asgiref allauth csp django_htmx whitenoise redis psycopg sqlite3".split()
)


def is_engine(module: str) -> bool:
    return module.split(".")[1:2] == ["engine"]


def impure(found: Iterable[Source]) -> list[str]:
    """An engine may import engines only, so what it reaches through them is pure as well."""
    return [
        f"{source.module}:{each.line} imports {each.target}"
        for source in found
        if is_engine(source.module)
        for each in imports(source)
        if each.package in FRAMEWORKS or (each.package in PACKAGES and not is_engine(each.target))
    ]


def test_engines_import_no_framework_and_no_other_part_of_the_apps() -> None:
    assert impure(sources()) == []


def test_an_impure_engine_is_found() -> None:
    assert impure([sample("records.engine.fhir.bundle", "from django.conf import settings")])
    assert impure([sample("assistant.engine.mind.plan", "from records.models import Patient")])
    assert impure([sample("assistant.engine.mind.plan", "def late():\n    import django")])
    assert not impure([sample("assistant.engine.mind.plan", "from records.engine.rows import NoteRow\nimport re")])
    assert not impure([sample("assistant.services.answering", "from django.db import transaction")])


def test_all_engines_load_in_a_plain_process_without_django() -> None:
    modules = [source.module for source in sources() if is_engine(source.module)]
    program = (
        "import importlib, sys\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
        f"print(*sorted({set(FRAMEWORKS)!r} & set(sys.modules) - {{'sqlite3'}}))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []
