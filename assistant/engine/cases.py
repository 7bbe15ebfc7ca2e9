"""Labelled cases for the differential: exam cases by part, or complaints with the names to rank among."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assistant.engine.labelled import Item, rows

_PARTS = ("Patient_Actor", "Physical_Examination_Findings", "Test_Results")


def cases(folder: Path, split: str) -> list[Item]:
    """`id`, `text`, `diagnosis` and, for complaints, `candidates`. A case that names its answer is left out."""
    found = rows(folder, split)
    if found and "label" in found[0]:
        names = sorted({str(row["label"]) for row in found})
        return [
            {"id": str(row["id"]), "text": row["text"], "diagnosis": row["label"], "candidates": names} for row in found
        ]
    told = [
        {"id": row["id"], "text": _told(row), "diagnosis": row["Correct_Diagnosis"]}
        if "Correct_Diagnosis" in row
        else row
        for row in found
    ]
    return [row for row in told if _folded(row["diagnosis"]) not in _folded(row["text"])]


def _told(row: Mapping[str, Any]) -> str:
    """Everything that a clinician would know before the diagnosis."""
    return ". ".join(_plain(row[part]) for part in _PARTS if row.get(part))


def _plain(value: object) -> str:
    if isinstance(value, dict):
        filled = ((key, inner) for key, inner in value.items() if inner not in ("", None, {}))
        return ". ".join(f"{key.replace('_', ' ')}: {_plain(inner)}" for key, inner in filled)
    if isinstance(value, list):
        return ", ".join(map(_plain, value))
    return str(value)


def _folded(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.lower())
