"""A pair of sentence and passage as numbers for the small model that weighs what the checks leave open."""

from collections.abc import Sequence
from itertools import pairwise

from triage.engine.support.facts import best_clause, clauses, heavy
from triage.engine.support.reading import DENIED, Reading

NAMES = (
    *("covered", "uncovered", "half_uncovered", "clause_covered", "pairs", "long_covered", "light_covered", "order"),
    *("said_words", "held_words", "denials", "denied_words", "numbers", "none_heavy", "near", "far_words"),
)
COVERED = NAMES.index("covered")


def numbers_of(said: Reading, held: Reading, near: Sequence[float]) -> list[float]:
    """In the order of NAMES. `near` tells for each heavy word of the sentence how close (0 to 1) the closest word of
    the passage is in meaning."""
    mine = heavy(said.words)
    theirs = [word.stem for word in held.words]
    have = set(theirs)
    missing = [stem for stem in mine if stem not in have]
    clause = {word.stem for word in best_clause(said.words, held)}
    in_clause = sum(stem in clause for stem in mine)
    longer = [stem for stem in mine if len(stem) > 5]
    light = [word.stem for word in said.words if word.light]
    count = max(1, len(mine))
    return [
        1 - len(missing) / count,
        min(5, len(missing)) / 5,
        float(len(missing) * 2 > count),
        in_clause / count,
        _pairs(said, held),
        sum(stem in have for stem in longer) / max(1, len(longer)),
        sum(stem in have for stem in light) / max(1, len(light)),
        _in_order([word.stem for word in said.words], theirs),
        min(40, len(said.words)) / 40,
        min(300, len(held.words)) / 300,
        min(3, abs(said.denials - min(said.denials, held.denials))) / 3,
        float(any(word.denial == DENIED for word in said.words)),
        min(4, len(said.numbers)) / 4,
        float(not mine),
        sum(near) / max(1, len(near)) if near else 1.0,
        min(5, sum(value < 0.5 for value in near)) / 5,
    ]


def _pairs(said: Reading, held: Reading) -> float:
    """Share of neighbouring words of the sentence that stand within three words of each other in the passage."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(held.words):
        places.setdefault(word.stem, []).append(place)
    found = total = 0
    for part in clauses(said.words):
        stems = [word.stem for word in part if not word.light]
        for one, other in pairwise(stems):
            total += 1
            found += any(abs(a - b) <= 4 for a in places.get(one, ()) for b in places.get(other, ()))
    return found / total if total else 1.0


def _in_order(said: list[str], held: list[str]) -> float:
    """Longest run of the sentence's words that the passage has in the same order, without a gap over two words."""
    places: dict[str, list[int]] = {}
    for place, stem in enumerate(held):
        places.setdefault(stem, []).append(place)
    best, ends = 0, dict[int, int]()
    for stem in said:
        following: dict[int, int] = {}
        for place in places.get(stem, ()):
            following[place] = 1 + max((ends.get(place - gap, 0) for gap in (1, 2, 3)), default=0)
            best = max(best, following[place])
        ends = following or ends
    return best / max(1, len(said))
