"""Entities of texts, for `predict entities`."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from itertools import chain
from typing import Any

from triage.engine import context
from triage.engine.types import Entity
from triage.services import extraction

Item = dict[str, Any]
# So many texts are marked at once, by workers beside each other, while the context of those before them is told: one
# takes texts apart while the model reads what the other took apart.
_AHEAD, _WORKERS = 64, 2
_OF_CONTEXT = ("negated", "temporality", "experiencer")


def answerer(schema: str) -> Callable[[Sequence[Item]], list[Item]]:
    """Loads the model of the schema: raises CannotRun. Context is told for clinical text only."""
    found = extraction.recogniser(schema)
    ahead = ThreadPoolExecutor(_WORKERS, thread_name_prefix="entities")

    def answer(items: Sequence[Item]) -> list[Item]:
        texts = [str(item["text"]) for item in items]
        parts = [texts[at : at + _AHEAD] for at in range(0, len(texts), _AHEAD)]
        marks = chain.from_iterable(ahead.map(found.find, parts))
        return [{"entities": _shown(*pair, schema)} for pair in zip(texts, marks, strict=True)]

    return answer


def _shown(text: str, entities: Sequence[Entity], schema: str) -> list[Item]:
    if schema == extraction.CLINICAL:
        return [asdict(entity) for entity in context.apply(text, entities)]
    return [{key: value for key, value in asdict(entity).items() if key not in _OF_CONTEXT} for entity in entities]
