"""Labelled visits: transcripts with the note, or the section of one, that a clinician wrote of them."""

from pathlib import Path
from typing import Any

from records.engine.jsonl import BadLine, open_lines, read_lines

Item = dict[str, Any]
FULL_NOTE = "full_note"


def summaries(folder: Path, split: str) -> list[Item]:
    """`id`, `kind`, `text`, `section` and the wanted `summary`, from a folder with a section a dialogue
    (`section_header`, `section_text`) or a whole note (`note`). Raises FileNotFoundError, ValueError."""
    return [_summary(item) for item in _objects(folder / f"{split}.jsonl")]


def sections(folder: Path, split: str) -> list[Item]:
    """`id`, `text` and the wanted `section`."""
    items = _objects(folder / f"{split}.jsonl")
    if not all("section_header" in item for item in items):
        raise ValueError("these dialogues have no section_header")
    return [{"id": item["id"], "text": item["dialogue"], "section": item["section_header"]} for item in items]


def _summary(item: Item) -> Item:
    return {
        "id": item.get("id", item.get("encounter_id")),
        "kind": "dialogue",
        "text": item["dialogue"],
        "section": item.get("section_header", FULL_NOTE),
        "summary": item["section_text"] if "section_text" in item else item["note"],
    }


def _objects(path: Path) -> list[Item]:
    if not path.is_file():
        raise FileNotFoundError(f"no {path.name} in this folder")
    found = []
    with open_lines(path) as stream:
        for line in read_lines(stream):
            if isinstance(line, BadLine) or "dialogue" not in line.value:
                raise ValueError(f"line {line.number} of {path.name}: no object with a dialogue")
            found.append(line.value)
    return found
