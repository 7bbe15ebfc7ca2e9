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
    rf"\b((?:\d{{1,3}} )?(?:{_CAPITAL}[ ,&-]+){{0,4}}{_CAPITAL}),? (?:Inc|LLC|Ltd|PLC|Corp|Corporation|"
    rf"Incorporated|GmbH|"
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
_AT_HOUSE = re.compile(
    rf"\b(?:at|from|to|of|by|with|via|through|for|in|the|attends|called)[ ]+((?:[Tt]he )?"
    rf"(?:{_CAPITAL}(?:-| (?:of (?:the )?|& |and )?)){{1,5}}"  # parts end in a space or dash, or it tries forever
    r"(?:Hospital|Clinic|University|College|School|Primary|Elementary|Academy|Institute|Pharmacy|Center|Centre|"
    r"Home|Hospice|"
    r"Health|Healthcare|Network|Studio|Shelter|Hotel|Motel|Inn|Lodge|Manor|Court|House|Group|Unit|Surgery|"
    r"Practice|Infirmary|"
    r"Regional|Medical|Imaging|Care|Wellness|Therapy|Physio|Rehab|Law|Insurance|Terminal|Airport|Station|"
    r"Klinikum|Klinik|Primary School|Laborator(?:y|ies)|Labs?|Drugs|Optometry|Dental|Audiology|Endocrinology|"
    r"Rehabilitation|Mobility|"
    r"Bakery|Cafe|Café|Restaurant|Press|Chapel|Church|Temple|Mosque|Synagogue|Library|Museum|Depot|Outreach|"
    r"Services?|Trust|"
    r"Union|Council|Agency|Society|Association|Foundation|Company|Stores?|Farms?|Bank|Club|Lines|Roofing|"
    r"Cycles))\b(?! (?:{0})\b)".replace("{0}", "disease|syndrome|pressure|score")
)
_HEADED = re.compile(
    rf"\b(?:University(?: Hospital| College)?|Hospital|School|Institute|Church|College|Camp|Fort|Klinikum|"
    rf"Klinik|Krankenhaus|Ziekenhuis|"
    rf"H[ôo]pital|Cl[íi]nica|Ospedale|Hospital Universitario|Clinique|Carmel|Convent|Abbey)(?: (?:of|de|del|"
    rf"della|di|der|van|des|la|the|St))*"
    rf"(?: {_CAPITAL}){{1,3}}"
)
_PAIR = re.compile(rf"\b{_CAPITAL} & {_CAPITAL}\b")
_OLD = re.compile(r"(?: \(|, )(9\d|1[01]\d)(?=\)|[,.;])")
_INITIAL = re.compile(rf"(?: [^\W\d_a-z]|(?<= [^\W\d_a-z]))\. {_CAPITAL}\b")
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
        yield from _very_old(text, found)
        yield from _initial_between(text, found)
        yield from self._rest_of_names(tokens, found)

    def firms(self, text: str) -> Iterator[Found]:
        for match in _FIRM.finditer(text):
            yield Found(match.start(), match.end(), "ORGANIZATION")
        for match in _PARTNERS.finditer(text):
            if all(self._namelike(word) for word in re.findall(r"[^\W\d_]{4,}", match[0])):
                yield Found(match.start(), match.end(), "ORGANIZATION")
        for match in _AT_HOUSE.finditer(text):
            yield Found(match.start(1), match.end(1), "ORGANIZATION")
        for match in _HEADED.finditer(text):
            yield Found(match.start(), match.end(), "ORGANIZATION")
        for match in _PAIR.finditer(text):
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
            if (
                kinds <= _ADDRESS | {"PERSON"}
                and kinds & {"STREET_ADDRESS", "ZIP_CODE"}
                and _bridged(text[one.end : following.start], kinds)
            ):
                yield Found(one.end, following.start, "STREET_ADDRESS")

    def _rest_of_names(self, tokens: Sequence[Token], found: Sequence[Found]) -> Iterator[Found]:
        """Capitalised words that follow, unless medical text writes them small: "Tamsin Okell Continue"."""
        ends = {one.end: one.type for one in found if one.type in ("PERSON", "ORGANIZATION")}
        for before, token in itertools.pairwise(tokens):
            kind = ends.get(before.end)
            named = re.fullmatch(_CAPITAL, token.text) and token.text[1:].islower()
            if kind == "PERSON" and self._screen.plain(token.text):
                continue
            if kind and token.gap == " " and named:
                ends[token.end] = kind
                yield Found(token.start, token.end, kind)


def _bridged(between: str, kinds: set[str]) -> bool:
    if _STATE_BETWEEN.fullmatch(between):
        return bool(kinds & {"ZIP_CODE", "STREET_ADDRESS"})
    short = len(between) <= _LONGEST_BRIDGE and len(re.findall(r"\w+", between)) <= 2
    if "STREET_ADDRESS" not in kinds or not short or re.search(r"[.;:?!]\s+[A-Za-z]", between):
        return False
    if "PERSON" in kinds or kinds == {"GPE", "STREET_ADDRESS"}:
        return not re.search(r"(?<![^\W\d])[^\W\d_A-Z][^\W\d_]|[()]", between)
    return True


def _codes(text: str, found: Sequence[Found]) -> Iterator[Found]:
    for one in found:
        if one.type in ("GPE", "STREET_ADDRESS") and (match := _CODE_AFTER.match(text, one.end)):
            yield Found(match.start(1), match.end(1), "ZIP_CODE")
        if one.type == "STREET_ADDRESS" and (match := _STATE_AFTER.match(text, one.end)):
            yield Found(match.start(), match.end(), "STREET_ADDRESS")
        if one.type == "STREET_ADDRESS" and (match := _NUMBERS_BEFORE.search(text[max(0, one.start - 16) : one.start])):
            yield Found(one.start - len(match[0]), one.start, "STREET_ADDRESS")


def _very_old(text: str, found: Sequence[Found]) -> Iterator[Found]:
    """A bare number from 90 up after a name, in brackets or between commas, is an age."""
    for one in found:
        if one.type == "PERSON" and (match := _OLD.match(text, one.end)):
            yield Found(match.start(1), match.end(1), "AGE")


def _initial_between(text: str, found: Sequence[Found]) -> Iterator[Found]:
    for one in found:
        if one.type == "PERSON" and (match := _INITIAL.match(text, one.end)):
            yield Found(match.start(), match.end(), "PERSON")
