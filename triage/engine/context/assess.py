"""From a text and the place of a finding to its context: headings, then the cues of its own sentence."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from triage.engine.context.find import places as find_places
from triage.engine.context.headings import Headings
from triage.engine.context.rules import Rules, load
from triage.engine.context.scope import said
from triage.engine.context.searched import Searched
from triage.engine.context.types import EXPERIENCER, NEGATION, STATE, TEMPORALITY, Context
from triage.engine.context.words import words
from triage.engine.sentences import sentences
from triage.engine.types import Entity

# An answer to a question belongs to it: "Any fever? No."
_REPLY = re.compile(
    r"\s*(?:[A-Za-z]{1,12}\s*:\s*)?(?P<no>no|none|nope|never|denies|denied|negative|not)?(?P<yes>yes|yeah|yep|sure)?\b",
    re.IGNORECASE,
)
# Of an endless sentence one block of characters on either side is read. Blocks, and not a distance from each
# finding, so that findings near each other share one search.
_BLOCK = 1500


class ContextEngine:
    """One text at a time; safe to share between threads."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules

    def assess(self, text: str, start: int, end: int) -> Context:
        """Of the finding at these characters. Raises ValueError for a place outside the text."""
        if not 0 <= start <= end <= len(text):
            raise ValueError("the finding lies outside the text")
        return next(self.contexts(text, [(start, end)]))

    def assess_named(self, text: str, concept: str) -> Context:
        """Of the concept, where it is found; where it is there several times the first place of which something
        is said counts, and where it is not, the end of the text."""
        places = find_places(text, concept) or [(len(text), len(text))]
        found = list(self.contexts(text, places))
        return next((context for context in found if context != Context()), found[0])

    def apply(self, text: str, entities: Sequence[Entity]) -> list[Entity]:
        found = self.contexts(text, [(entity.start, entity.end) for entity in entities])
        return [
            replace(entity, negated=c.negated, temporality=c.temporality, experiencer=c.experiencer)
            for entity, c in zip(entities, found, strict=True)
        ]

    def contexts(
        self, text: str, places: Sequence[tuple[int, int]], hidden: Collection[int] = frozenset()
    ) -> Iterator[Context]:
        """Of each place in turn. Words that begin at `hidden` belong to something else and are no cues: who has no
        appetite does not deny what is named next."""
        headings = Headings(text, self._rules.headings)
        borders = _Sentences(text)
        searched: dict[tuple[int, int], Searched] = {}
        for start, end in places:
            sentence = borders.around(start, end)
            if sentence not in searched:
                searched[sentence] = Searched(self._rules.tree, words(text, *sentence), hidden)
            row = searched[sentence].row(start, end)
            yield _context(text, end, sentence[1], {**headings.over(start), **said(self._rules, row)})


def _context(text: str, end: int, sentence_end: int, answers: dict[str, str]) -> Context:
    if text[end:sentence_end].rstrip().endswith("?") and NEGATION not in answers:
        answers |= _replied(text, sentence_end)
    return Context(
        negated=answers.get(NEGATION) == "negated",
        temporality=answers.get(TEMPORALITY, "recent"),
        experiencer=answers.get(EXPERIENCER, "patient"),
        state=answers.get(STATE, ""),
    )


class _Sentences:
    """Of one text, found by place."""

    def __init__(self, text: str) -> None:
        borders = list(sentences(text))
        self._starts = [start for start, _ in borders]
        self._ends = [end for _, end in borders]
        self._length = len(text)

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The sentence, or the sentences, that hold the finding; cut where they are endless."""
        before, after = bisect_right(self._starts, start), bisect_left(self._ends, end)
        first = self._starts[before - 1] if before else 0
        last = self._ends[after] if after < len(self._ends) else self._length
        least, most = (start // _BLOCK - 1) * _BLOCK, (end // _BLOCK + 2) * _BLOCK
        return max(min(first, start), least), min(max(last, end), most)


def _replied(text: str, at: int) -> dict[str, str]:
    """What the words after a question say; a question without an answer supposes."""
    found = _REPLY.match(text, at)
    if found and found["no"]:
        return {NEGATION: "negated"}
    return {} if found and found["yes"] else {TEMPORALITY: "hypothetical"}


@lru_cache(maxsize=1)
def shipped() -> ContextEngine:
    return ContextEngine(load())


def assess(text: str, start: int, end: int) -> Context:
    return shipped().assess(text, start, end)


def apply(text: str, entities: Sequence[Entity]) -> list[Entity]:
    return shipped().apply(text, entities)


def contexts(text: str, places: Sequence[tuple[int, int]], hidden: Collection[int] = frozenset()) -> list[Context]:
    return list(shipped().contexts(text, places, hidden))


def assess_named(text: str, concept: str) -> Context:
    return shipped().assess_named(text, concept)
