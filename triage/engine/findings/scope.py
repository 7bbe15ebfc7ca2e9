"""Which tokens of a text stand under 'no', under somebody else's name, or in the past."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from triage.engine.findings.tokens import Token

_Phrases = Mapping[str, Sequence[tuple[str, ...]]]


def _phrases(*phrases: tuple[str, ...]) -> _Phrases:
    """By their first word, in the given order."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        found.setdefault(phrase[0], []).append(phrase)
    return found


_ENDS = frozenset(". ! ? ; \n".split(" "))
_TURNS = frozenset(
    "but however although though except besides still yet reports complains admits notes instead".split()
)
# How far a denial reaches: over a whole list, or to the next comma.
_LISTS = _phrases(
    ("denies",), ("denied",), ("deny",), ("denying",), ("negative", "for"), ("no", "history", "of"),
    ("no", "evidence", "of"), ("no", "signs", "of"), ("no", "sign", "of"), ("absence", "of"), ("free", "of"),
    ("ruled", "out"), ("no", "complaints", "of"), ("not", "have", "any"), ("not", "had", "any"), ("never", "had"),
    ("neither",), ("without", "any"), ("absent",),
)  # fmt: skip
_SHORT = _phrases(
    ("no",), ("not",), ("without",), ("never",), ("cannot",), ("nor",), ("non",), ("lacks",), ("lack", "of")
)
_AFTER = _phrases(
    ("negative",), ("absent",), ("normal",), ("none",), ("denied",), ("denies",), ("unremarkable",), ("no",),
    ("not", "present"), ("not", "detected"), ("not", "seen"), ("not", "found"), ("not", "elevated"),
    ("ruled", "out"), ("within", "normal"), ("non", "reactive"), ("nonreactive",), ("undetectable",), ("intact",),
)  # fmt: skip
_OPEN = _phrases(
    ("pending",), ("awaited",), ("not", "done"), ("not", "performed"), ("not", "available"), ("not", "reported"),
    ("not", "provided"), ("not", "assessed"), ("unknown",),
)  # fmt: skip
_HYPOTHETICAL = _phrases(
    ("rule", "out"), ("concern", "for"), ("risk", "of"), ("if",), ("suspected",), ("possible",), ("worried", "about"),
    ("in", "case", "of"), ("to", "exclude"),
)  # fmt: skip
_PAST = _phrases(
    ("past", "medical", "history"), ("past", "history"), ("h", "/", "o"), ("history", "of"), ("previously", "had"),
    ("previous",), ("medical", "history"), ("known", "case", "of"), ("years", "ago"),
)  # fmt: skip
_OTHERS = frozenset(
    "mother father brother sister aunt uncle grandmother grandfather grandparent parents sibling siblings cousin "
    "relatives mum dad wife husband son daughter niece nephew family".split()
)
_TIMES = frozenset("day days week weeks month months year years hour hours".split())
_SHORT_REACH = 7
_AFTER_REACH = 4


class Answer(Enum):
    NO = "no"
    OPEN = "open"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Scope:
    """Sets of token places."""

    denied: frozenset[int]
    hypothetical: frozenset[int]
    past: frozenset[int]
    others: frozenset[int]


def scope(tokens: Sequence[Token], consumed: frozenset[int]) -> Scope:
    """`consumed` are tokens that belong to a finding's own words: 'no appetite' denies nothing."""
    denied: set[int] = set()
    hypothetical: set[int] = set()
    past: set[int] = set()
    others: set[int] = set()
    for first, end in _sentences(tokens):
        for place in range(first, end):
            if place in consumed:
                continue
            if length := _starts(tokens, place, _LISTS):
                denied.update(range(place + length, _turn(tokens, place + length, end)))
            elif length := _starts(tokens, place, _SHORT):
                denied.update(range(place + length, _short_end(tokens, place + length, end)))
            if length := _starts(tokens, place, _HYPOTHETICAL):
                hypothetical.update(range(place + length, min(end, place + length + _SHORT_REACH)))
            if (length := _starts(tokens, place, _PAST)) and not _has_duration(tokens, place):
                past.update(range(place + length, end))
            if _tells_of_family(tokens, place):
                others.update(range(place, _turn(tokens, place, end)))
    return Scope(frozenset(denied), frozenset(hypothetical), frozenset(past), frozenset(others))


def answer_after(tokens: Sequence[Token], last: int) -> Answer:
    """What a report says after a finding's name ('ANA: negative')."""
    steps = 0
    for place in range(last + 1, min(last + 2 + _AFTER_REACH, len(tokens))):
        word = tokens[place].word
        if word in _ENDS or word == "," or steps >= _AFTER_REACH:
            break
        if _starts(tokens, place, _OPEN):
            return Answer.OPEN
        if _starts(tokens, place, _AFTER) and _is_reported(tokens, last, place):
            return Answer.NO
        steps += bool(tokens[place].stem)
    return Answer.SILENT


def _is_reported(tokens: Sequence[Token], last: int, place: int) -> bool:
    """'fever: none', 'ANA is negative', 'ANA (x) negative', but not 'cough no fever'."""
    between = [tokens[p].word for p in range(last + 1, place)]
    if tokens[place].word == "no":
        return between[-1:] == [":"]
    return not between or any(
        word in (":", "is", "was", "were", "are", ")", "=", "-", "test", "level") for word in between
    )


def _sentences(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    found, first = [], 0
    for place, token in enumerate(tokens):
        if token.word in _ENDS:
            found.append((first, place))
            first = place + 1
    found.append((first, len(tokens)))
    return [(a, b) for a, b in found if b > a]


def _starts(tokens: Sequence[Token], place: int, patterns: _Phrases) -> int:
    """How many words the first phrase has that stands here; 0 for none."""
    for pattern in patterns.get(tokens[place].word, ()):
        if place + len(pattern) <= len(tokens) and all(
            tokens[place + step].word == word for step, word in enumerate(pattern)
        ):
            return len(pattern)
    return 0


def _turn(tokens: Sequence[Token], place: int, end: int) -> int:
    return next((p for p in range(place, end) if tokens[p].word in _TURNS), end)


def _short_end(tokens: Sequence[Token], place: int, end: int) -> int:
    """To the comma, unless a list goes on: 'no fever, chills or cough'."""
    end = _turn(tokens, place, end)
    comma = next((p for p in range(place, end) if tokens[p].word == ","), None)
    if comma is not None and any(tokens[p].word in ("or", "nor") for p in range(comma, end)):
        return end
    return min(end if comma is None else comma, place + _SHORT_REACH)


def _has_duration(tokens: Sequence[Token], place: int) -> bool:
    """'a 3-month history of' tells of now."""
    return any(tokens[p].word in _TIMES for p in range(max(0, place - 3), place))


def _tells_of_family(tokens: Sequence[Token], place: int) -> bool:
    """'Her mother has', 'family history of'; not 'my son has', who is the patient, nor 'lives with his family'."""
    word = tokens[place].word
    if word not in _OTHERS:
        return False
    before = tokens[place - 1].word if place else ""
    after = tokens[place + 1].word if place + 1 < len(tokens) else ""
    if word == "family":
        return after in ("history", "members", "member") or before == "in"
    if before == "my" and word in ("son", "daughter", "husband", "wife", "mother", "father", "mum", "dad"):
        return after in ("had", "died", "also", "suffered", "suffers")
    return after in ("has", "had", "have", "died", "with", "was", "and", "also", "suffered", "suffers", ",", "is")
