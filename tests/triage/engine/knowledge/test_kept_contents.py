"""What is kept of the knowledge between processes is what the YAML says, or is not used."""

import json
from pathlib import Path

import pytest

from tests.triage.engine.knowledge.writing import CONDITION, write
from triage.engine.knowledge import load_knowledge
from triage.engine.knowledge.reading import read_yaml


def test_the_next_process_reads_no_yaml_and_knows_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, kept = write(tmp_path / "knowledge"), tmp_path / "kept.json"
    first = load_knowledge(folder, kept)
    monkeypatch.setattr("triage.engine.knowledge.loading.read_yaml", _refuse)
    assert load_knowledge(folder, kept) == first == load_knowledge(folder, kept)


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    folder, kept = write(tmp_path / "knowledge"), tmp_path / "kept.json"
    load_knowledge(folder, kept)
    write(tmp_path / "knowledge", condition=CONDITION.replace("Acute pericarditis", "Pericarditis, acute"))
    assert load_knowledge(folder, kept).conditions["pericarditis"].name == "Pericarditis, acute"
    assert load_knowledge(folder, kept).conditions["pericarditis"].name == "Pericarditis, acute"


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"key": "x"}', '{"key": "x", "files": {}}', "\0"])
def test_what_is_broken_is_written_anew(tmp_path: Path, text: str) -> None:
    folder, kept = write(tmp_path / "knowledge"), tmp_path / "kept.json"
    kept.write_text(text, encoding="utf-8")
    known = load_knowledge(folder, kept)
    assert known == load_knowledge(folder)
    assert json.loads(kept.read_text(encoding="utf-8"))["files"]


def test_where_nothing_can_be_written_the_yaml_is_read(tmp_path: Path) -> None:
    folder = write(tmp_path / "knowledge")
    assert load_knowledge(folder, tmp_path / "no such folder" / "kept.json") == load_knowledge(folder)


def test_nothing_is_kept_of_knowledge_that_breaks_a_rule(tmp_path: Path) -> None:
    folder, kept = write(tmp_path / "knowledge", condition=CONDITION.replace("name:", "nam:")), tmp_path / "kept.json"
    with pytest.raises(ValueError, match="nam"):
        load_knowledge(folder, kept)
    assert not kept.exists()


def _refuse(path: Path) -> dict[str, object]:
    raise AssertionError(f"read {path.name} again: {read_yaml(path)}")
