"""`manage.py serve` whose answers to questions ending in "slowly" take their time, and stand still after their first
sentence while a test holds them, so that it can act in the middle of one: `python -m tests.browser.paced PORT`.
Everything else is as a user has it."""

import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

django.setup()

from assistant.engine.types import Mind, MindInfo, Piece, Question, Sentence, Tools  # noqa: E402  after the set-up
from assistant.job_kinds import ANSWER  # noqa: E402
from assistant.services import answering, minds  # noqa: E402
from triage.models import Job, JobState  # noqa: E402

SLOWLY = "slowly"
PAUSE_SECONDS = 0.2
PATIENCE_SECONDS = 120
HOLD = "hold-answers"  # a file in the data folder, put there by the fixture `held`


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
        told = False
        for piece in self._mind.answer(asked, tools):
            if slow:
                _wait(held=told)
            told = told or isinstance(piece, Sentence)
            yield piece


def _wait(held: bool) -> None:
    """`held`: also until the test lets go, or the clinician stops an answer."""
    time.sleep(PAUSE_SECONDS)
    give_up = time.monotonic() + PATIENCE_SECONDS
    stopped = Job.objects.filter(kind=ANSWER, state=JobState.RUNNING, cancel_requested=True)
    hold = Path(settings.ANAMNESIS_DATA) / HOLD
    while held and hold.exists() and time.monotonic() < give_up and not stopped.exists():
        time.sleep(PAUSE_SECONDS)


if __name__ == "__main__":
    paced = Paced(minds.current_mind())
    setattr(answering, "current_mind", lambda: paced)  # noqa: B010  what the module imported is not its own
    call_command("serve", port=int(sys.argv[1]))
