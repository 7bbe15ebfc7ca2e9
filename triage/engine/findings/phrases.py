"""All phrases of the vocabulary, compiled: the longest that a text says wins."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from triage.engine.findings.tokens import FILLERS, Token, content, every

SLACK = 2  # words that may stand between those of a loosely matched phrase
_BREAKS = frozenset(". ! ? ; : \n ( )".split(" "))
_JOINTS = frozenset(", and or & / but".split())
_TYPO_LETTERS = 6


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens `first` to `last` (inclusive) say the finding; `used` are the places of the phrase's own words."""

    finding: str
    first: int
    last: int
    used: frozenset[int]
    exact: bool


@dataclass(frozen=True, slots=True)
class _Phrase:
    finding: str
    stems: tuple[str, ...]
    needed: frozenset[str]


class PhraseIndex:
    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        """`phrases` are pairs of finding id and phrase."""
        self._exact: dict[tuple[str, ...], str] = {}
        self._whole: dict[tuple[str, ...], str] = {}
        kept = []
        self._words: set[str] = set()
        for finding, phrase in phrases:
            self._words.update(phrase.lower().split())
            stems, whole = content(phrase), every(phrase)
            if (len(stems) == 1 and len(whole) > 1) or "very" in phrase.lower().split():
                # 'On the pill' is not any pill: with one word left, the others matter. 'Very low sodium' is not
                # 'low sodium'.
                self._whole.setdefault(whole, finding)
            elif stems and stems not in self._exact:
                self._exact[stems] = finding
                kept.append(_Phrase(finding, stems, frozenset(stems)))
        counts = Counter(stem for phrase in kept for stem in phrase.needed)
        self._stems = frozenset(counts)
        self._longest = max((len(stems) for stems in self._exact), default=0)
        self._starts = frozenset(stems[0] for stems in self._exact)
        self._longest_whole = max((len(stems) for stems in self._whole), default=0)
        self._whole_starts = frozenset(stems[0] for stems in self._whole)
        self._by_anchor: dict[str, list[_Phrase]] = defaultdict(list)
        for each in kept:
            if len(each.needed) > 1:
                self._by_anchor[min(each.needed, key=lambda s: (counts[s], s))].append(each)
        self._corrected = lru_cache(maxsize=4096)(self._correct)

    def of(self, stems: tuple[str, ...]) -> str | None:
        """The finding that is said by exactly these words."""
        return self._exact.get(stems)

    def find(self, tokens: Sequence[Token]) -> list[Match]:
        stems = [self._corrected(t.stem) if t.stem and t.stem not in self._stems else t.stem for t in tokens]
        places = [p for p, t in enumerate(tokens) if not t.stem or t.word not in FILLERS]
        found = [
            *self._contiguous(tokens, stems, places),
            *self._word_for_word(stems),
            *self._loose(tokens, stems, places),
        ]
        return _longest_first(found)

    def _contiguous(self, tokens: Sequence[Token], stems: Sequence[str], places: Sequence[int]) -> Iterator[Match]:
        for at, place in enumerate(places):
            if stems[place] not in self._starts:
                continue
            said: list[str] = []
            for step in range(at, min(at + self._longest, len(places))):
                if not stems[places[step]] and tokens[places[step]].word != "-":
                    break
                if stems[places[step]]:
                    said.append(stems[places[step]])
                    if (finding := self._exact.get(tuple(said))) and not self._is_other_word(said, tokens[place].word):
                        used = frozenset(p for p in places[at : step + 1] if stems[p])
                        yield Match(finding, place, places[step], used, True)

    def _word_for_word(self, stems: Sequence[str]) -> Iterator[Match]:
        for first, stem in enumerate(stems):
            if stem in self._whole_starts:
                for last in range(first + 1, min(first + self._longest_whole, len(stems))):
                    if finding := self._whole.get(tuple(stems[first : last + 1])):
                        yield Match(finding, first, last, frozenset(range(first, last + 1)), True)

    def _loose(self, tokens: Sequence[Token], stems: Sequence[str], places: Sequence[int]) -> Iterator[Match]:
        """The words of a phrase in any order, close together and within one clause."""
        for at, place in enumerate(places):
            for phrase in self._by_anchor.get(stems[place], ()):
                reach = len(phrase.needed) + SLACK
                low, high = max(0, at - reach + 1), min(len(places), at + reach)
                window = list(places[low:high])
                if not phrase.needed <= {stems[p] for p in window}:
                    continue
                used = _closest(phrase.needed, stems, window, place)
                if _is_one_clause(tokens, used, len(phrase.needed) + SLACK):
                    yield Match(phrase.finding, min(used), max(used), frozenset(used), False)

    def _is_other_word(self, said: Sequence[str], word: str) -> bool:
        """'Dullness' on percussion is not a dull pain, though the stem is the same."""
        return len(said) == 1 and word.endswith("ness") and word not in self._words

    def _correct(self, stem: str) -> str:
        """A stem of the vocabulary that is one letter off, else the stem itself."""
        if len(stem) < _TYPO_LETTERS or not stem.isalpha():
            return stem
        near = [known for known in self._stems if known[0] == stem[0] and abs(len(known) - len(stem)) <= 1]
        best = process.extract(stem, near, scorer=Levenshtein.distance, score_cutoff=1, limit=2)
        # As near to two words it is neither.
        return best[0][0] if len(best) == 1 and len(best[0][0]) >= _TYPO_LETTERS - 1 else stem


def _closest(needed: frozenset[str], stems: Sequence[str], window: Sequence[int], anchor: int) -> list[int]:
    """For each needed stem its place nearest to the anchor."""
    best: dict[str, int] = {}
    for place in window:
        stem = stems[place]
        if stem in needed and (stem not in best or abs(place - anchor) < abs(best[stem] - anchor)):
            best[stem] = place
    return sorted(best.values())


def _is_one_clause(tokens: Sequence[Token], used: Sequence[int], reach: int) -> bool:
    """No break, negation or joint between the words ('pain, and chest tightness' is no chest pain)."""
    inside = list(range(used[0], used[-1] + 1))
    if sum(1 for p in inside if tokens[p].stem and tokens[p].word not in FILLERS) > reach:
        return False
    chosen = set(used)
    return not any(
        tokens[p].word in _BREAKS or tokens[p].word in _JOINTS or (tokens[p].word in _NEGATIONS and p not in chosen)
        for p in inside
    )


_NEGATIONS = frozenset("no not never without denies denied cannot nor negative".split())


def _longest_first(found: Sequence[Match]) -> list[Match]:
    """Drops a match whose words all belong to a longer one."""
    kept: list[Match] = []
    for match in sorted(found, key=lambda m: (-len(m.used), not m.exact, m.first, m.last)):
        if not any(match.used <= other.used for other in kept):
            kept.append(match)
    return sorted(kept, key=lambda m: (m.first, m.last))
