"""Ask a made-up chart and look at what came back, as `predict answers` would show it."""

import re
from collections.abc import Iterable, Sequence

from assistant.engine.mind.embedded import EmbeddedMind
from assistant.engine.types import Citation, Finished, Piece, Question, Sentence, Status, Turn
from tests.assistant.engine.mind.charts import TODAY, marta
from tests.fakes.tools import FakeTools


class Reply:
    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self.sentences = [p for p in pieces if isinstance(p, Sentence)]
        self.text = " ".join(s.text for s in self.sentences if not s.detail)
        last = pieces[-1]
        assert isinstance(last, Finished)
        self.finished = last

    @property
    def status(self) -> Status:
        return self.finished.status

    @property
    def citations(self) -> list[Citation]:
        return [c for s in self.sentences if not s.detail for c in s.citations]

    def holds(self, wanted: str | list[str]) -> bool:
        """Numbers count whole: 5.6 is not in 15.6."""
        options = [wanted] if isinstance(wanted, str) else wanted
        return any(_whole(option).search(self.text.lower()) for option in options)


def _whole(text: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w.])" + re.escape(text.lower()) + r"(?![\w]|\.\d)")


def ask(question: str, tools: FakeTools | None = None, history: Iterable[str] = ()) -> Reply:
    turns = tuple(Turn(q) for q in history)
    mind = EmbeddedMind(lambda: TODAY)
    return Reply(list(mind.answer(Question(question, turns), tools or marta())))
