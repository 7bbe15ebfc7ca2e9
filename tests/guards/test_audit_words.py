"""What an audit line is about is told to the privacy officer in words, not by the name of a class."""

import ast
from collections.abc import Iterator

from records.words import THINGS
from tests.guards.source import sources


def named(tree: ast.Module) -> Iterator[str]:
    """`object_type="Note"`, and `chart.note(Action.READ, "Note")`."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        given = [each.value for each in call.keywords if each.arg == "object_type"]
        if len(call.args) > 1 and "Action." in ast.unparse(call.args[0]):
            given.append(call.args[1])
        yield from (each.value for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str))


def test_everything_that_an_audit_line_is_about_has_a_word() -> None:
    found = {name for source in sources() for name in named(source.tree) if name}
    assert "Patient" in found
    assert found - set(THINGS) == set()
