"""A text as tokens with exact offsets; words are folded to American spelling and stemmed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import Stemmer

# A translocation, t(9;22), is one word.
_TOKEN = re.compile(r"[tT]\(\d{1,2};\d{1,2}\)|\d+(?:[.,]\d+)+|[^\W_]+(?:['’][^\W\d_]+)?|[^\w\s]|\n")
# Words that a phrase may hold or lack without meaning something else.
FILLERS = frozenset(
    "a an the my your his her their our its this that these those of in on at is are was were be been being am has "
    "have had i he she it they we me him them there some very quite really so also patient patients who which "
    "does do did i'm i've i'd it's he's she's im ive currently presents presenting noted reported reports both".split()
)
_ONSET_DIGRAPH = re.compile(r"(?<=[a-z])[ao]e(?=[a-z])|^[ao]e(?=[a-z])")
_OUR = re.compile(r"(?<=[a-z]{3})our(?=s?$|ed$|ing$|less$)")


@dataclass(frozen=True, slots=True)
class Token:
    """`stem` is empty for punctuation."""

    start: int
    end: int
    word: str
    stem: str


def tokenize(text: str) -> list[Token]:
    spans = [(match.start(), match.end(), match.group()) for match in _TOKEN.finditer(text)]
    words = [folded(raw) for _start, _end, raw in spans]
    stems = _stems(words)
    return [
        Token(start, end, word, stem if word[0].isalnum() else "")
        for (start, end, _raw), word, stem in zip(spans, words, stems, strict=True)
    ]


def content(phrase: str) -> tuple[str, ...]:
    """The stems of a phrase that matter; all of them where it has fillers only."""
    words = _words(phrase)
    kept = [word for word in words if word not in FILLERS] or words
    return tuple(_stems(kept))


def every(phrase: str) -> tuple[str, ...]:
    """All stems of a phrase."""
    return tuple(_stems(_words(phrase)))


def _words(phrase: str) -> list[str]:
    words = (folded(match.group()) for match in _TOKEN.finditer(phrase))
    return [word for word in words if word[0].isalnum()]


def folded(raw: str) -> str:
    word = raw.lower().replace("’", "'")
    if word.endswith("'s"):
        word = word[:-2]
    if "e" in word or "o" in word:
        word = _OUR.sub("or", _ONSET_DIGRAPH.sub("e", word))
    return _SAME.get(word, word)


# Irregular forms that the stemmer keeps apart, and some that it throws together (a spot and spotting, a pulse and
# a pulsing pain).
_SAME = {
    "spotting": "spotbleed",
    "pulse": "pulsebeat",
    "pulses": "pulsebeat",
    "burning": "burnfeel",
    "tearful": "weepy",
    "sores": "lesion",
    "phlegm": "sputum",
    "mucous": "mucus",
    "swollen": "swell",
    "ate": "eat",
    "eaten": "eat",
    "lost": "lose",
    "loss": "lose",
    "felt": "feel",
    "threw": "throw",
    "thrown": "throw",
    "woke": "wake",
    "woken": "wake",
    "awoke": "wake",
    "awaken": "wake",
    "awakens": "wake",
    "broke": "break",
    "broken": "break",
    "fell": "fall",
    "fallen": "fall",
    "went": "go",
    "gone": "go",
    "goes": "go",
    "came": "come",
    "feet": "foot",
    "teeth": "tooth",
    "worsened": "worse",
    "worsening": "worse",
    "worsens": "worse",
    "tummy": "abdominal",
    "belly": "abdominal",
    "stomach": "abdominal",
    "abdomen": "abdominal",
    "painful": "pain",
    "pains": "pain",
    "itchy": "itch",
    "itchiness": "itch",
    "bled": "bleed",
    "bleeding": "bleed",
    "drank": "drink",
    "drunk": "drink",
    "vomit": "vomiting",
    "vomited": "vomiting",
    "vomits": "vomiting",
    "breathe": "breath",
    "breathing": "breath",
    "breathes": "breath",
    "can't": "cannot",
    "couldn't": "cannot",
    "unable": "cannot",
    "isn't": "not",
    "don't": "not",
    "doesn't": "not",
    "didn't": "not",
    "won't": "not",
    "wasn't": "not",
    "hasn't": "not",
    "haven't": "not",
    "hadn't": "not",
    "aren't": "not",
}


def _stems(words: Sequence[str]) -> list[str]:
    found: list[str] = _stemmer().stemWords(list(words))
    return found


@cache
def _stemmer() -> Any:
    return Stemmer.Stemmer("english")


def words_of(tokens: Iterable[Token]) -> list[Token]:
    return [token for token in tokens if token.stem]
