"""A reaction that a note tells of and the list of allergies does not hold is shown beside the list."""

from dataclasses import replace

import pytest

from records.engine.rows import NoteRow
from tests.assistant.engine.mind.asking import Reply, ask
from tests.assistant.engine.mind.charts import marta, on


def told(question: str, *texts: str, listed: bool = True) -> Reply:
    tools = marta()
    tools.written = [
        NoteRow(f"s{at}", "Progress note", "progress", "Dr. Ines Okafor", "signed", on("2024-11-02"), text)
        for at, text in enumerate(texts)
    ]
    if not listed:
        tools.allergic = [replace(tools.allergic[0], name="No known allergies", none_known=True, reactions=())]
    return ask(question, tools)


BESIDE = "a note tells of a reaction that the list of allergies does not hold"


@pytest.mark.parametrize("question", ["allergies?", "any drug allergies", "is she allergic to lamotrigine"])
@pytest.mark.parametrize(
    "text",
    [
        "Lamotrigine was stopped for a rash in 2019.",
        "She developed hives after taking lamotrigine.",
        "Allergic reaction to lamotrigine as a student.",
        "History of lamotrigine rash.",
        "Rash on the trunk since yesterday, day twelve of lamotrigine, no fever.",
    ],
)
def test_a_reaction_told_in_a_note_stands_beside_the_list(question: str, text: str) -> None:
    reply = told(question, text)
    assert BESIDE in reply.text
    assert text in [c.quote for c in reply.citations]


def test_it_stands_beside_a_recorded_no_known_allergies_too() -> None:
    reply = told("allergies?", "Lamotrigine caused a rash.", listed=False)
    assert "No known allergies" in reply.text
    assert BESIDE in reply.text


@pytest.mark.parametrize(
    "text",
    [
        "Penicillin allergy confirmed.",  # the list holds it
        "No rash with lamotrigine.",
        "A rash with lamotrigine was ruled out.",
        "Her mother had a rash with lamotrigine.",
        "If a rash appears, stop lamotrigine.",
        "Warned of a rash with lamotrigine.",
        "Lamotrigine continued. Rash on the shin from the cat.",
    ],
)
def test_what_is_listed_denied_feared_or_a_relatives_is_not_told(text: str) -> None:
    assert BESIDE not in told("allergies?", text).text


def test_asked_for_one_drug_a_reaction_to_another_is_not_the_answer() -> None:
    assert BESIDE not in told("is she allergic to codeine", "Lamotrigine caused a rash.").text
