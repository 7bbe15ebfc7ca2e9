"""Two people, drugs, visits or problems fit and the answers differ: the mind asks which one, and takes the choice."""

import pytest

from assistant.engine.types import Status
from records.engine.rows import NoteRow, PatientFacts
from tests.assistant.engine.mind.asking import Reply, ask
from tests.assistant.engine.mind.charts import marta, on
from tests.fakes.tools import FakeTools

FAMILY = (
    "FAMILY HISTORY\nHer older sister Ruth has rheumatoid arthritis. Her younger sister Anna had breast cancer at 44,"
    " treated by mastectomy. Mother is alive with glaucoma. A paternal uncle had colon cancer, a maternal uncle died in"
    " the war."
)
SONS = "SOCIAL\nShe has two sons; one son has asthma, the other son has epilepsy. Her daughter is well."
LATER = "Her mother came along. Ruth's joints are worse. She sleeps well."


def family(*texts: str) -> FakeTools:
    days = ("2024-03-01", "2024-04-02", "2024-05-03")
    rows = [
        NoteRow(f"n{i}", "Progress note", "progress", "Dr. Ines Okafor", "signed", on(days[i]), text)
        for i, text in enumerate(texts or (FAMILY, SONS, LATER))
    ]
    return FakeTools(person=PatientFacts("ida", "Ida Holm", "female", on("1960-01-02")), written=rows)


@pytest.mark.parametrize(
    ("question", "choices"),
    [
        ("What did her sister have?", ("older sister Ruth", "younger sister Anna")),
        ("what is wrong with her sister", ("older sister Ruth", "younger sister Anna")),
        ("What illness does her son have?", ("one son", "the other son")),
        ("And the uncle, what happened to him?", ("paternal uncle", "maternal uncle")),
    ],
)
def test_of_two_relatives_it_asks_which_one(question: str, choices: tuple[str, ...]) -> None:
    reply = ask(question, family())
    assert reply.status is Status.NEEDS_CLARIFICATION
    assert reply.finished.choices == choices


@pytest.mark.parametrize(
    ("question", "choice", "expected", "other"),
    [
        ("What did her sister have?", "the younger one", "breast cancer", "arthritis"),
        ("What did her sister have?", "I mean the older sister", "rheumatoid arthritis", "breast"),
        ("What did her sister have?", "Anna", "breast cancer", "arthritis"),
        ("What did her sister have?", "the first one", "rheumatoid arthritis", "breast"),
        ("What did her sister have?", "younger sister Anna", "breast cancer", "arthritis"),
        ("What illness does her son have?", "the other one", "epilepsy", "asthma"),
        ("What illness did the uncle have?", "on the father's side", "colon cancer", "war"),
    ],
)
def test_a_choice_among_relatives_is_answered(question: str, choice: str, expected: str, other: str) -> None:
    reply = ask(choice, family(), history=[question])
    assert reply.status is Status.ANSWERED
    assert expected in reply.text
    assert other not in reply.text


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What does her younger sister have?", ["breast cancer"]),
        ("Which sister had breast cancer?", ["Anna"]),
        ("What do her sisters have?", ["rheumatoid arthritis", "breast cancer"]),
        ("Did her sister have breast cancer?", ["breast cancer"]),
        ("Who had a mastectomy, her sister?", ["Anna"]),
        ("What did her mother have?", ["glaucoma"]),
        ("How is her daughter?", ["well"]),
    ],
)
def test_it_does_not_ask_where_one_is_named_or_the_question_tells(question: str, expected: list[str]) -> None:
    reply = ask(question, family())
    assert reply.status is Status.ANSWERED
    assert all(words in reply.text for words in expected)


def test_one_sister_in_two_notes_is_one_sister() -> None:
    told = family(
        "Her sister has lupus. No pets.", "Sister Ruth with lupus moved in.", "Her older sister helps with meals."
    )
    assert ask("What does her sister have?", told).status is Status.ANSWERED


def visit(choice: str, first: str = "What did the visit in March say?") -> Reply:
    return ask(choice, marta(), history=[first])


@pytest.mark.parametrize("choice", ["the one for back pain", "19 March", "the later one", "the second", "the last one"])
def test_a_choice_among_visits_is_answered(choice: str) -> None:
    reply = visit(choice)
    assert reply.status is Status.ANSWERED
    assert "19 Mar 2024" in reply.text
    assert "Dizziness" not in reply.text


def test_a_choice_that_leaves_two_is_asked_again_and_can_be_narrowed_again() -> None:
    first = "What happened at the visit in 2024?"
    assert ask(first).status is Status.NEEDS_CLARIFICATION
    narrowed = visit("the March one", first)
    assert narrowed.status is Status.NEEDS_CLARIFICATION
    assert len(narrowed.finished.choices) == 2
    last = ask("the emergency one", marta(), history=[first, "the March one"])
    assert last.status is Status.ANSWERED
    assert "Dizziness" in last.text
    assert "Back pain" not in last.text


@pytest.mark.parametrize(
    ("choice", "day"),
    [
        ("the succinate one", "30 Jun 2021"),
        ("the tartrate", "11 Feb 2019"),
        ("the 25 mg one", "11 Feb 2019"),
        ("the newer one", "30 Jun 2021"),
        ("metoprolol tartrate 25 MG Oral Tablet", "11 Feb 2019"),
    ],
)
def test_a_choice_among_drugs_is_answered(choice: str, day: str) -> None:
    reply = ask(choice, marta(), history=["When was metoprolol started?"])
    assert reply.status is Status.ANSWERED
    assert day in reply.text


@pytest.mark.parametrize(
    ("choice", "day"), [("the ankle", "6 Feb 1994"), ("forearm", "22 Jul 2009"), ("the earlier one", "6 Feb 1994")]
)
def test_a_choice_among_problems_is_answered(choice: str, day: str) -> None:
    reply = ask(choice, marta(), history=["When was the fracture diagnosed?"])
    assert reply.status is Status.ANSWERED
    assert day in reply.text


def test_what_was_chosen_is_still_meant_by_the_question_after_it() -> None:
    reply = ask("And when was it stopped?", marta(), history=["When was metoprolol started?", "the tartrate"])
    assert "30 Jun 2021" in reply.text
    assert "succinate" not in reply.text


def test_a_new_question_after_an_unclear_one_is_no_choice() -> None:
    reply = ask("latest sodium", marta(), history=["When was metoprolol started?"])
    assert reply.status is Status.ANSWERED
    assert reply.holds("138")
