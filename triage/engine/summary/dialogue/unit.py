"""One thing that was said, with the wordings that it could take in a note."""

from dataclasses import dataclass

from triage.engine.summary.dialogue.turns import Role
from triage.engine.types import Span


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that was said. `wordings` are alternatives of one meaning, all resting on `sources`;
    `said` is the sentence or the answer; `asked` the question before it, if any. `origin` is
    statement, question, yes, no or open (an open question's answer)."""

    wordings: tuple[str, ...]
    sources: tuple[Span, ...]
    role: Role
    origin: str
    said: str
    asked: str
    turn: int
    chat: bool
