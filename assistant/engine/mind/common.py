"""Frequent English words, which by themselves name no drug, test or problem."""

import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from assistant.engine.mind.text import Tokens, stem
from assistant.engine.mind.vocabulary import vocabulary

_TABLE = Path(__file__).resolve().parents[3] / "weights" / "words" / "tokenizer.json"
_FREQUENT = 10_000  # of the shared table, whose whole words stand in order of frequency


def telling(words: Iterable[str]) -> Tokens:
    """The words that may be names."""
    return tuple(w for w in words if w not in _frequent())


@lru_cache(maxsize=1)
def _frequent() -> frozenset[str]:
    table: dict[str, int] = json.loads(_TABLE.read_text(encoding="utf-8"))["model"]["vocab"]
    words = {word for word, at in table.items() if at < _FREQUENT and len(word) > 2 and word.isalpha()}
    named = {w for term in vocabulary().terms for name in term.names for w in name}
    return frozenset(words | {stem(w) for w in words}) - named
