"""The tasks of `manage.py predict`. A new task is one line here.

A task is opened once, with its options, before anything is read; that gives a function of a list of input
objects (a chunk of the file, so that models can batch), which answers each in order. It raises for what it
cannot answer: the chunk is then asked again in halves, so that only the bad object fails. `each` makes such a
task of a function of one object.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from assistant.services import batch_answers
from records.access import Actor
from records.services.accounts import acting_user
from triage.services import (
    batch_context,
    batch_differential,
    batch_entities,
    batch_summary,
    deidentification,
    extraction,
    statements,
)

Item = dict[str, Any]
Answerer = Callable[[Sequence[Item]], Sequence[Item]]


@dataclass(frozen=True)
class Asked:
    """Of the command line. Only a task that opens charts may ask for the actor: that needs the database."""

    options: Mapping[str, str]
    username: str | None = None

    def actor(self) -> Actor:
        return acting_user(self.username)


@dataclass(frozen=True)
class Predictor:
    """`fields` must be texts of every input object. `open` loads what the task needs and may raise UserError.
    `options` are names with the values that each may have, the default first. `chunk` is the most objects
    that are asked at once."""

    fields: tuple[str, ...]
    open: Callable[[Asked], Answerer]
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    chunk: int = 256


def each(answer: Callable[[Item], Item]) -> Callable[[Asked], Answerer]:
    return lambda asked: lambda items: [answer(item) for item in items]


def for_actor(answer: Callable[[Actor, Item], Item]) -> Callable[[Asked], Answerer]:
    """For a task that opens charts; give it a chunk of one, so that no chart is opened twice for one line."""
    return lambda asked: each(partial(answer, asked.actor()))(asked)


def _loaded(load: Callable[[], object], then: Callable[[Asked], Answerer]) -> Callable[[Asked], Answerer]:
    """For a task whose model must be there before anything is read."""

    def opened(asked: Asked) -> Answerer:
        load()
        return then(asked)

    return opened


PREDICTORS: dict[str, Predictor] = {
    "answers": Predictor(("patient", "question"), for_actor(batch_answers.predict), chunk=1),
    "entities": Predictor(
        ("text",),
        lambda asked: batch_entities.answerer(asked.options["schema"]),
        {"schema": extraction.SCHEMAS},
    ),
    "context": Predictor(("sentence", "concept"), each(batch_context.predict)),
    "differential": Predictor(("text",), each(batch_differential.predict), chunk=16),
    "deidentify": Predictor(("text",), _loaded(deidentification.deidentifier, each(deidentification.predict))),
    "support": Predictor(("sentence", "passage"), _loaded(statements.checker, lambda asked: statements.predict)),
    "summary": Predictor(("text", "kind"), each(batch_summary.summary), chunk=16),
    "section": Predictor(("text",), each(batch_summary.section)),
}


def all_options() -> dict[str, list[str]]:
    """Every option of any task with its values."""
    found: dict[str, dict[str, None]] = {}
    for predictor in PREDICTORS.values():
        for name, values in predictor.options.items():
            found.setdefault(name, {}).update(dict.fromkeys(values))
    return {name: list(values) for name, values in found.items()}


def chosen(task: str, given: Mapping[str, str | None]) -> dict[str, str]:
    """The task's options as given or by default. Raises ValueError for one that the task does not have."""
    options = PREDICTORS[task].options
    for name, value in given.items():
        if value is not None and value not in options.get(name, ()):
            raise ValueError(f"{task} has no --{name} {value}.")
    return {name: given.get(name) or values[0] for name, values in options.items()}
