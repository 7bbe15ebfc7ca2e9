"""What does not agree is shown, not settled."""

import pytest

from assistant.engine.types import Status
from records.engine.rows import NoteRow
from tests.assistant.engine.mind.asking import ask
from tests.assistant.engine.mind.charts import empty, marta, on, value


@pytest.mark.parametrize(
    "question", ["current medications", "allergies", "Is she taking amoxicillin?", "allergic to penicillin?"]
)
def test_an_order_against_an_allergy_is_shown_with_both_sources(question: str) -> None:
    reply = ask(question)
    conflict = next(s for s in reply.sentences if s.text.startswith("Conflict"))
    assert {c.ref for c in conflict.citations} == {"a1", "m1"}


def test_a_past_order_is_no_conflict() -> None:
    tools = marta()
    tools.medicines = [m for m in tools.medicines if m.ref != "m1"]
    assert "Conflict" not in ask("current medications", tools).text


def test_two_current_doses_are_both_told() -> None:
    reply = ask("dose of atorvastatin")
    assert "different doses" in reply.text
    assert {"m2", "m3"} <= {c.ref for c in reply.citations}


def test_two_results_of_the_same_moment_are_both_told() -> None:
    tools = empty()
    tools.observed = [
        value("2823-3", "Potassium", "2024-01-05T08:00:00Z", 4.4, "mmol/L"),
        value("2823-3", "Potassium", "2024-01-05T08:00:00Z", 6.1, "mmol/L"),
    ]
    reply = ask("latest potassium", tools)
    assert reply.holds("4.4")
    assert reply.holds("6.1")


def test_of_two_results_of_a_day_the_later_is_the_answer_and_the_other_unfolds() -> None:
    tools = empty()
    tools.observed = [
        value("2823-3", "Potassium", "2024-01-05T18:00:00Z", 4.4, "mmol/L"),
        value("2823-3", "Potassium", "2024-01-05T08:00:00Z", 6.1, "mmol/L"),
    ]
    reply = ask("latest potassium", tools)
    assert reply.holds("4.4")
    assert not reply.holds("6.1")
    assert any("6.1" in s.text for s in reply.sentences if s.detail)


def test_drugs_of_one_name_with_other_dates_are_asked_back_with_choices() -> None:
    reply = ask("when was metoprolol started")
    assert reply.status is Status.NEEDS_CLARIFICATION
    assert len(reply.finished.choices) == 2
    assert reply.citations == []


@pytest.mark.parametrize(("written", "conflict"), [("born on 30 Aug 1991", True), ("DOB: 08/30/1990", False)])
def test_another_birth_date_in_a_note_is_shown(written: str, conflict: bool) -> None:
    tools = empty()
    tools.written = [
        NoteRow("n", "Letter", "letter", "X", "signed", on("2024-01-01"), f"This man, {written}, came in.")
    ]
    reply = ask("date of birth", tools)
    assert reply.holds("30 Aug 1990")
    assert (written in reply.text) is conflict
