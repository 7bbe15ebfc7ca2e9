"""Which sentence of which note answers, and when none does?"""

from collections.abc import Sequence

import pytest

from assistant.engine.mind.everyday import Heard
from assistant.engine.types import Match, Status
from tests.assistant.engine.mind.asking import ask
from tests.assistant.engine.mind.test_denials import wrote
from tests.fakes.tools import FakeTools


def told() -> FakeTools:
    return wrote(
        ("2023-03-01", "Her mum broke a hip at 80. She herself walks two miles a day."),
        ("2024-01-05", "Tripped over the mat last week, no injury."),
        ("2024-02-06", "Plan: less salt. Wife phones on Monday."),
    )


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What did the last note say?", "less salt"),
        ("What did the first progress note say?", "broke a hip"),
        ("What happened on 2024-01-05?", "Tripped"),
        ("Who in the family broke a hip?", "mum"),
    ],
)
def test_the_note_that_is_meant_is_quoted(question: str, answer: str) -> None:
    assert answer in ask(question, told()).text


def test_a_specialty_that_wrote_nothing_has_said_nothing() -> None:
    assert ask("What did cardiology say?", told()).status is Status.NOT_IN_RECORD


def test_a_rise_without_a_told_reason_is_not_answered_by_the_values() -> None:
    reply = ask("Why did the potassium go up?")
    assert reply.status is Status.NOT_IN_RECORD
    assert any(s.detail for s in reply.sentences)


def test_a_relative_is_asked_about_and_not_another_patient() -> None:
    assert ask("Who else in the family takes warfarin?", told()).status is not Status.REFUSED


def test_only_the_nearest_sentences_of_a_very_large_chart_are_compared_in_meaning() -> None:
    walks = [f"She walks {n} miles and likes it. Her knee is fine. She walks with a stick." for n in range(2, 700)]
    tools = wrote(*((f"2019-01-{1 + i % 28:02d}", text) for i, text in enumerate(walks)))
    compared: list[int] = []

    def near(question: str, texts: Sequence[str]) -> list[Match]:
        compared.append(len(texts))
        return [Match(0.5, 0.0)] * len(texts)

    tools.matches = near  # type: ignore[method-assign]
    ask("How far does she walk?", tools)
    assert 0 < max(compared) <= 48


def answering(answer: str) -> FakeTools:
    """Notes among whose sentences only `answer` is read as one."""
    tools = wrote(
        ("2023-03-01", "She moved in with her brother. Drives a tram and likes the early shift."),
        ("2024-01-05", "No shift was missed through work."),
    )
    tools.matches = lambda question, texts: [  # type: ignore[method-assign]
        Match(0.3, 4.0 if answer and answer in text else -2.0) for text in texts
    ]
    return tools


def test_what_is_read_as_an_answer_is_quoted_before_what_shares_more_words() -> None:
    assert "tram" in ask("What work does she do?", answering("tram")).citations[0].quote


def test_without_common_words_only_what_is_read_as_an_answer_is_one() -> None:
    assert ask("How does she earn a living?", answering("tram")).status is Status.ANSWERED
    assert ask("How does she earn a living?", answering("")).status is Status.NOT_IN_RECORD


@pytest.mark.parametrize(
    ("asked", "noted", "spoken"),
    [("walking", "walks", True), ("metoprolol", "metoprolal", True), ("living", "giving", False)],
)
def test_forms_of_a_word_and_slips_in_long_words_are_heard(asked: str, noted: str, spoken: bool) -> None:
    assert Heard((noted,)).speaks_of(((asked,),)) is spoken
