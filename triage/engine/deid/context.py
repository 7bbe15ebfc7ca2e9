"""What belongs to something found: the rest of a name, of a company, of an address."""

import itertools
import re
from collections.abc import Iterator, Sequence

from triage.engine.deid.lists import Lists, folded
from triage.engine.deid.screen import Screen
from triage.engine.deid.tokens import Token
from triage.engine.deid.types import Found

_CAPITAL = r"[^\W\d_a-z][^\W\d_]+"
_FIRM = re.compile(
    rf"\b((?:{_CAPITAL}[ ,&-]+){{0,4}}{_CAPITAL}),? (?:Inc|LLC|Ltd|PLC|Corp|Corporation|Incorporated|GmbH|"
    rf"Holdings|Partners|and Sons|& Sons)\b\.?"
)
_PARTNERS = re.compile(rf"\b{_CAPITAL}, {_CAPITAL},? (?:and|&) {_CAPITAL}\b", re.IGNORECASE)
_HOUSE = re.compile(
    rf"\b((?:{_CAPITAL}[ -]){{1,4}})(?:Hospital|Clinics?|University|College|School|Institute|Pharmacy|Bank|"
    rf"Associates|Foundation|"
    r"Research|Technologies|Hospice|Church|Orchestra|Academy|Laboratory|Laboratories|Medical Cent(?:er|re)|"
    r"Nursing Home|"
    r"Health Cent(?:er|re)|Practice|Company|Society|Systems|Solutions|Services|Industries)\b"
)
_CODE_AFTER = re.compile(
    r"[ ,)]{1,3}(\d{3,6}(?:[ -]\d{2,4})?)(?![\w%]|[.,/]\d| ?(?:mg|ml|g|kg|mm|units?|mcg|"
    r"cells)\b)"
)
_NUMBERS_BEFORE = re.compile(r"(?:\b\d{1,6}[ ,]{1,2}){1,2}$")
_STATE_BETWEEN = re.compile(r"[\s,]*[A-Z]{1,3}[\s,]*")
_STATE_AFTER = re.compile(r",? [A-Z]{2}(?![\w/])")
_LONGEST_BRIDGE = 14
_ADDRESS = frozenset({"STREET_ADDRESS", "GPE", "ZIP_CODE"})


class Context:
    def __init__(self, screen: Screen, lists: Lists) -> None:
        self._screen, self._lists = screen, lists

    def around(self, text: str, tokens: Sequence[Token], found: Sequence[Found]) -> Iterator[Found]:
        yield from _codes(text, found)
        yield from self._bridges(text, found)
        yield from self._rest_of_names(tokens, found)

    def firms(self, text: str) -> Iterator[Found]:
        for match in _FIRM.finditer(text):
            yield Found(match.start(), match.end(), "ORGANIZATION")
        for match in _PARTNERS.finditer(text):
            if all(self._namelike(word) for word in re.findall(r"[^\W\d_]{4,}", match[0])):
                yield Found(match.start(), match.end(), "ORGANIZATION")
        for match in _HOUSE.finditer(text):
            if any(map(self._screen.suspect, re.findall(r"[^\W\d_]+", match[1]))):
                yield Found(match.start(), match.end(), "ORGANIZATION")

    def _namelike(self, word: str) -> bool:
        return folded(word) in self._lists.words["family"] or self._screen.suspect(word)

    def _bridges(self, text: str, found: Sequence[Found]) -> Iterator[Found]:
        """Between two parts of an address a word or two belong to it as well."""
        for one, following in itertools.pairwise(found):
            kinds = {one.type, following.type}
            if kinds <= _ADDRESS | {"PERSON"} and _bridged(text[one.end : following.start], kinds):
                yield Found(one.end, following.start, "STREET_ADDRESS")

    def _rest_of_names(self, tokens: Sequence[Token], found: Sequence[Found]) -> Iterator[Found]:
        ends = {one.end: one.type for one in found if one.type in ("PERSON", "ORGANIZATION")}
        for before, token in itertools.pairwise(tokens):
            kind = ends.get(before.end)
            if kind and token.gap == " " and re.fullmatch(_CAPITAL, token.text) and token.text[1:].islower():
                ends[token.end] = kind
                yield Found(token.start, token.end, kind)


def _bridged(between: str, kinds: set[str]) -> bool:
    if _STATE_BETWEEN.fullmatch(between):
        return bool(kinds & {"ZIP_CODE", "STREET_ADDRESS"})
    short = len(between) <= _LONGEST_BRIDGE and len(re.findall(r"\w+", between)) <= 2
    return "STREET_ADDRESS" in kinds and short and not re.search(r"[.;:?!]\s+[A-Za-z]", between)


def _codes(text: str, found: Sequence[Found]) -> Iterator[Found]:
    for one in found:
        if one.type in ("GPE", "STREET_ADDRESS") and (match := _CODE_AFTER.match(text, one.end)):
            yield Found(match.start(1), match.end(1), "ZIP_CODE")
        if one.type == "STREET_ADDRESS" and (match := _STATE_AFTER.match(text, one.end)):
            yield Found(match.start(), match.end(), "STREET_ADDRESS")
        if one.type == "STREET_ADDRESS" and (match := _NUMBERS_BEFORE.search(text[max(0, one.start - 16) : one.start])):
            yield Found(one.start - len(match[0]), one.start, "STREET_ADDRESS")
