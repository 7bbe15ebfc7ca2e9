"""What a word of a question may be called in a note (`knowledge/vocabulary/everyday.yaml`)."""

from collections.abc import Sequence
from functools import lru_cache

from assistant.engine.mind.families import same_word
from assistant.engine.mind.text import Tokens, holds, stem
from assistant.engine.mind.vocabulary import FOLDER, read_file

Idea = tuple[Tokens, ...]  # one idea of the question with its other names
_LONG = 8  # letters
_ROOTED = 4  # letters; shorter words have no other forms
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


class Heard:
    """The words of a text with their roots, worked out once for all the ideas that are looked for in it."""

    __slots__ = ("_long", "_roots", "_single", "words")

    def __init__(self, words: Tokens) -> None:
        self.words = words
        self._single = frozenset(words)
        self._roots = frozenset(root(w) for w in self._single if len(w) >= _ROOTED)
        self._long = tuple(w for w in self._single if len(w) >= _LONG)

    def speaks_of(self, idea: Idea) -> bool:
        return any(self._says(name) for name in idea)

    def _says(self, name: Tokens) -> bool:
        if len(name) != 1:
            return self._single.issuperset(name) and holds(name, self.words)
        word = name[0]
        if word in self._single or (len(word) >= _ROOTED and root(word) in self._roots):
            return True
        return len(word) >= _LONG and any(_one_slip(word, w) for w in self._long)


def speaks_of(idea: Idea, words: Tokens) -> bool:
    return Heard(words).speaks_of(idea)


@lru_cache(maxsize=8192)
def _one_slip(asked: str, noted: str) -> bool:
    """Only for long words: shorter ones one letter apart are usually two words (living, giving)."""
    return same_word(asked, noted)
