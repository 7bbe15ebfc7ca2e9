"""What is asked for advice is not answered by a row that stands beside the point."""

from dataclasses import replace

import pytest

from assistant.engine.mind.advice import asks_advice
from assistant.engine.types import Source, Status
from tests.assistant.engine.mind.asking import ask
from tests.assistant.engine.mind.charts import marta
from tests.fakes.tools import Article


@pytest.mark.parametrize(
    "question",
    [
        "Is it fine to eat grapefruit with atorvastatin?",
        "Should I stop the lisinopril?",
        "Can she take naproxen?",
        "Is naproxen safe with lisinopril?",
        "May the patient drink alcohol with metoprolol?",
    ],
)
def test_advice_is_not_answered_by_a_row(question: str) -> None:
    reply = ask(question)
    assert reply.status is Status.NOT_IN_RECORD
    assert "not decided here" in reply.text
    assert reply.citations == []


def test_literature_that_speaks_of_it_is_quoted() -> None:
    article = Article("l9", "Grapefruit and atorvastatin", "Grapefruit raises the level of atorvastatin. It is sour.")
    reply = ask("Is it fine to eat grapefruit with atorvastatin?", replace(marta(), articles=[article]))
    assert reply.status is Status.ANSWERED
    assert "not decided here" in reply.text
    assert {c.source for c in reply.citations} == {Source.LITERATURE}


@pytest.mark.parametrize(
    "question",
    [
        "Can you give me the latest potassium?",
        "Can I see her medications?",
        "Could I have the last INR?",
        "Is she taking ibuprofen?",
        "Should she come back in two weeks?",
        "Can she walk two miles?",
        "When did she stop ibuprofen?",
        "Is her potassium fine?",
    ],
)
def test_look_ups_are_no_advice(question: str) -> None:
    assert not asks_advice(question)
