"""Is every text of a bedside score there in Chinese? The engine that holds them knows no translation."""

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po

from tests.guards.source import ROOT
from triage.engine.scores.catalogue import SHEETS

ENGINE = ROOT / "triage/engine/scores"
CATALOGUE = ROOT / "locale/zh_Hans/LC_MESSAGES/django.po"


def said_in(path: Path) -> Iterator[str]:
    """Names of points (keys of a dictionary), and meanings: words beside the least total that they hold for."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Dict):
            yield from (said for key in node.keys if key for said in _text(key))
        if (
            isinstance(node, ast.Tuple)
            and len(node.elts) == 2
            and not isinstance(node.elts[0], ast.Constant | ast.Name)
        ):
            yield from _text(node.elts[1])
        if isinstance(node, ast.Tuple) and len(node.elts) == 2:
            yield from _text(node.elts[1])
        if isinstance(node, ast.Return) and path.name == "news2.py" and node.value:
            yield from (said for part in ast.walk(node.value) for said in _text(part) if ":" in said)


def _text(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def every_text() -> set[str]:
    of_sheets = {text for sheet in SHEETS.values() for text in sheet.texts()}
    of_formulas = {text for name in ("bedside", "news2", "catalogue") for text in said_in(ENGINE / f"{name}.py")}
    return of_sheets | of_formulas


def test_every_text_of_a_score_is_translated() -> None:
    catalogue = read_po(CATALOGUE.open("rb"), locale="zh_Hans")
    done = {message.id for message in catalogue if message.id and message.string}
    found = every_text()
    assert {"PE likely: imaging", "low to medium: urgent ward-based review", "systolic pressure"} <= found
    assert sorted(found - done) == []
