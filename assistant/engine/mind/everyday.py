"""What a word of a question may be called in a note (`knowledge/vocabulary/everyday.yaml`)."""

from collections.abc import Sequence
from functools import lru_cache

from assistant.engine.mind.families import same_word
from assistant.engine.mind.text import Tokens, holds, stem
from assistant.engine.mind.vocabulary import FOLDER, read_file

Idea = tuple[Tokens, ...]  # one idea of the question with its other names
_LONG = 8  # letters
_ENDINGS = ("ination", "ments", "ment", "ing", "ed", "er", "es", "ly", "e", "s", "y", "al")


@lru_cache(maxsize=1)
def _groups() -> dict[str, frozenset[str]]:
    """For each word the words of all its groups."""
    found: dict[str, set[str]] = {}
    for line in read_file(FOLDER / "everyday.yaml")["same"]:
        words = {stem(word) for word in line.split()}
        for word in words:
            found.setdefault(word, set()).update(words)
    return {word: frozenset(others) for word, others in found.items()}


@lru_cache(maxsize=1)
def _specialties() -> tuple[frozenset[str], ...]:
    return tuple(
        frozenset(stem(w) for w in line.split()) for line in read_file(FOLDER / "everyday.yaml")["specialties"]
    )


@lru_cache(maxsize=1)
def scaffold() -> frozenset[str]:
    words = read_file(FOLDER / "everyday.yaml")["scaffold"].split()
    return frozenset(words) | frozenset(map(stem, words))


def alike(word: str) -> frozenset[str]:
    """The word and what else it may be called."""
    return _groups().get(word, frozenset()) | {word}


def callings(words: Sequence[str]) -> list[frozenset[str]]:
    """The specialties that the words name, each with all its words."""
    return [group for group in _specialties() if group & set(words)]


@lru_cache(maxsize=8192)
def root(word: str) -> str:
    """Forms of one word meet: attempted and attempt, travelling and travel."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            cut = word[: -len(ending)]
            return cut[:-1] if len(cut) > 4 and cut[-1] == cut[-2] and cut[-1] not in "sl" else cut
    return word


def speaks_of(idea: Idea, words: Tokens) -> bool:
    return any(_said(name, words) for name in idea)


def _said(name: Tokens, words: Tokens) -> bool:
    if holds(name, words):
        return True
    if len(name) > 1:
        return False
    word = name[0]
    return any(_one_slip(word, w) or (len(word) >= 4 and len(w) >= 4 and root(word) == root(w)) for w in words)


def _one_slip(asked: str, noted: str) -> bool:
    """Shorter words one letter apart are usually two words (living, giving)."""
    return asked == noted or (min(len(asked), len(noted)) >= _LONG and same_word(asked, noted))
