"""Which statements a note keeps, and in which wording.

Each word of a wording has a probability of standing in a clinician's note. Statements are added one by
one as long as the expected overlap with such a note, measured as the harmonic mean of precision and
recall over words, grows. So the length follows from what is worth saying."""

import math
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from triage.engine.summary.dialogue.features import Setting, length_facts, setting, stems, unit_facts, word_facts
from triage.engine.summary.dialogue.unit import Unit


def key(fact: str) -> int:
    """How a fact is named in the weights' file."""
    return zlib.crc32(fact.encode())


@dataclass(frozen=True, slots=True)
class Scorer:
    """Weights of facts by `key`, with the weights that foretell the length of the text."""

    weights: Mapping[int, float]
    bias: float
    length: Mapping[str, float]
    length_bias: float

    def score(self, facts: Sequence[str]) -> float:
        weights = self.weights
        return sum(weights.get(key(fact), 0.0) for fact in facts)

    def expected_words(self, section: str, spoken_words: int, units: Sequence[Unit]) -> float:
        facts = length_facts(section, spoken_words, units)
        raw = self.length_bias + sum(self.length.get(name, 0.0) * value for name, value in facts.items())
        return math.exp(min(raw, 8.0))


@dataclass(slots=True)
class _Candidate:
    index: int
    wording: str
    stems: list[str]
    base: float
    spoken: frozenset[str]
    known: dict[tuple[str, int], float] = field(default_factory=dict)
    overlap: float = math.inf
    fresh: int = -1


@dataclass(frozen=True, slots=True)
class Chosen:
    """A unit by its place in the transcript, the wording taken, and the share of its words expected to be kept."""

    index: int
    wording: str
    worth: float


def choose(units: Sequence[Unit], section: str, spoken_words: int, scorer: Scorer) -> list[Chosen]:
    """In transcript order."""
    place = setting(section, units)
    wanted = scorer.expected_words(section, spoken_words, units)
    open_ = [c for index, unit in enumerate(units) for c in _candidates(place, unit, index, scorer)]
    counts: Counter[str] = Counter()
    chosen: list[Chosen] = []
    overlap, words, best, step = 0.0, 0, 0.0, 0
    while open_:
        pick = _next(open_, place, units, scorer, counts, overlap, words + wanted, step)
        value = (overlap + pick.overlap) / (words + len(pick.stems) + wanted)
        if value <= best:
            break
        best, overlap, words, step = value, overlap + pick.overlap, words + len(pick.stems), step + 1
        counts.update(pick.stems)
        chosen.append(Chosen(pick.index, pick.wording, pick.overlap / len(pick.stems)))
        open_ = [c for c in open_ if c.index != pick.index]
    return sorted(chosen, key=lambda one: one.index)


def _candidates(place: Setting, unit: Unit, index: int, scorer: Scorer) -> list[_Candidate]:
    base = scorer.bias + scorer.score(unit_facts(place, unit, index))
    spoken = frozenset(stems(unit.said))
    worded = [(wording, stems(wording)) for wording in unit.wordings]
    return [_Candidate(index, wording, found, base, spoken) for wording, found in worded if found]


def _next(
    open_: list[_Candidate],
    place: Setting,
    units: Sequence[Unit],
    scorer: Scorer,
    counts: Counter[str],
    overlap: float,
    size: float,
    step: int,
) -> _Candidate:
    """The best candidate. Overlaps only shrink as the text grows, so one computed earlier is an upper
    bound and most need no new look."""

    def value(one: _Candidate) -> float:
        return (overlap + min(one.overlap, len(one.stems))) / (size + len(one.stems))

    while True:
        top = max(open_, key=value)
        if top.fresh == step:
            return top
        top.overlap, top.fresh = _overlap(top, place, units[top.index], scorer, counts), step


def _overlap(one: _Candidate, place: Setting, unit: Unit, scorer: Scorer, counts: Counter[str]) -> float:
    total, own = 0.0, Counter[str]()
    for stem in one.stems:
        own[stem] += 1
        k = min(counts[stem] + own[stem], 8)
        if (stem, k) not in one.known:
            facts = word_facts(place, unit, stem, k, len(one.stems), stem in one.spoken)
            one.known[stem, k] = 1 / (1 + math.exp(-(one.base + scorer.score(facts))))
        total += one.known[stem, k]
    return total
