"""Does `predict entities` answer with marks and, for clinical text, their context?"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.marking import marking
from tests.records.commands.running import Ran, run
from triage.services import extraction


@pytest.fixture(autouse=True)
def _told(monkeypatch: pytest.MonkeyPatch) -> None:
    found = marking({"aspirin": 1, "fever": 3})
    monkeypatch.setattr(extraction, "recogniser", lambda schema: found)


def predicted(folder: Path, lines: str, *more: str) -> tuple[Ran, list[dict[str, Any]]]:
    source, target = folder / "in.jsonl", folder / "out.jsonl"
    source.write_text(lines, encoding="utf-8")
    ran = run("predict", "entities", source, target, *more)
    return ran, [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]


def test_clinical_marks_come_with_their_context(tmp_path: Path) -> None:
    ran, (found,) = predicted(tmp_path, '{"id": 1, "text": "Denies fever, takes aspirin."}\n')
    fever, aspirin = found["entities"]
    assert ran.status == 0
    assert (fever["start"], fever["end"], fever["text"], fever["label"]) == (7, 12, "fever", "Sign")
    assert (fever["negated"], aspirin["negated"]) == (True, False)
    assert (aspirin["temporality"], aspirin["experiencer"]) == ("recent", "patient")


def test_literature_marks_have_no_context(tmp_path: Path) -> None:
    _ran, (found,) = predicted(tmp_path, '{"id": 1, "text": "No fever"}\n', "--schema", "literature")
    assert set(found["entities"][0]) == {"start", "end", "label", "text", "score"}


def test_odd_lines_stop_nothing(tmp_path: Path) -> None:
    texts = ["", "\x00", "🫀🩺", "ألم", "?!.,;:", "x" * 20_000, "fever " * 5_000, "fever"]
    lines = "".join(json.dumps({"id": n, "text": text}) + "\n" for n, text in enumerate(texts))
    ran, found = predicted(tmp_path, lines + '{"id": "no text"}\n')
    assert ran.status == 1
    assert [len(item["entities"]) for item in found[:-1]] == [0, 0, 0, 0, 0, 0, 5_000, 1]
    assert found[-1] == {"id": "no text", "error": "missing or not a text: text"}
