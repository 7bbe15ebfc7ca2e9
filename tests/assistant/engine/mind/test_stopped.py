"""An order that stands while a newer note says that the drug was stopped: both are shown."""

import pytest

from records.engine.rows import NoteRow
from tests.assistant.engine.mind.asking import Reply, ask
from tests.assistant.engine.mind.charts import marta, on


def told(question: str, *notes: tuple[str, str]) -> Reply:
    tools = marta()
    tools.written = [
        NoteRow(f"s{at}", "Progress note", "progress", "Dr. Ines Okafor", "signed", on(day), text)
        for at, (day, text) in enumerate(notes)
    ]
    return ask(question, tools)


@pytest.mark.parametrize("question", ["is she on an ACE inhibitor", "lisinopril dose", "current medications"])
@pytest.mark.parametrize(
    "text",
    [
        "Stopped lisinopril today because of the cough.",
        "Lisinopril 10 mg was stopped.",
        "Cough gone since lisinopril has been discontinued.",
        "She no longer takes lisinopril.",
    ],
)
def test_a_newer_note_that_says_stopped_stands_beside_the_order(question: str, text: str) -> None:
    reply = told(question, ("2024-11-02", text))
    assert "a newer note says otherwise of lisinopril" in reply.text
    assert {"m6", "s0"} <= {c.ref for c in reply.citations}
    assert text in [c.quote for c in reply.citations]


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("2017-11-02", "Stopped lisinopril today."),
        ("2024-11-02", "If the potassium rises, lisinopril is stopped."),
        ("2024-11-02", "Lisinopril was not stopped."),
        ("2024-11-02", "Stopped smoking. Lisinopril as before."),
        ("2024-11-02", "She asks whether lisinopril was stopped."),
    ],
)
def test_an_older_note_and_one_that_does_not_say_so_are_no_conflict(day: str, text: str) -> None:
    assert "otherwise" not in told("lisinopril dose", (day, text)).text


def test_what_was_taken_up_again_since_is_no_conflict() -> None:
    reply = told("lisinopril dose", ("2024-10-02", "Stopped lisinopril."), ("2024-11-02", "Restarted lisinopril."))
    assert "otherwise" not in reply.text
