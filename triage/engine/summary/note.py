"""A written note in a few of its own sentences: who and why, what was concluded, what follows.

Sentences are taken verbatim and keep their own heading; headings tell how much of each part is worth keeping."""

import re
from collections.abc import Sequence

from triage.engine.summary.drugs import drugs_in
from triage.engine.summary.parts import OTHER, PARTS, Told, told
from triage.engine.summary.types import Summary, SummarySentence
from triage.engine.types import Span

# What a sentence is worth reading for, each with its weight.
_TELLING: tuple[tuple[float, re.Pattern[str]], ...] = (
    (
        0.7,
        re.compile(
            r"\b(?:presents?|admitted|complain\w*|diagnos\w+|positive|abnormal|elevated|increas\w+|decreas\w+|"
            r"start(?:ed|s)?|stop(?:ped|s)?|changed?|prescribed|discharged|severe|acute|new|worse\w*|improv\w+|began|"
            r"missed|ran out|fell|lost|bleed\w*|attack|perforat\w+|torn|remov\w+|given|taken out|failed)\b",
            re.I,
        ),
    ),
    (
        0.8,
        re.compile(
            r"\b(?:impression|likely|suspect\w*|i think|consistent with|because of|due to|caused by|from)\b", re.I
        ),
    ),
    (
        0.7,
        re.compile(
            r"^(?:[-*•]|\d+[.)])?\s*(?:continue|start|restart|stop|hold|change|replace|increase|decrease|repeat|"
            r"recheck|check|return|refer\w*|order|schedule|arrange|call|admit|discharge|advise|advice|no|avoid|come|go)\b|"
            r"\b(?:ordered|referral|to be seen|will see|clinic|surgery|scan|mri|ct|biopsy|pending|follow[- ]?up|"
            r"home care)\b",
            re.I,
        ),
    ),
    (
        0.7,
        re.compile(
            r"\b(?:in|for|until|every|within) \d+ (?:hours?|days?|weeks?|months?|years?)\b|"
            r"\b(?:tonight|tomorrow|today)\b|\bon (?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
            re.I,
        ),
    ),
    (0.7, re.compile(r"\b(?:was|from|then|had been) \d", re.I)),
    (0.7, re.compile(r"\d(?:[.,]\d+)? ?(?:mg|mcg|g|ml|mm|cm|units?|%)(?![a-z])", re.I)),
    (0.4, re.compile(r"\d")),
    (
        0.6,
        re.compile(r"\b(?:no|not|never|without) (?:\w+ )?(?:plan|fever|bleeding|pain|trouble|weakness|injury)\b", re.I),
    ),
    (-0.8, re.compile(r"\b(?:normal|unremarkable|noncontributory|none|no known)\b", re.I)),
    (
        -1.5,
        re.compile(
            r"\b(?:likes?|enjoys?|hobb(?:y|ies)|cats?|dogs?|garden\w*|grand(?:son|daughter|child\w*)|married|retired|"
            r"works? (?:as|at|from|in)|lives|holidays?|church|moved|neighbou?r)\b",
            re.I,
        ),
    ),
)
_FIRST, _MOST_OF_ONE = 1.2, 2  # what the first sentence of a part is worth; matches of a kind that count
_SHORT_NOTE = 5  # sentences that are shown whole
_UNHEADED = 7  # sentences kept of a note without headings


def from_note(text: str) -> Summary:
    """Parts in the order of rank, sentences of a part in their own order."""
    found = list(told(text))
    if len(found) <= _SHORT_NOTE:
        return Summary(tuple(_taken(text, one) for one in found))
    chosen: list[SummarySentence] = []
    unheaded = all(one.part is OTHER for one in found)
    for part in sorted((*PARTS, OTHER), key=lambda one: one.rank):
        own = [one for one in found if one.part is part]
        for heading in dict.fromkeys(one.heading if one.turned else "" for one in own):
            under = [one for one in own if (one.heading if one.turned else "") == heading]
            chosen += [_taken(text, one) for one in best(text, under, _UNHEADED if unheaded else part.most)]
    return Summary(tuple(chosen))


def best(text: str, own: Sequence[Told], most: int) -> list[Told]:
    """The most telling sentences of one part, in their own order."""
    places = {one.span: place for place, one in enumerate(own)}
    ranked = sorted(own, key=lambda one: -_worth(text, one.span, places[one.span]))[:most]
    return sorted(ranked, key=lambda one: one.span.start)


def _worth(text: str, span: Span, place: int) -> float:
    """The first sentence of a part says what it is about; news, figures, drugs and what is to be done weigh more
    than routine, and how somebody lives weighs least."""
    sentence = text[span.start : span.end]
    told = sum(weight * min(_MOST_OF_ONE, len(kind.findall(sentence))) for weight, kind in _TELLING)
    return (_FIRST if place == 0 else 0.0) + told + 0.5 * min(_MOST_OF_ONE, len(drugs_in(sentence))) - 0.03 * place


def _taken(text: str, one: Told) -> SummarySentence:
    return SummarySentence(" ".join(text[one.span.start : one.span.end].split()), (one.span,), one.heading)
