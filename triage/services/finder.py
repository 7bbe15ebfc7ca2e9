"""The model that marks clinical notes."""

from collections.abc import Sequence
from typing import Protocol

from triage.engine.types import Entity, ModelInfo
from triage.errors import CannotRun


class Recogniser(Protocol):
    info: ModelInfo

    def find(self, texts: Sequence[str]) -> list[tuple[Entity, ...]]: ...


def is_there() -> bool:
    return False


def recogniser(schema: str) -> Recogniser:
    raise CannotRun(f"No model for the schema {schema} is installed.")
