"""What flows between the model engines and their callers. Plain data; texts are decrypted: never log them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of a text, `end` exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """Who answered: stored with every result and shown beside it."""

    name: str
    revision: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A marked span: `text == source[start:end]`; `score` is between 0 and 1.

    `temporality` is recent, historical or hypothetical; `experiencer` is patient or other."""

    start: int
    end: int
    label: str
    text: str
    score: float
    negated: bool = False
    temporality: str = "recent"
    experiencer: str = "patient"
