"""Entities in text: who marks them, and how."""

from collections.abc import Sequence
from typing import Protocol

from triage.engine.types import Entity, ModelInfo


class Recogniser(Protocol):
    """Marks entities with exact offsets into the text as it is given; safe to share between threads."""

    @property
    def info(self) -> ModelInfo: ...

    @property
    def labels(self) -> tuple[str, ...]: ...

    def find(self, texts: Sequence[str]) -> list[tuple[Entity, ...]]:
        """For each text its entities, in order and without overlap."""
        ...
