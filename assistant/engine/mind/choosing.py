"""Which of the choices that were offered is meant: `the younger one`, `19 March`, or a choice as it stood."""

import re
from collections.abc import Sequence

from assistant.engine.mind.text import Tokens, tokens

_LONGEST = 14  # words; who says more asks something new
_ASKING = re.compile(
    r"\W*(?:what|when|where|who|why|how|is|are|was|were|do|does|did|has|have|can|could|list|show|latest)\b"
)
_EMPTY = frozenset(
    "a an the one ones i mean meant it that this his her hers their please ok okay no yes not of on in from for with at"
    " and to about sorry thank thanks which is was s pt patient side drug visit want wanted choose pick".split()
)
_SAME = {
    "father": "paternal", "dad": "paternal", "mother": "maternal", "mom": "maternal", "mum": "maternal",
    "elder": "older", "eldest": "older", "oldest": "older", "youngest": "younger", "er": "emergency", "ed": "emergency",
}  # fmt: skip
_MONTHS = re.compile(r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*$")
_PLACES = {"first": 0, "1st": 0, "former": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3}
_EARLIEST = frozenset("earlier earliest older oldest".split())
_LAST = frozenset("last latter later latest newer newest recent".split())


def may_choose(text: str) -> bool:
    return 0 < len(tokens(text)) <= _LONGEST and not _ASKING.match(text.lower())


def picked(text: str, choices: Sequence[str]) -> tuple[str, ...]:
    """The choices that the text fits, in their order (oldest first where they have dates); empty when it is about
    something else."""
    if not may_choose(text):
        return ()
    said = _words(text)
    exact = [c for c in choices if _words(c) == said]
    if exact:
        return tuple(exact)
    held = [set(_words(c)) for c in choices]
    common = set.intersection(*held) if held else set[str]()
    telling = [w for w in said if w not in _EMPTY and w not in common]
    named = [w for w in telling if any(w in words for words in held)]
    fits = [c for c, words in zip(choices, held, strict=True) if named and words.issuperset(named)]
    rest = [w for w in telling if w not in named]
    if any(w not in _PLACES and w not in _EARLIEST | _LAST and w not in {"more", "most"} for w in rest):
        return ()
    return tuple(fits) if fits else _by_place(rest, choices)


def _by_place(words: Sequence[str], choices: Sequence[str]) -> tuple[str, ...]:
    for word in words:
        if word in _PLACES and _PLACES[word] < len(choices):
            return (choices[_PLACES[word]],)
        if word in _EARLIEST:
            return tuple(choices[:1])
        if word in _LAST:
            return tuple(choices[-1:])
    return ()


def _words(text: str) -> Tokens:
    """Comparable words; months by their first three letters."""
    words = (_SAME.get(w, w) for w in tokens(text))
    return tuple(month[1] if (month := _MONTHS.match(w)) else w for w in words)
