"""Which sentences of notes answer a question: by the words they share, by meaning, and by the kind of answer
that is asked for. What is only near the subject is not an answer, and is left out.

The weights and limits were set on one half of tests/data/questions/notes.yaml; the other half measures them.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from assistant.engine.mind.asked import Asked
from assistant.engine.mind.everyday import Heard
from assistant.engine.mind.quoting import Quote, is_bare
from assistant.engine.mind.text import tokens
from assistant.engine.types import Passage, Tools
from triage.engine.sentences import sentences

_WEIGHED = 40  # sentences whose meaning is compared: what bounds the time of an answer
_LONGEST = 600  # characters; a longer "sentence" is a table or a list and reads badly as a quote
_AROUND, _KIND = 0.4, 0.15  # worth of words in the neighbourhood, of an answer of the right kind
_ANSWERS = 0.15  # worth of what the ranker read
_NEAR, _ENOUGH = 3.0, 3.75  # or both together say that a sentence answers
_QUOTED = 3
_AS_GOOD = 0.82  # of the best: quoted beside it
_EQUAL = 0.97  # of the best: the newest of these comes first
_WIDE, _WIDEST = 200, 340  # characters of a quote of several sentences; of the first one


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence. `held` is the share of the question's ideas in it, `near_by` with its neighbours, its
    heading and its author; `meaning` and `answers` as in `Match`."""

    passage: Passage
    start: int  # in the passage
    end: int
    words: Heard
    around: Heard
    held: float = 0.0
    near_by: float = 0.0
    meaning: float = 0.0
    fits: bool = False
    answers: float = 0.0

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]

    @property
    def nearness(self) -> float:
        return self.meaning + self.held + _AROUND * self.near_by + _KIND * self.fits

    @property
    def worth(self) -> float:
        return self.nearness + _ANSWERS * self.answers


def evidence(asked: Asked, passages: Sequence[Passage], tools: Tools) -> list[Evidence]:
    """The sentences that may answer, best first."""
    found = [one for passage in passages for one in _cut(passage)]
    if not found:
        return []
    weights = [_weight(asked, i, found) for i in range(len(asked.ideas))]
    shared = sorted((_shared(asked, weights, one) for one in found), key=lambda e: -(e.held + e.near_by))[:_WEIGHED]
    matches = tools.matches(asked.question, [one.text for one in shared])
    weighed = [
        replace(one, meaning=max(0.0, match.meaning), answers=match.answers)
        for one, match in zip(shared, matches, strict=True)
    ]
    return sorted(weighed, key=lambda e: -e.worth)


def quotes(asked: Asked, found: Sequence[Evidence]) -> list[Quote]:
    """At most three, best first; empty when the best does not answer."""
    answering = [one for one in found if _answers(asked, one)]
    if not answering:
        return []
    best = answering[0].worth
    kept: list[Evidence] = []
    for one in answering:
        if one.worth >= _AS_GOOD * best and not any(_beside(one, other) for other in kept):
            kept.append(one)
    kept = kept[:_QUOTED]
    kept.sort(key=lambda e: (e.worth < _EQUAL * best, -(e.passage.date.instant.timestamp() if e.passage.date else 0.0)))
    return [_quote(asked, one, _WIDEST if i == 0 else _WIDE) for i, one in enumerate(kept)]


def _answers(asked: Asked, one: Evidence) -> bool:
    if not asked.speaks_of_needed(one.around):
        return False
    read = one.answers + _NEAR * one.nearness >= _ENOUGH
    return read or asked.answered_by(one.held, one.near_by, one.meaning)


def _cut(passage: Passage) -> list[Evidence]:
    spans = [
        (a, b)
        for a, b in sentences(passage.text)
        if passage.text[a:b].strip(" :#*") != passage.section and b - a <= _LONGEST
    ]
    words = [tokens(passage.text[a:b]) for a, b in spans]
    heading = tokens(f"{passage.title} {passage.section} {passage.author}")
    return [
        Evidence(passage, a, b, Heard(words[i]), Heard((*heading, *chain(*words[max(0, i - 1) : i + 2]))))
        for i, (a, b) in enumerate(spans)
        if words[i]
    ]


def _weight(asked: Asked, idea: int, found: Sequence[Evidence]) -> float:
    """Rare ideas tell more; those that only carry a question tell little."""
    holders = sum(one.words.speaks_of(asked.ideas[idea]) for one in found)
    rarity = math.log(1 + (len(found) - holders + 0.5) / (holders + 0.5))
    return rarity * asked.importance[idea]


def _shared(asked: Asked, weights: Sequence[float], one: Evidence) -> Evidence:
    total = sum(weights) or 1.0
    inside = [one.words.speaks_of(idea) for idea in asked.ideas]
    near = [hit or one.around.speaks_of(idea) for hit, idea in zip(inside, asked.ideas, strict=True)]
    held = sum(w for w, hit in zip(weights, inside, strict=True) if hit) / total
    return replace(
        one,
        held=held,
        near_by=sum(w for w, hit in zip(weights, near, strict=True) if hit) / total,
        fits=asked.kind_fits(one.text),
    )


def _beside(one: Evidence, other: Evidence) -> bool:
    """Already quoted with its neighbour, or the same words again."""
    if one.words.words == other.words.words:
        return True
    return one.passage == other.passage and abs(one.start - other.start) < _WIDE // 2


def _quote(asked: Asked, one: Evidence, wide_as: int) -> Quote:
    """The sentence, with a neighbour that says more of what was asked, or simply the next one if it is short."""
    spans = list(sentences(one.passage.text))
    at = next(i for i, (a, b) in enumerate(spans) if a == one.start)
    before, behind = (4, 1) if asked.why else (2, 3)  # what led to it is told first
    choices = [(i, j) for i in range(at - before, at + 1) for j in range(at, at + behind + 1)]
    wide = [
        (spans[i][0], spans[j][1])
        for i, j in choices
        if i >= 0
        and j < len(spans)
        and (i == j or spans[j][1] - spans[i][0] <= wide_as)
        and (i == at or not is_bare(one.passage.text[slice(*spans[i])]))
    ]
    start, end = max(wide, key=lambda w: _held(asked, one.passage.text[w[0] : w[1]]))
    p = one.passage
    return Quote(p, p.start + start, p.start + end, p.text[start:end], one.held)


def _held(asked: Asked, text: str) -> tuple[float, int]:
    heard = Heard(tokens(text))
    said = sum(asked.importance[i] for i, idea in enumerate(asked.ideas) if heard.speaks_of(idea))
    return round(said + asked.kind_fits(text), 3), len(text)
