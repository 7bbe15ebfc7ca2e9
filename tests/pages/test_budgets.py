"""What a page sends stays small: hospital networks are slow and the first page must be usable in a second."""

import gzip
import re
from pathlib import Path

import django_htmx
import pytest

from tests.guards.source import ROOT

STATIC = ROOT / "static"
HTMX = Path(django_htmx.__file__).parent / "static/django_htmx/htmx-2.min.js"
IMPORT = re.compile(r'^import .*?"\./([\w-]+\.js)";$', re.MULTILINE)


def compressed(*paths: Path) -> int:
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths)


def with_imports(name: str) -> set[str]:
    found = {name}
    for imported in IMPORT.findall((STATIC / "js" / name).read_text("utf-8")):
        found |= with_imports(imported)
    return found


def screens() -> list[str]:
    """Modules that a template asks for."""
    pages = "".join(page.read_text("utf-8") for page in (ROOT / "templates").rglob("*.html"))
    return sorted(set(re.findall(r"static 'js/([\w-]+\.js)'", pages)))


def test_all_style_sheets_together_are_at_most_30_kb() -> None:
    assert compressed(*(STATIC / "css").glob("*.css")) <= 30_000


@pytest.mark.parametrize("screen", screens())
def test_the_scripts_of_a_page_are_at_most_80_kb(screen: str) -> None:
    modules = {STATIC / "js" / name for name in with_imports("app.js") | with_imports(screen)}
    charts = STATIC / "vendor/uplot/uPlot.min.js"
    assert compressed(HTMX, *modules, *([charts] if charts.exists() else [])) <= 80_000


def test_the_screens_are_found() -> None:
    assert {"app.js", "styleguide.js"} <= set(screens())
    assert "live.js" in with_imports("styleguide.js")
