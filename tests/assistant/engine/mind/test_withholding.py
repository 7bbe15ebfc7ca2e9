"""What no source supports is withheld and counted, whoever composed it."""

import pytest

from assistant.engine.mind import embedded
from assistant.engine.mind.draft import Draft
from assistant.engine.mind.plan import Plan, Topic
from assistant.engine.mind.say import Say
from assistant.engine.types import Citation, Source, Status, Tools
from tests.assistant.engine.mind.asking import ask

ROW = Citation(Source.OBSERVATION, "o1", "Potassium: 5.6 mmol/L, 2 Nov 2024")


def _composes(monkeypatch: pytest.MonkeyPatch, *texts: str) -> None:
    def answer(plan: Plan, tools: Tools, say: Say) -> Draft:
        draft = Draft()
        for text in texts:
            draft.line(text, ROW)
        return draft

    monkeypatch.setitem(embedded._TOPICS, Topic.OBSERVATION, answer)


def test_a_wrong_sentence_is_left_out_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    _composes(monkeypatch, "Potassium: 5.6 mmol/L.", "Potassium: 9.9 mmol/L.")
    reply = ask("latest potassium")
    assert (reply.text, reply.finished.withheld) == ("Potassium: 5.6 mmol/L.", 1)


def test_when_nothing_is_left_the_answer_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    _composes(monkeypatch, "Potassium: 9.9 mmol/L.")
    reply = ask("latest potassium")
    assert reply.status is Status.NOT_IN_RECORD
    assert "not shown" in reply.text


def test_a_drug_that_slipped_in_is_withheld(monkeypatch: pytest.MonkeyPatch) -> None:
    _composes(monkeypatch, "Potassium: 5.6 mmol/L, so stop lisinopril.")
    assert ask("latest potassium").finished.withheld == 1
