"""Every variable that the code reads is in docker/env.example and docs/setup.md, and these name no other."""

import ast
import re
from collections.abc import Iterable

from tests.guards.source import ROOT, Source, sample, sources

READERS = {"text", "secret", "flag", "whole", "listed"}
# Read by Django, by Celery's and Compose's own commands, or by the entry point of the container.
READ_ELSEWHERE = {"DJANGO_SETTINGS_MODULE"}


def read_by(found: Iterable[Source]) -> set[str]:
    """Names given to `config.env`; a secret may also come from the file that NAME_FILE points to."""
    names = set()
    for source in found:
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and (reader := _reader(node.func)):
                name = ast.literal_eval(node.args[0])
                names |= {name, f"{name}_FILE"} if reader == "secret" else {name}
    return names


def _reader(function: ast.expr) -> str:
    is_env = isinstance(function, ast.Attribute) and ast.unparse(function.value) == "env"
    return function.attr if is_env and isinstance(function, ast.Attribute) and function.attr in READERS else ""


def past_the_reader(found: Iterable[Source]) -> list[str]:
    """Modules that read the environment on their own, where a bad value would not stop the start."""
    return [
        f"{source.module}:{node.lineno}"
        for source in found
        for node in ast.walk(source.tree)
        if source.module not in ("config.env", "config.settings.test")
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ("os.environ", "os.getenv")
        if "setdefault('DJANGO_SETTINGS_MODULE'" not in ast.unparse(source.tree)
    ]


def in_example(text: str) -> set[str]:
    return set(re.findall(r"^#? ?([A-Z][A-Z0-9_]+)=", text, re.MULTILINE))


def in_setup(text: str) -> set[str]:
    """Names in the first column of a table."""
    return {name for row in re.findall(r"^\|([^|]+)\|", text, re.MULTILINE) for name in re.findall(r"`([A-Z_]+)`", row)}


def test_the_example_file_lists_every_variable_and_no_other() -> None:
    listed = in_example((ROOT / "docker/env.example").read_text(encoding="utf-8"))
    read = read_by(sources()) | READ_ELSEWHERE
    assert (read - listed, listed - read) == (set(), set())


def test_the_setup_page_explains_every_variable_and_no_other() -> None:
    explained = in_setup((ROOT / "docs/setup.md").read_text(encoding="utf-8"))
    read = read_by(sources()) | READ_ELSEWHERE
    assert (read - explained, explained - read) == (set(), set())


def test_the_example_file_holds_no_secret() -> None:
    text = (ROOT / "docker/env.example").read_text(encoding="utf-8")
    read = read_by(sources())
    secrets = {name for name in read if f"{name}_FILE" in read}
    assert not re.findall(rf"^(?:{'|'.join(secrets)})=\S+", text, re.MULTILINE)


def test_the_environment_is_read_in_one_place() -> None:
    assert past_the_reader(sources()) == []


def test_a_variable_is_found_in_code_example_and_table() -> None:
    code = "A = env.text('ANAMNESIS_A')\nB = env.secret('ANAMNESIS_B')\nC = other.text('ANAMNESIS_C')"
    assert read_by([sample("config.settings.x", code)]) == {"ANAMNESIS_A", "ANAMNESIS_B", "ANAMNESIS_B_FILE"}
    assert in_example("# about\nANAMNESIS_A=\n# ANAMNESIS_B=5\n") == {"ANAMNESIS_A", "ANAMNESIS_B"}
    assert in_setup("| `ANAMNESIS_A`, `ANAMNESIS_B` | text `NOT_THIS` |\n") == {"ANAMNESIS_A", "ANAMNESIS_B"}
    assert past_the_reader([sample("records.keys", "import os\nx = os.environ['HOME']")])
