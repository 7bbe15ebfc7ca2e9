"""A written note in a few of its own sentences: who and why, what was concluded, what follows.

Sentences are taken verbatim and keep their own heading; headings tell how much of each part is worth keeping."""

import re
from collections.abc import Sequence

from triage.engine.summary.parts import OTHER, PARTS, Told, told
from triage.engine.summary.types import Summary, SummarySentence
from triage.engine.types import Span

_NEWS = re.compile(
    r"\b(?:presents?|admitted|complain\w*|diagnos\w+|positive|abnormal|"
    r"elevated|increased?|decreased?|started?|stopped|changed?|prescribed|"
    r"discharged|follow|severe|acute|new|worse\w*|improv\w+|\d+(?:\.\d+)? ?(?:mg|mcg|%))\b",
    re.I,
)
_ROUTINE = re.compile(r"\b(?:denies|negative|normal|unremarkable|noncontributory|none|no known)\b", re.I)
_SHORT_NOTE = 5  # sentences that are shown whole
_UNHEADED = 6  # sentences kept of a note without headings


def from_note(text: str) -> Summary:
    """Parts in the order of rank, sentences of a part in their own order."""
    found = list(told(text))
    if len(found) <= _SHORT_NOTE:
        return Summary(tuple(_taken(text, one) for one in found))
    chosen: list[SummarySentence] = []
    unheaded = all(one.part is OTHER for one in found)
    for part in sorted((*PARTS, OTHER), key=lambda one: one.rank):
        own = [one for one in found if one.part is part]
        chosen += [_taken(text, one) for one in best(text, own, _UNHEADED if unheaded else part.most)]
    return Summary(tuple(chosen))


def best(text: str, own: Sequence[Told], most: int) -> list[Told]:
    """The most telling sentences of one part, in their own order."""
    places = {one.span: place for place, one in enumerate(own)}
    ranked = sorted(own, key=lambda one: -_worth(text, one.span, places[one.span]))[:most]
    return sorted(ranked, key=lambda one: one.span.start)


def _worth(text: str, span: Span, place: int) -> float:
    """The first sentence of a part says what it is about; news and figures weigh more than routine."""
    sentence = text[span.start : span.end]
    first = 2.0 if place == 0 else 0.0
    return first + 0.7 * len(_NEWS.findall(sentence)) - 0.8 * bool(_ROUTINE.search(sentence)) - 0.05 * place


def _taken(text: str, one: Told) -> SummarySentence:
    return SummarySentence(" ".join(text[one.span.start : one.span.end].split()), (one.span,), one.heading)
