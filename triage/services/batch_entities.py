"""Entities of texts, for `predict entities`."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from triage.engine import context
from triage.engine.types import Entity
from triage.services import extraction

Item = dict[str, Any]
_OF_CONTEXT = ("negated", "temporality", "experiencer")


def answerer(schema: str) -> Callable[[Sequence[Item]], list[Item]]:
    """Loads the model of the schema: raises CannotRun. Context is told for clinical text only."""
    found = extraction.recogniser(schema)

    def answer(items: Sequence[Item]) -> list[Item]:
        texts = [str(item["text"]) for item in items]
        return [{"entities": _shown(*pair, schema)} for pair in zip(texts, found.find(texts), strict=True)]

    return answer


def _shown(text: str, entities: Sequence[Entity], schema: str) -> list[Item]:
    if schema == extraction.CLINICAL:
        return [asdict(entity) for entity in context.apply(text, entities)]
    return [{key: value for key, value in asdict(entity).items() if key not in _OF_CONTEXT} for entity in entities]
