"""The part of a passage that answers: which passages are close enough, and the few sentences to quote.

A search always finds something; most of it answers nothing. The limits below were set on the notes of
the demo clinic: passages that answer score 0.2 and more and hold at least half of what was asked for,
passages for questions that no note answers seldom reach either.
"""

import re
from collections import Counter
from collections.abc import Sequence

from assistant.engine.mind.plan import Aspect, Plan
from assistant.engine.mind.quoting import QUOTED, Idea, Quote, asks_whether, speaks_of
from assistant.engine.mind.text import Tokens, tokens
from assistant.engine.mind.vocabulary import Kind
from assistant.engine.types import Passage
from triage.engine.sentences import sentences

_CLOSE, _CLOSER = 0.2, 0.25  # score from which a passage may answer; the second where one idea of two is missing
_MOST, _HALF = 0.6, 0.5  # share of the ideas that it must hold; half is enough of three and more
CLOSE_IN_MEANING = 0.3  # score that needs no common word
_AS_GOOD = 0.75  # of the best score: quoted beside it
_EQUAL = 0.92  # of the best score: the newest of these comes first
_LONGEST = 340  # characters of one quote
_WIDEST = 4  # sentences of one quote
_REASON = re.compile(
    r"\b(?:because|due to|since|caused?|after|made (?:her|him)|so that|from|reason|fear\w*|side effect|ran out)\b",
    re.IGNORECASE,
)
_WHY = re.compile(r"\bwhy\b|\bwhat (?:caused|might have|could have|may have|brought|set off|triggers?)\b")
_GIVES_A_REASON = 1.3  # how much more a passage with a reason is worth to a why
_NUMBER = re.compile(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:how (?:many|much|long|far|high|big|large|often|low|old)|at what|what (?:dose|temperature))\b"
)


def answering(plan: Plan, wanted: Sequence[Idea], passages: Sequence[Passage]) -> list[Quote]:
    """At most three quotes, best first; of equally good ones the newest first. Empty when none is close."""
    near = [p for p in passages if is_close(plan, wanted, p)]
    if not near:
        return []
    worth = {id(p): p.score * (_GIVES_A_REASON if _is_why(plan) and _REASON.search(p.text) else 1.0) for p in near}
    best = max(worth.values())
    least = max(share_of(wanted, p) for p in near if worth[id(p)] == best)
    kept = [p for p in near if worth[id(p)] >= _AS_GOOD * best and share_of(wanted, p) >= least]
    kept = sorted(kept, key=lambda p: -worth[id(p)])[:QUOTED]
    kept.sort(key=lambda p: (worth[id(p)] < _EQUAL * best, -(p.date.instant.timestamp() if p.date else 0.0)))
    rarity = _rarity(wanted, passages)
    return [window(plan, wanted, p, rarity) for p in kept]


def is_close(plan: Plan, wanted: Sequence[Idea], passage: Passage) -> bool:
    words = _words(passage)
    if any(not speaks_of((*t.names, *t.holds), words) for t in plan.terms if t.kind is Kind.DRUG):
        return False
    share = share_of(wanted, passage)
    if asks_whether(plan) and 0 < share < _MOST:
        return False
    if share < _MOST and passage.score < CLOSE_IN_MEANING:
        return passage.score >= (_CLOSE if len(wanted) > 2 else _CLOSER) and share >= _HALF
    return passage.score >= _CLOSE


def share_of(wanted: Sequence[Idea], passage: Passage) -> float:
    words = _words(passage)
    return sum(speaks_of(idea, words) for idea in wanted) / len(wanted) if wanted else 0.0


def _words(passage: Passage) -> Tokens:
    return tokens(f"{passage.title} {passage.section} {passage.author} {passage.text}")


def window(plan: Plan, wanted: Sequence[Idea], passage: Passage, rarity: Sequence[float]) -> Quote:
    """The neighbouring sentences that hold most of the rare ideas, with as much around them as fits; the
    first ones where nothing special is asked for."""
    spans = _sentences(passage)
    windows = [
        (spans[i][0], spans[j][1])
        for i in range(len(spans) if wanted else 1)
        for j in range(i, min(i + _WIDEST, len(spans)))
        if i == j or spans[j][1] - spans[i][0] <= _LONGEST
    ]
    start, end = max(windows, key=lambda w: _worth(plan, wanted, rarity, passage.text[w[0] : w[1]]))
    return Quote(passage, passage.start + start, passage.start + end, passage.text[start:end], 1.0)


def _sentences(passage: Passage) -> list[tuple[int, int]]:
    """Sentences without the section's heading; the whole text where there is none."""
    spans = [s for s in sentences(passage.text) if passage.text[s[0] : s[1]].strip(" :#*") != passage.section]
    return spans or [(0, len(passage.text))]


def _worth(plan: Plan, wanted: Sequence[Idea], rarity: Sequence[float], text: str) -> tuple[float, int]:
    words = tokens(text)
    held = sum(weight for idea, weight in zip(wanted, rarity, strict=True) if speaks_of(idea, words))
    return round(held + _fitting_kind(plan, text), 4), len(text)


def _fitting_kind(plan: Plan, text: str) -> float:
    """A reason for a why, a number for a how many: worth half an idea."""
    if _is_why(plan):
        return 0.5 if _REASON.search(text) else 0.0
    return 0.5 if _COUNTED.search(plan.question.lower()) and _NUMBER.search(text) else 0.0


def _is_why(plan: Plan) -> bool:
    return plan.aspect is Aspect.WHY or _WHY.search(plan.question.lower()) is not None


def _rarity(wanted: Sequence[Idea], passages: Sequence[Passage]) -> list[float]:
    """An idea that stands in every sentence tells none of them apart."""
    seen: Counter[int] = Counter()
    for words in _all_sentences(passages):
        seen.update(i for i, idea in enumerate(wanted) if speaks_of(idea, words))
    return [1.0 / (1.0 + seen[i]) ** 0.5 for i in range(len(wanted))]


def _all_sentences(passages: Sequence[Passage]) -> list[Tokens]:
    return [tokens(p.text[a:b]) for p in passages for a, b in sentences(p.text)]
