"""What a text says of each finding that was read in it, by the context model: so, not so, left open; when; whose."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from triage.engine.context import Context, contexts

# What a report says after the name of a test: no denial, and no finding either.
_AS_EXPECTED = re.compile(
    r"(?:\s*\([^)\n]{0,30}\))?\s*(?:tests?|levels?|results?|examination|exam)?\s*(?:[:=–-]|\bis\b|\bare\b|\bwas\b|\bwere\b)?"
    r"\s*(?:all|both|completely|entirely)?\s*"
    r"(?:normal|unremarkable|within normal|intact|undetectable|non-?\s?reactive|not elevated|not raised)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """`present` is None where the text leaves it open."""

    present: bool | None
    temporality: str
    experiencer: str


def told(text: str, places: Sequence[tuple[int, int]], own_words: Collection[int]) -> list[Told]:
    """`own_words` are the starts of words that belong to a finding's name: they speak of nothing else."""
    return [_told(text, end, one) for (_, end), one in zip(places, contexts(text, places, own_words), strict=True)]


def _told(text: str, end: int, one: Context) -> Told:
    if one.negated and one.state == "over":
        return Told(True, "historical", one.experiencer)
    if one.negated or _AS_EXPECTED.match(text, end):
        return Told(False, one.temporality, one.experiencer)
    left_open = one.state == "open" or one.temporality == "hypothetical"
    return Told(None if left_open else True, one.temporality, one.experiencer)
