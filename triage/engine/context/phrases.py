"""Phrases of the rules as one tree of words, so that a sentence is searched for all of them in one pass."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from triage.engine.context.types import RuleError
from triage.engine.context.words import ANY_WORD, MARK, NUMBER, YEAR, Word

LEAD = 3  # words of a phrase that may stand before the finding which it holds


@dataclass(slots=True)
class Node:
    """`ends` are the rules whose phrase is complete here."""

    by_word: dict[str, list["Node"]] = field(default_factory=dict)
    by_kind: dict[str, list["Node"]] = field(default_factory=dict)
    known: dict[frozenset[str], "Node"] = field(default_factory=dict)
    ends: list[int] = field(default_factory=list)

    def grow(self, choices: frozenset[str]) -> "Node":
        """The node behind one element; made where it is not there yet."""
        if choices not in self.known:
            node = self.known[choices] = Node()
            for choice in choices:
                place = self.by_kind if choice in (ANY_WORD, NUMBER, YEAR) else self.by_word
                place.setdefault(choice, []).append(node)
        return self.known[choices]

    def next(self, word: Word) -> list["Node"]:
        found = self.by_word.get(word.text, _NOWHERE)
        if self.by_kind:
            for kind in word.kinds:
                if kind in self.by_kind:
                    found = [*found, *self.by_kind[kind]]
        return found


_NOWHERE: list[Node] = []


@dataclass(frozen=True, slots=True)
class Match:
    rule: int
    start: int  # places of words, `end` exclusive
    end: int


class PhraseTree:
    def __init__(self, classes: Mapping[str, Sequence[str]]) -> None:
        self._root = Node()
        self._classes = {f"<{name}>": frozenset(words) for name, words in classes.items()}

    def add(self, phrase: str, rule: int) -> None:
        """Raises RuleError for a phrase that is empty, may be empty, or begins with any word."""
        elements = [self._element(text) for text in phrase.split()]
        for row in _rows(elements):
            if not row or ANY_WORD in row[0]:
                raise RuleError(f"the phrase “{phrase}” could begin anywhere")
            if any(MARK in choices for choices in row[LEAD + 1 :]):
                raise RuleError(f"in the phrase “{phrase}” the finding comes too late")
            node = self._root
            for choices in row:
                node = node.grow(choices)
            if rule not in node.ends:
                node.ends.append(rule)

    def matches(self, words: Sequence[Word], places: Iterable[int]) -> Iterator[Match]:
        """Every match that begins at one of these places, shorter ones first."""
        count = len(words)
        for start in places:
            active = self._root.next(words[start])
            place = start + 1
            while active:
                for node in active:
                    for rule in node.ends:
                        yield Match(rule, start, place)
                if place == count:
                    break
                word = words[place]
                active = [node for before in active for node in before.next(word)]
                place += 1

    def _element(self, text: str) -> tuple[frozenset[str], bool]:
        """The words to choose from, and whether the element may be left out."""
        optional = len(text) > 1 and text.endswith("?")
        choices: set[str] = set()
        for choice in (text[:-1] if optional else text).split("|"):
            if choice in self._classes:
                choices |= self._classes[choice]
            elif choice.startswith("<") and len(choice) > 1 and choice not in (ANY_WORD, NUMBER, YEAR):
                raise RuleError(f"no class {choice}")
            else:
                choices.add(choice)
        if "" in choices:
            raise RuleError(f"an empty choice in “{text}”")
        return frozenset(choices), optional


def _rows(elements: Sequence[tuple[frozenset[str], bool]]) -> Iterator[tuple[frozenset[str], ...]]:
    """Every row that optional elements allow."""
    if not elements:
        yield ()
        return
    choices, optional = elements[0]
    for rest in _rows(elements[1:]):
        yield (choices, *rest)
        if optional:
            yield rest
