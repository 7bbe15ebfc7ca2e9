"""Labelled visits are read alike, whichever folder they come from."""

import json
from pathlib import Path

import pytest

from assistant.engine import visits


def folder(tmp_path: Path, *rows: dict[str, str]) -> Path:
    (tmp_path / "dev.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return tmp_path


def test_sections_and_whole_notes_get_the_same_fields(tmp_path: Path) -> None:
    one = {"id": "1", "dialogue": "Doctor: Hi.", "section_header": "CC", "section_text": "Pain."}
    two = {"encounter_id": "D1", "dialogue": "[doctor] hi", "note": "PLAN"}
    found = visits.summaries(folder(tmp_path, one, two), "dev")
    assert [(row["id"], row["section"], row["summary"]) for row in found] == [
        ("1", "CC", "Pain."),
        ("D1", "full_note", "PLAN"),
    ]
    assert {row["kind"] for row in found} == {"dialogue"}


def test_whole_notes_have_no_section_to_measure(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="section_header"):
        visits.sections(folder(tmp_path, {"encounter_id": "D1", "dialogue": "x", "note": "y"}), "dev")


def test_a_missing_split_and_a_bad_line_are_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        visits.summaries(tmp_path, "dev")
    with pytest.raises(ValueError, match="line 1"):
        visits.summaries(folder(tmp_path, {"id": "1", "text": "no visit"}), "dev")
