"""What is new since the last visit is told from the rows, each with its source."""

from dataclasses import replace

import pytest

from assistant.engine.types import Status
from records.engine.rows import ConditionRow, EncounterRow, MedicationRow
from tests.assistant.engine.mind.asking import Reply, ask
from tests.assistant.engine.mind.charts import marta, on

QUESTION = "What changed since the last visit?"


def told(question: str = QUESTION, *, visit: str = "2025-03-01", status: str = "finished") -> Reply:
    tools = marta()
    tools.visits = [
        EncounterRow("v1", "Office visit", "AMB", "finished", on("2025-01-10")),
        EncounterRow("v2", "Office visit", "AMB", status, on(visit)),
    ]
    tools.problems = [
        *(replace(row, onset=on("2010-01-01"), recorded=None, abated=None) for row in tools.problems),
        ConditionRow("n1", "Gout", "", "active", "confirmed", onset=on("2025-03-20")),
    ]
    tools.medicines = [
        *(replace(row, authored=on("2010-01-01"), ended=None) for row in tools.medicines),
        MedicationRow("n2", "Allopurinol 100 mg tablet", "", "active", authored=on("2025-03-21")),
    ]
    tools.observed, tools.readings, tools.done, tools.vaccines, tools.allergic = [], [], [], [], []
    return ask(question, tools)


@pytest.mark.parametrize(
    "question",
    [
        QUESTION,
        "anything new since I last saw her?",
        "what's new since her last appointment",
        "any changes since last visit",
        "What has changed with her since the last visit?",
    ],
)
def test_new_problems_and_orders_are_told_with_their_rows(question: str) -> None:
    reply = told(question)
    assert "New problem: Gout" in reply.text
    assert "Started: Allopurinol 100 mg tablet" in reply.text
    assert {"v2", "n1", "n2"} == {c.ref for c in reply.citations}


def test_what_is_older_is_not_new() -> None:
    reply = told(visit="2025-04-01")
    assert reply.text.startswith("Since the last visit (Office visit, 1 Apr 2025) there is no new problem")
    assert reply.status is Status.ANSWERED


def test_a_visit_to_come_is_not_the_last_one() -> None:
    assert "New problem: Gout" in told(visit="2025-04-01", status="planned").text


@pytest.mark.parametrize("question", ["Any new symptoms since the last visit?", "change in weight since last visit"])
def test_what_asks_for_one_thing_is_not_answered_by_all_that_is_new(question: str) -> None:
    assert "On record since the last visit" not in told(question).text
