"""What a note says is absent is told as absent."""

import pytest

from assistant.engine.mind.negation import is_denied
from assistant.engine.mind.text import tokens
from assistant.engine.types import Status
from records.engine.rows import NoteRow
from tests.assistant.engine.mind.asking import ask
from tests.assistant.engine.mind.charts import empty, on
from tests.fakes.tools import FakeTools


def wrote(*notes: tuple[str, str]) -> FakeTools:
    tools = empty()
    tools.written = [
        NoteRow(f"n{i}", "Progress note", "progress", "Dr. Ada Lund", "signed", on(day), text)
        for i, (day, text) in enumerate(notes)
    ]
    return tools


@pytest.mark.parametrize(
    "text",
    ["He denies chest pain.", "No fever, cough or chest pain.", "Chest pain was ruled out.", "Without any chest pain."],
)
def test_a_denial_is_seen_before_and_after_the_finding(text: str) -> None:
    assert is_denied(text, (tokens("chest pain"),))


@pytest.mark.parametrize(
    "text",
    [
        "Chest pain since Monday.",
        "No fever but chest pain.",
        "Interpreter: no, chest pain is told in English.",
        "No cough. Chest pain on stairs.",
        "All quiet today.",
    ],
)
def test_a_mention_beside_another_denial_is_none(text: str) -> None:
    assert not is_denied(text, (tokens("chest pain"),))


def test_a_denied_finding_is_quoted_and_called_denied() -> None:
    reply = ask("does he have chest pain?", wrote(("2024-02-01", "Seen at noon. He denies chest pain.")))
    assert reply.status is Status.ANSWERED
    assert "denied" in reply.text.lower()
    assert "yes" not in reply.text.lower()
    assert "He denies chest pain." in reply.citations[0].quote


def test_notes_that_do_not_agree_are_both_shown_newest_first() -> None:
    tools = wrote(("2024-02-01", "He has chest pain."), ("2024-03-01", "No chest pain now."))
    reply = ask("does he have chest pain?", tools)
    assert "do not agree" in reply.text
    assert [c.date.text for c in reply.citations if c.date] == ["2024-03-01", "2024-02-01"]
