"""A mind that says what it is told, and can wait in the middle."""

from collections.abc import Callable, Iterator

from assistant.engine.types import (
    Citation,
    Finished,
    MindInfo,
    Piece,
    Progress,
    Question,
    Sentence,
    Source,
    Status,
    Tools,
)


class ScriptedMind:
    """Yields `pieces`; `before_each` is called with the number of each piece before it is yielded."""

    info = MindInfo("scripted", "1")

    def __init__(self, *pieces: Piece, before_each: Callable[[int], None] | None = None) -> None:
        self.pieces = pieces
        self.before_each = before_each
        self.asked: list[Question] = []

    def answer(self, question: Question, tools: Tools) -> Iterator[Piece]:
        self.asked.append(question)
        for number, piece in enumerate(self.pieces):
            if self.before_each:
                self.before_each(number)
            yield piece


def look_up_answer(text: str = "Potassium is 5.6 mmol/L, 3 Nov 2026.") -> tuple[Piece, ...]:
    """Progress, one sentence with a chart citation, the end."""
    citation = Citation(Source.OBSERVATION, "obs-1", "Potassium: 5.6 mmol/L, 3 Nov 2026", title="Potassium")
    return (
        Progress("Looking up labs"),
        Sentence(text, (citation,)),
        Finished(Status.ANSWERED, "from the record, no model used"),
    )
