"""All that may identify someone in a text: what is known, what has a form, what the tagger sees."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from triage.engine.deid.codes import codes
from triage.engine.deid.context import Context
from triage.engine.deid.dates import dates, moved
from triage.engine.deid.lists import Lists, folded
from triage.engine.deid.others import marked
from triage.engine.deid.patterns import found_by_form
from triage.engine.deid.screen import CARE, Screen, bare, uses_capitals
from triage.engine.deid.tagger import Tagger
from triage.engine.deid.titles import after_degree, roles_before, titled, without_role, written_small
from triage.engine.deid.tokens import Token, tokenize
from triage.engine.deid.types import Found, Known
from triage.engine.deid.vocabulary import Vocabulary
from triage.engine.ner import Recogniser

_DIGITS = {"ID": 4, "PHONE_NUMBER": 6, "ZIP_CODE": 3, "AGE": 1}
_JOINED = frozenset({"STREET_ADDRESS", "ORGANIZATION", "PERSON", "GPE"})
_PLACES = frozenset({"STREET_ADDRESS", "GPE", "ZIP_CODE"})
_WITH_ROLES = frozenset({"PERSON", "ORGANIZATION"})
_OLDEST_KEPT = 89


class Finder:
    def __init__(self, tagger: Tagger | Recogniser, lists: Lists, vocabulary: Vocabulary) -> None:
        self._tagger, self._lists, self._vocabulary = tagger, lists, vocabulary
        self._screen = Screen(lists, vocabulary)
        self._context = Context(self._screen, lists)

    def find(self, text: str, known: Known) -> tuple[Found, ...]:
        tokens = tokenize(text)
        tagged = list(self._tagged(text, tokens))
        certain = [*_known(text, known), *(found for found, _move in dates(text)), *found_by_form(text), *codes(text)]
        certain += [*titled(text), *written_small(tokens, self._screen), *after_degree(text, self._screen)]
        certain += self._context.firms(text)
        first = without_overlap(text, [*certain, *tagged])
        first = without_overlap(text, [*first, *self._context.around(text, tokens, first)])
        again = [*self._named_again(tokens, text, first), *roles_before(tokens, first)]
        whole = without_overlap(text, [*first, *again])
        parted = (part for one in whole for part in (without_role(text, one) if one.type in _WITH_ROLES else (one,)))
        return tuple(sorted(parted, key=lambda one: one.start))

    def _tagged(self, text: str, tokens: Sequence[Token]) -> Iterator[Found]:
        if not isinstance(self._tagger, Tagger):
            yield from marked(self._tagger, text)
            return
        tags = self._tagger.tag(tokens)
        mixed = uses_capitals(tokens)
        first = 0
        for label, group in groupby(tag.label for tag in tags):
            last = first + sum(1 for _one in group)
            start, end = self._screen.trimmed(label, tokens, first, last, mixed)
            run = tokens[start:end]
            if label != "O" and run and self._screen.keeps(label, run, tokens, start, mixed):
                found = self._run(text, label, run)
                if found:
                    yield found
            first = last
        yield from self._screen.passed_over(tokens, tags)

    def _run(self, text: str, label: str, run: Sequence[Token]) -> Found | None:
        while run and not run[0].text[0].isalnum():
            run = run[1:]
        while run and not run[-1].text[-1].isalnum():
            run = run[:-1]
        if not run:
            return None
        start, end = run[0].start, run[-1].end
        words = text[start:end]
        if sum(map(str.isdigit, words)) < _DIGITS.get(label, 0):
            return None
        if label == "AGE":  # an older one is left to the rule that wants "years" beside it
            young = words.isdigit() and int(words) <= _OLDEST_KEPT
            return Found(start, end, label, kept=True) if young else None
        if label == "DATE_TIME" and moved(words, 1) is None:
            return None
        if label == "TITLE":
            parts = {folded(token.text) for token in run}
            stays = bool(parts & (self._lists.words["honorifics"] | CARE))
            return Found(start, end, label, kept=stays) if self._screen.is_title(run) else None
        return Found(start, end, label)

    def _named_again(self, tokens: Sequence[Token], text: str, found: Sequence[Found]) -> Iterator[Found]:
        """A name that was seen once is a name wherever it stands with a capital."""
        names = {
            bare(token.text)
            for one in found
            if one.type == "PERSON"
            for token in tokenize(text[one.start : one.end])
            if len(bare(token.text)) > 2 and self._is_name(bare(token.text))
        }
        for place, token in enumerate(tokens):
            if token.text[:1].isupper() and bare(token.text) in names and not self._screen.opens_eponym(tokens, place):
                yield Found(token.start, token.end, "PERSON")

    def _is_name(self, word: str) -> bool:
        return self._vocabulary(word).seen == 0 or (
            self._vocabulary(word).seen < 3 and any(word in self._lists.words[key] for key in ("given", "family"))
        )


def _known(text: str, known: Known) -> Iterator[Found]:
    for kind, values in (("ID", known.identifiers), ("GPE", known.places)):
        for value in values:
            yield from _exactly(text, value, kind)
    for name in known.names:
        yield from _exactly(text, name, "PERSON")
        for part in re.findall(r"[^\W\d_]{3,}", name):
            yield from (one for one in _exactly(text, part, "PERSON") if text[one.start].isupper())


def _exactly(text: str, value: str, kind: str) -> Iterator[Found]:
    if value.strip():
        pattern = r"\s+".join(map(re.escape, value.split()))
        for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE):
            yield Found(match.start(), match.end(), kind)


def without_overlap(text: str, found: Iterable[Found]) -> list[Found]:
    """Earlier finds win; of a later one the parts that stick out stay. Neighbours of one kind join."""
    owner = [-1] * len(text)
    kinds: list[Found] = []
    for one in found:
        number = len(kinds)
        kinds.append(one)
        for place in range(one.start, one.end):
            if owner[place] < 0:
                owner[place] = number
    pieces: list[Found] = []
    for number, group in groupby(range(len(text)), key=lambda place: owner[place]):
        places = list(group)
        start, end = places[0], places[-1] + 1
        if number < 0 or not any(map(str.isalnum, text[start:end])):
            continue
        start, end = start + _blanks(text[start:end]), end - _blanks(text[start:end][::-1])
        pieces.append(Found(start, end, kinds[number].type, kinds[number].kept and _whole(kinds[number], start, end)))
    return _joined(text, pieces)


def _blanks(text: str) -> int:
    return len(text) - len(text.lstrip(" \n\t,;"))


def _whole(one: Found, start: int, end: int) -> bool:
    return (one.start, one.end) == (start, end)


def _joined(text: str, pieces: Sequence[Found]) -> list[Found]:
    out: list[Found] = []
    for one in pieces:
        last = out[-1] if out else None
        between = text[last.end : one.start] if last else ""
        if (
            last
            and last.type == one.type
            and one.type in _JOINED
            and not any(map(str.isalnum, between))
            and _near(between, one)
        ):
            out[-1] = Found(last.start, one.end, one.type)
        else:
            out.append(one)
    return out


def _near(between: str, one: Found) -> bool:
    return len(between) <= 4 and (one.type in _PLACES or between in ("", " ", "-", ". ", ".", "'", "’"))
