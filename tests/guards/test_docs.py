"""What the documents say about the code is so: links, files, commands, columns."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands
from django.db.models import Field

from records.fields import EncryptedField
from tests.guards.source import ROOT, sources
from tests.guards.test_settings_documented import read_by

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "knowledge").glob("*.md")])
every_document = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
FOLDERS = (*"records triage assistant config tests docker docs weights training bench knowledge".split(), ".ci")
VARIABLES = read_by(sources())
OUR_COMMANDS = {name for name, app in get_commands().items() if app in ("records", "triage", "assistant", "config")}
# Columns that safety.md describes in words for all tables at once.
DESCRIBED_ONCE = {"id", "source_system", "version", "source_updated", "withheld", "created_at", "updated_at"}
NOT_ABOUT_A_PERSON = {"User", "LiteratureDocument", "AuditHead"}


def anchors(text: str) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


def broken_links(path: Path, text: str) -> list[str]:
    found = []
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        name, _, anchor = link.partition("#")
        target = (path.parent / name) if name else path
        if link.startswith(("https://", "mailto:")):
            continue
        if not target.exists() or (anchor and anchor not in anchors(target.read_text(encoding="utf-8"))):
            found.append(link)
    return found


def missing_files(text: str) -> list[str]:
    """Names in backticks that look like a path from the root of the repository."""
    names = re.findall(rf"`((?:{'|'.join(map(re.escape, FOLDERS))})/[\w./-]*)`", text)
    return [name for name in names if not (ROOT / name).exists()]


def missing_modules(text: str) -> list[str]:
    """Of `python -m …` and of names in backticks."""
    names = re.findall(r"(?:python -m |`)((?:bench|training|tests)(?:\.\w+)+)", text)
    paths = {name: ROOT / name.replace(".", "/") for name in names}
    return [name for name, path in paths.items() if not (path.with_suffix(".py").exists() or path.is_dir())]


def unknown_targets(text: str) -> list[str]:
    """Of `make …` in backticks or as a line of a listing."""
    made = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    return [name for name in re.findall(r"(?:`|^ *)make ([a-z]+)", text, re.MULTILINE) if name not in made]


def unknown_variables(text: str) -> list[str]:
    return [name for name in re.findall(r"\bANAMNESIS_[A-Z_]+\b", text) if name not in VARIABLES]


def unknown_commands(text: str) -> list[str]:
    return [name for name in re.findall(r"manage\.py ([a-z_]+)", text) if name not in get_commands()]


def plain_columns(model_name: str) -> set[str]:
    model = next(model for model in apps.get_models() if model.__name__ == model_name)
    return {field.name for field in model._meta.concrete_fields if _is_told(field)}


def _is_told(field: Field) -> bool:  # type: ignore[type-arg]
    is_look_up = field.name.endswith("_key") or field.name == "key"
    return not (isinstance(field, EncryptedField) or field.is_relation or is_look_up or field.name in DESCRIBED_ONCE)


def told_columns(text: str) -> dict[str, set[str]]:
    table = text[text.index("| Table | Plain columns |") :].split("\n\n")[0]
    return {row.split("|")[1].strip(): set(re.findall(r"`(\w+)`", row)) for row in table.splitlines()[2:]}


@every_document
def test_links_lead_somewhere(path: Path) -> None:
    assert broken_links(path, path.read_text(encoding="utf-8")) == []


@every_document
def test_files_and_commands_that_are_named_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert missing_files(text) == []
    assert unknown_commands(text) == []
    assert missing_modules(text) == []
    assert unknown_targets(text) == []
    assert unknown_variables(text) == []


def test_safety_names_exactly_the_plain_columns_of_each_table() -> None:
    ours = [model for label in ("records", "triage", "assistant") for model in apps.get_app_config(label).get_models()]
    names = {model.__name__ for model in ours} - NOT_ABOUT_A_PERSON
    expected = {name: plain_columns(name) - {"patient_id", "whole"} for name in names}
    told = told_columns((ROOT / "docs/safety.md").read_text(encoding="utf-8"))
    assert told == {name: columns for name, columns in expected.items() if columns}


def test_every_command_of_ours_is_in_the_documents() -> None:
    text = "".join(
        (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "docs/setup.md", "docs/operations.md")
    )
    assert {name for name in OUR_COMMANDS if name not in text} == set()


def test_every_decision_is_listed_in_order() -> None:
    folder = ROOT / "docs/decisions"
    listed = re.findall(r"\((\d{4}-[\w-]+\.md)\)", (folder / "README.md").read_text(encoding="utf-8"))
    assert listed == sorted(path.name for path in folder.glob("0*.md"))


def test_the_makefile_explains_every_target_that_people_use() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", text, re.MULTILINE)
    assert phony is not None
    assert set(phony[1].split()) == set(re.findall(r"^(\w+):.*## \w", text, re.MULTILINE))


def test_a_wrong_document_is_found() -> None:
    here = ROOT / "docs/index.md"
    assert broken_links(here, "[x](gone.md) [y](setup.md#nowhere) [z](setup.md)") == ["gone.md", "setup.md#nowhere"]
    assert missing_files("see `records/gone.py` and `records/access.py`") == ["records/gone.py"]
    assert unknown_commands("run manage.py teleport, or manage.py migrate") == ["teleport"]
    assert missing_modules("`bench.gone`, python -m training.gone, python -m bench.chat") == [
        "bench.gone",
        "training.gone",
    ]
    assert unknown_targets("`make coffee`, then `make test`") == ["coffee"]
    assert unknown_variables("set ANAMNESIS_NOTHING and ANAMNESIS_DATA") == ["ANAMNESIS_NOTHING"]
