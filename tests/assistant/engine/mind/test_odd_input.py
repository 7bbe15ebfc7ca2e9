"""Whatever is typed, there is one honest end and no exception."""

import pytest

from assistant.engine.types import Finished, Source, Status
from tests.assistant.engine.mind.asking import ask
from tests.assistant.engine.mind.charts import empty, marta

ODD = ["", "   ", "?", "???", "\x00\x00", "🙂🙂", "مرحبا كيف الحال", "\u202epotassium", "%s %d {name}", "((((", "a" * 50_000, "potassium " * 5_000, "1 2 3", "。。。", "and before that?", "why?", "-", "\n\n\t"]  # fmt: skip  # noqa: E501


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_text_ends_in_one_finished_piece(text: str) -> None:
    for tools in (marta(), empty()):
        reply = ask(text, tools)
        assert sum(isinstance(p, Finished) for p in reply.pieces) == 1


@pytest.mark.parametrize("text", ["", "?", "why?", "and before that?"])
def test_a_question_about_nothing_is_asked_back(text: str) -> None:
    assert ask(text).status is Status.NEEDS_CLARIFICATION


QUESTIONS = ["latest potassium", "labs", "vitals", "current meds", "allergies", "problems", "procedures", "vaccines", "last visit", "does he smoke", "reports", "summarize the chart", "abnormal labs", "average sodium", "why is he on aspirin"]  # fmt: skip  # noqa: E501


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_empty_chart_never_answers(question: str) -> None:
    assert ask(question, empty()).status is Status.NOT_IN_RECORD


def test_a_refused_question_touches_nothing_but_the_name() -> None:
    tools = marta()
    ask("What is John Smith's potassium?", tools)
    assert set(tools.asked) == {"patient"}


def test_a_plain_lab_question_reads_only_measurements() -> None:
    tools = marta()
    ask("latest potassium", tools)
    assert set(tools.asked) == {"patient", "observations"}


def test_no_citation_leads_outside_the_sources_that_exist() -> None:
    for question in QUESTIONS:
        assert {c.source for c in ask(question).citations} <= set(Source)


def test_two_topics_in_one_question_are_both_answered() -> None:
    reply = ask("current medications and allergies")
    assert "Furosemide" in reply.text
    assert "Shellfish" in reply.text


def test_a_correction_of_the_spelling_is_told() -> None:
    assert any("“potasium” as “potassium”" in s.text for s in ask("latest potasium").sentences if s.detail)
