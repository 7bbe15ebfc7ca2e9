"""A text as the checker sees it: clauses of words with stems and whether they are denied, numbers, days, sides."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from triage.engine.deid.tokens import Token, tokenize
from triage.engine.support.lexicon import Lexicon, stem

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = "(" + "|".join(f"{m[:3]}(?:{m[3:]})?" if len(m) > 3 else m for m in _MONTHS) + r"|sept)\b\.?"
_DATES: tuple[tuple[re.Pattern[str], tuple[int, int, int]], ...] = (
    (re.compile(r"\b(\d{4})-(\d{2})-(\d{2})(?:t[\d:.+z-]*)?\b"), (0, 1, 2)),
    (re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH},? (\d{{4}})\b"), (2, 1, 0)),
    (re.compile(rf"\b{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})\b"), (2, 0, 1)),
    (re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b"), (2, 0, 1)),
    (re.compile(rf"\b{_MONTH},? ((?:19|20)\d\d)\b"), (1, 0, -1)),
)
_MONTH_ALONE = re.compile(rf"\b(?:in|since|until|till|of|last|from|to|by|through|between) {_MONTH}(?! \d)")
_NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)*(?!\w*\d)")
_UNIT = re.compile(r"[ -]?(%|[^\W\d_]+)")
_WORDS = re.compile(r"[a-z]+")
_CODE = re.compile(r"(?<![\w.])[a-z]{1,3}-?\d{1,3}(?!\w|\.\d)")
_SIDES = {"left": "left", "right": "right", "lt": "left", "rt": "right", "bilateral": "both", "bilaterally": "both"}
_CLAUSE_END = frozenset(".;?!")
_COMMAS = frozenset(",:()")
_PLACES = frozenset(("in", "on", "at", "during"))
_LEFT_BEHIND = re.compile(
    r"\b(?:has|have|had) left\b|\bleft(?= (?:with|without|hospital|home|alone|behind|him|her|in place)\b)"
)
_AHEAD = re.compile(r"\bto be (?=\w+(?:ed|en|ne|nt|pt|ade)\b)")
_FORMERLY = re.compile(r"\bonce(?= (?:had|was|were|been|took|used|on)\b| \w+ed\b)")
_LISTING = frozenset(("denies", "denied", "without", "no", "deny", "non", "negative"))


AFFIRMED, UNSURE, DENIED = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Word:
    """`denial`: DENIED after a denying word of its clause, UNSURE before one or beside one that half denies."""

    stem: str
    text: str
    denial: int
    clause: int
    light: bool
    function: bool


@dataclass(frozen=True, slots=True)
class Reading:
    words: tuple[Word, ...]
    numbers: tuple[tuple[str, str], ...]  # with the unit that follows, "" for none
    codes: frozenset[str]  # L5, T2, B12
    dates: frozenset[str]  # ISO days, or year and month, or `--MM` for a month alone
    drugs: tuple[str, ...]
    measures: frozenset[str]
    denials: int
    half_denials: int  # stopped, planned, intact: words that say what a denial may say too


def read(text: str, lexicon: Lexicon) -> Reading:
    plain = " ".join(text.casefold().replace("’", "'").replace("‑", "-").split(" "))
    plain = _AHEAD.sub("planned ", plain)
    dates, rest = _dates(_FORMERLY.sub("formerly", _LEFT_BEHIND.sub("leaves", plain)))
    rest = lexicon.drug_pattern.sub(lambda m: lexicon.drugs[m[0]], rest)
    rest = lexicon.same_pattern.sub(lambda m: lexicon.same[m[0]], rest)
    words = tuple(_words(rest, lexicon))
    return Reading(
        words=words,
        numbers=tuple(_numbers(rest, lexicon)),
        codes=frozenset(_CODE.findall(rest)),
        dates=frozenset(dates),
        drugs=tuple(lexicon.drugs[match[0]] for match in lexicon.drug_pattern.finditer(plain)),
        measures=frozenset(lexicon.measures[match[0]] for match in lexicon.measure_pattern.finditer(rest)),
        denials=sum(word.text in lexicon.deny or word.text.endswith("n't") for word in words),
        half_denials=sum(word.stem in lexicon.denies_unsaid for word in words),
    )


def _numbers(text: str, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    for match in _NUMBER.finditer(text):
        yield _number(match[0]), _unit(text, match.end(), lexicon)
    for match in _WORDS.finditer(text):
        if match[0] in lexicon.numbers:
            yield lexicon.numbers[match[0]], _unit(text, match.end(), lexicon)


def _unit(text: str, at: int, lexicon: Lexicon) -> str:
    match = _UNIT.match(text, at)
    word = match[1] if match else ""
    return stem(word) if word in lexicon.units or stem(word) in lexicon.units else ""


def sides(words: tuple[Word, ...]) -> set[str]:
    return {_SIDES[word.text] for word in words if word.text in _SIDES}


def is_side(word: Word) -> bool:
    return word.text in _SIDES


def _words(text: str, lexicon: Lexicon) -> Iterator[Word]:
    tokens = tokenize(text)
    clause_of, denied = _clauses(tokens, lexicon)
    with_denial = {clause_of[place] for place, token in enumerate(tokens) if _denies(token.text, lexicon)}
    halves = {clause_of[place] for place, token in enumerate(tokens) if stem(token.text) in lexicon.half_deny}
    for place, token in enumerate(tokens):
        word = token.text
        if word[0].isalnum():
            found = stem(word.removesuffix("'s"))
            half = clause_of[place] in halves and found not in lexicon.half_deny
            unsure = half or clause_of[place] in with_denial
            denial = DENIED if denied[place] else UNSURE if unsure else AFFIRMED
            light = word in lexicon.light or found in lexicon.light or _denies(word, lexicon) or len(word) < 2
            yield Word(found, word.removesuffix("'s"), denial, clause_of[place], light, word in lexicon.function)


def _denies(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.deny or word.endswith("n't")


def _clauses(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[list[int], list[bool]]:
    """A denial reaches to the end of its clause; a comma ends it unless the clause is a list of things denied."""
    clauses, denials = [], []
    denied, clause, listing = False, 0, False
    for place, token in enumerate(tokens):
        word = token.text
        if word in _CLAUSE_END or (token.gap == "\n" and place):
            denied, listing, clause = False, False, clause + 1
        elif word in _COMMAS:
            clause += 1
            denied = denied and listing
        elif word in lexicon.ends_denial:
            denied, clause = False, clause + 1
        elif word in _PLACES:  # "no pus in the wound" does not deny the wound
            denied = False
        clauses.append(clause)
        denials.append(denied)
        if _denies(word, lexicon) and not _after_its_noun(tokens, place):
            denied = True
            listing = listing or word in _LISTING
    return clauses, denials


def _after_its_noun(tokens: Sequence[Token], place: int) -> bool:
    """ "Antigen negative, antibody 320": what follows is not denied, unless it says "negative for"."""
    return tokens[place].text == "negative" and (place + 1 == len(tokens) or tokens[place + 1].text != "for")


def _number(text: str) -> str:
    plain = text.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", text) else text.replace(",", ".")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain.lstrip("0") or "0"


def _dates(text: str) -> tuple[set[str], str]:
    found: set[str] = set()
    for pattern, (year, month, day) in _DATES:
        for match in pattern.finditer(text):
            parts = match.groups()
            name = parts[month]
            number = (
                int(name) if name.isdigit() else next(i for i, m in enumerate(_MONTHS, 1) if m.startswith(name[:3]))
            )
            found.add(f"{parts[year]}-{number:02d}" + (f"-{int(parts[day]):02d}" if day >= 0 else ""))
        text = pattern.sub(" ", text)
    for match in _MONTH_ALONE.finditer(text):
        found.add(f"--{next(i for i, m in enumerate(_MONTHS, 1) if m.startswith(match[1][:3])):02d}")
    return found, text
