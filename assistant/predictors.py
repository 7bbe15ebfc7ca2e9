"""The tasks of `manage.py predict`: their required input fields and the service that answers them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from assistant.services import batch_answers
from records.access import Actor


@dataclass(frozen=True)
class Predictor:
    """`run` takes the acting user and one input object."""

    fields: tuple[str, ...]
    run: Callable[[Actor, dict[str, Any]], dict[str, Any]]


PREDICTORS: dict[str, Predictor] = {
    "answers": Predictor(("patient", "question"), batch_answers.predict),
}
