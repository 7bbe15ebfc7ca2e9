"""Knowledge that has become old, or cannot be read, is a system check's message: by a clock that stands still."""

from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.triage.engine.knowledge.writing import write
from triage import checks
from triage.engine.knowledge.types import Review


class Book:
    review = Review(date(2027, 1, 1))


@pytest.fixture(autouse=True)
def _one_entry(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ANAMNESIS_KNOWLEDGE = write(tmp_path)
    monkeypatch.setattr(checks, "load_drugs", lambda folder: Book)


def told(monkeypatch: pytest.MonkeyPatch, today: date) -> list[tuple[str, str]]:
    monkeypatch.setattr("triage.checks.timezone.localdate", lambda: today)
    return [(one.id or "", one.msg) for one in checks.knowledge_is_current(None)]


def test_nothing_is_said_while_the_entries_are_young(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(monkeypatch, date(2028, 1, 1)) == []


def test_what_is_due_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    [(name, said)] = told(monkeypatch, date(2028, 1, 3))
    assert name == "anamnesis.W002"
    assert "general.yaml, pericarditis." in said
    assert "drugs" in told(monkeypatch, date(2029, 1, 3))[0][1]


def test_a_file_that_breaks_a_rule_is_an_error(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in settings.ANAMNESIS_KNOWLEDGE.glob("conditions/*/*.yaml"):
        path.write_text("id: [")
    [(name, said)] = told(monkeypatch, date(2026, 2, 1))
    assert name == "anamnesis.E003"
    assert "not readable" in said
