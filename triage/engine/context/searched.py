"""A sentence searched once for all phrases; each finding in it then hides its own words from them."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from triage.engine.context.phrases import LEAD, Match, PhraseTree
from triage.engine.context.words import ANY_WORD, MARK, Word

_HIDDEN = "¶"  # no phrase has it


@dataclass(frozen=True, slots=True)
class Row:
    """The words with those of the finding replaced by one mark, between two borders; the place of the mark; and the
    longest match of each rule at each place."""

    words: Sequence[Word]
    at: int
    matches: Sequence[Match]


class Searched:
    def __init__(self, tree: PhraseTree, words: Sequence[Word], hidden: Collection[int] = frozenset()) -> None:
        """Words that begin at `hidden` count as words and are no cues."""
        self._tree = tree
        first, last = (words[0].start, words[-1].end) if words else (0, 0)
        self._words = [Word("^", first, first), *(_masked(word, hidden) for word in words), Word("$", last, last)]
        self._starts, self._ends = [word.start for word in words], [word.end for word in words]
        self._found = list(tree.matches(self._words, range(len(self._words))))

    def row(self, start: int, end: int) -> Row:
        """Seen from the finding at these characters."""
        at, after = 1 + bisect_right(self._ends, start), 1 + bisect_left(self._starts, end)
        words = [*self._words[:at], Word(MARK, start, end), *self._words[after:]]
        shift = 1 - (after - at)
        longest: dict[tuple[int, int], int] = {}
        for match in self._found:
            if match.end <= at:
                longest[match.start, match.rule] = match.end
            elif match.start >= after:
                longest[match.start + shift, match.rule] = match.end + shift
        for match in self._tree.matches(words, range(max(0, at - LEAD), at + 1)):
            if match.end > at:
                longest[match.start, match.rule] = match.end
        return Row(words, at, [Match(rule, start, end) for (start, rule), end in longest.items()])


def _masked(word: Word, hidden: Collection[int]) -> Word:
    return Word(_HIDDEN, word.start, word.end, (ANY_WORD,)) if word.start in hidden else word
