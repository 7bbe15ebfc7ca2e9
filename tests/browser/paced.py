"""`manage.py serve` whose answers to questions ending in "slowly" take their time, so that a test can act in the
middle of one: `python -m tests.browser.paced PORT`. Everything else is as a user has it."""

import sys
import time
from collections.abc import Iterator
from dataclasses import replace

import django
from django.core.management import call_command

django.setup()

from assistant.engine.types import Mind, MindInfo, Piece, Question, Tools  # noqa: E402  after the set-up
from assistant.services import answering, minds  # noqa: E402

SLOWLY = "slowly"
PAUSE_SECONDS = 0.6


class Paced:
    """Another mind's answer, with a pause before each piece."""

    def __init__(self, mind: Mind) -> None:
        self._mind = mind

    @property
    def info(self) -> MindInfo:
        return self._mind.info

    def answer(self, question: Question, tools: Tools) -> Iterator[Piece]:
        slow = question.text.endswith(SLOWLY)
        asked = replace(question, text=question.text.removesuffix(SLOWLY).strip())
        for piece in self._mind.answer(asked, tools):
            if slow:
                time.sleep(PAUSE_SECONDS)
            yield piece


if __name__ == "__main__":
    paced = Paced(minds.current_mind())
    setattr(answering, "current_mind", lambda: paced)  # noqa: B010  what the module imported is not its own
    call_command("serve", port=int(sys.argv[1]))
