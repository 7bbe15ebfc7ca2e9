"""Since when, or for how long, a text says that something is there: 'for three weeks', '2-day history of'."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from triage.engine.findings.types import Since
from triage.engine.sentences import sentences

_DAYS = {"minute": 1 / 1440, "min": 1 / 1440, "hour": 1 / 24, "hr": 1 / 24, "day": 1, "night": 1, "fortnight": 14}
_DAYS |= {"week": 7, "wk": 7, "month": 30.4, "year": 365.25, "yr": 365.25, "decade": 3652.5}
_NUMBERS = {
    word: n for n, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
_NUMBERS |= {"a": 1, "an": 1, "a couple of": 2}


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_LENGTH = re.compile(
    r"\b(?:(?P<lead>for|over|during|lasting|lasts?|lasted|since|in|x)\s+)?(?P<past>(?:the\s+)?(?:past|last)\s+)?"
    r"(?:(?:about|around|almost|nearly|over|more than|less than|at least|some|roughly|approximately|only|just|up to)"
    rf"\s+)*(?:(?P<count>\d+(?:\.\d+)?|{_either(_NUMBERS)})(?:\s*(?:-|–|to|or)\s*(?:\d+|\w+))??"
    r"|(?P<vague>several|a few|few|many))?"
    rf"[\s-]*\b(?P<unit>{_either(_DAYS)})(?P<plural>s?)\b(?![\s-]*(?:old|pregnant|(?:of )?gestation))"
    r"(?P<tail>[\s-]*(?:long[\s-]+)?(?:history|hx)\s+of\b|\s+(?:ago|earlier)\b|\s+of\b)?",
    re.IGNORECASE,
)
_PART = r"(?:morning|afternoon|evening|night|week|weekend|month|year|summer|winter|spring|autumn|fall)"
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_NOW = {"today": 0.0, "this morning": 0.0, "yesterday": 1.0, "last night": 1.0, "last week": 7.0, "last month": 30.4}
_POINT = re.compile(
    rf"\b(?:(?:since|from)\s+(?:(?:early|the|his|her|their|my)\s+)*"
    rf"(?:yesterday|today|this\s+{_PART}|last\s+(?:{_PART}|{_DAY})|{_DAY}"
    r"|january|february|march|april|may|june|july|august|september|october|november|december|christmas|easter"
    r"|breakfast|lunch|dinner|noon|midnight|waking|birth|infancy|childhood|puberty|menarche|adolescence|(?:19|20)\d\d"
    r"|age\s+(?:of\s+)?\d+|(?:he|she|they|i)\s+(?:was|were)\s+(?:\d+|an?\s+\w+))"
    rf"|yesterday|today|this\s+(?:morning|afternoon|evening)|last\s+(?:night|week|month|{_DAY})"
    r"|all\s+(?:my|his|her|their)\s+li(?:fe|ves))\b",
    re.IGNORECASE,
)
_NEAR = 4  # characters
_CLAUSE = re.compile(r"(?:^|[,;:(]|\b(?:and|but|then|with|plus))\s*$", re.IGNORECASE)
_GOES_BACK = re.compile(r"\s*(?:it|this|these|they|that|the (?:pain|symptoms?|complaints?)|symptoms?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """`forward` where it opens its clause and speaks of what follows."""

    since: Since
    forward: bool


def since(text: str, places: Sequence[tuple[int, int]]) -> list[Since | None]:
    """For each place (start and end of a finding) the phrase that dates it."""
    found: list[Since | None] = [None] * len(places)
    borders = list(sentences(text))
    starts = [start for start, _ in borders]
    inside: dict[int, list[int]] = {}
    for number, (start, _) in enumerate(places):
        inside.setdefault(bisect_right(starts, start) - 1, []).append(number)
    for number, (start, end) in enumerate(borders):
        phrases = _phrases(text, start, end)
        dated = [one for one in inside.get(number, ()) if not any(_is(places[one], other.since) for other in phrases)]
        for one in dated:
            found[one] = _of(places[one], phrases, [places[other] for other in dated])
        if phrases and not phrases[0].forward and _GOES_BACK.match(text, start):
            # 'It began two days ago' dates what was told just before.
            for one in inside.get(number - 1, ()):
                found[one] = found[one] or phrases[0].since
    return found


def goes_on(one: Since) -> bool:
    """Whether the phrase says that it is still so: not what was a while ago."""
    words = one.text.lower()
    return words.startswith(("for ", "since ", "over ", "all ")) or "history" in words or "hx" in words


def _is(place: tuple[int, int], one: Since) -> bool:
    """'For three days' may be a finding of its own: that has no date."""
    return one.start - _NEAR <= place[0] and place[1] <= one.end + _NEAR


def _phrases(text: str, start: int, end: int) -> list[_Phrase]:
    found = [one for match in _LENGTH.finditer(text, start, end) if (one := _length(text, start, match))]
    taken = [(one.since.start, one.since.end) for one in found]
    for match in _POINT.finditer(text, start, end):
        if not any(first < match.end() and match.start() < last for first, last in taken):
            words = match.group().lower().removeprefix("since ")
            point = Since(match.start(), match.end(), match.group(), _NOW.get(words))
            found.append(_Phrase(point, bool(_CLAUSE.search(text[start : match.start()]))))
    return sorted(found, key=lambda one: one.since.start)


def _length(text: str, start: int, match: "re.Match[str]") -> _Phrase | None:
    lead, tail, past = (match[name] and match[name].lower() for name in ("lead", "tail", "past"))
    counted = match["count"] or match["vague"]
    named = (counted or past or match["plural"]) and lead and (lead != "in" or past)
    opens = tail and (tail.endswith(("history of", "hx of")) or (tail.strip() == "of" and counted))
    ago = tail and tail.strip() in ("ago", "earlier") and counted
    if not (named or opens or ago):
        return None
    last = match.end() if opens or ago else match.end("plural")
    first = match.start("count") if match["count"] and opens and not lead else match.start()
    if opens:  # "two hours of", and then what
        last = first + len(text[first : last - len("of")].rstrip())
    one = Since(first, last, text[first:last], _days(match))
    return _Phrase(one, bool(opens) or bool(_CLAUSE.search(text[start:first])))


def _days(match: "re.Match[str]") -> float | None:
    if match["vague"] or (not match["count"] and match["plural"]):
        return None
    count = (match["count"] or "1").lower()
    return round(float(_DAYS[match["unit"].lower()] * (_NUMBERS.get(count) or float(count))), 4)


def _of(place: tuple[int, int], phrases: Sequence[_Phrase], others: Sequence[tuple[int, int]]) -> Since | None:
    """The phrase that ends the finding's own clause, else the last that opened one before it, else the next."""
    within = next((one for one in phrases if place[0] <= one.since.start and one.since.end <= place[1]), None)
    if within:
        return within.since
    before = [one for one in phrases if one.since.start < place[0]]
    after = [one for one in phrases if one.since.start >= place[0]]
    follows = after[0] if after and not (after[0].forward and _speaks(after[0], others)) else None
    opened = next((one for one in reversed(before) if one.forward), None)
    if follows and opened:
        between = any(place[1] <= start < follows.since.start for start, _ in others)
        return opened.since if between else follows.since
    chosen = follows or opened or (before[-1] if before and not _dates_another(before[-1], others) else None)
    return chosen.since if chosen else None


def _dates_another(one: _Phrase, others: Sequence[tuple[int, int]]) -> bool:
    """Whether something stands before a phrase for it to end."""
    return any(start < one.since.start for start, _ in others)


def _speaks(one: _Phrase, others: Sequence[tuple[int, int]]) -> bool:
    """Whether anything stands behind a phrase for it to open."""
    return any(start >= one.since.end for start, _ in others)
