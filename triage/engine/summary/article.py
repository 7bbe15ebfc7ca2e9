"""A research article in at most five of its own sentences: aim, method, main result, conclusion."""

import re

from triage.engine.sentences import sentences
from triage.engine.summary.types import Summary, SummarySentence
from triage.engine.types import Span

_ROLES: tuple[tuple[str, int, re.Pattern[str], float], ...] = (
    (
        "AIM",
        1,
        re.compile(
            r"\b(?:aim(?:s|ed)?|objectives?|purpose|we (?:investigated|examined|"
            r"sought|tested|asked|evaluated|assessed|hypothesi[sz]ed)|"
            r"to (?:determine|evaluate|assess|investigate|compare|examine|study|"
            r"identify)|this study (?:was|is|examin|investigat)\w*|background)\b",
            re.I,
        ),
        0.15,
    ),
    (
        "METHOD",
        1,
        re.compile(
            r"\b(?:methods?|patients were|participants|randomi[sz]ed|cohort|trial|"
            r"retrospective\w*|prospective\w*|cross-sectional|survey|"
            r"were (?:enrolled|recruited|included|analy[sz]ed|studied|measured|"
            r"treated|assigned|reviewed)|mice|cells were|meta-analysis|systematic "
            r"review|design)\b",
            re.I,
        ),
        0.35,
    ),
    (
        "RESULT",
        2,
        re.compile(
            r"\b(?:results?|we (?:found|show|observed|identified|report)|showed|"
            r"significant(?:ly)?|p ?[<=>]|95 ?%|confidence interval|odds ratio|"
            r"hazard ratio|"
            r"increased|decreased|reduced|higher|lower|associated with|compared with|\d+(?:\.\d+)? ?%)\b",
            re.I,
        ),
        0.7,
    ),
    (
        "CONCLUSION",
        1,
        re.compile(
            r"\b(?:conclu(?:de|ded|sion|sions)|in summary|suggests?|these (?:findings|"
            r"results|data)|our (?:findings|results|data)|therefore|thus|implications?|"
            r"may (?:be|help|provide)|should be|interpretation)\b",
            re.I,
        ),
        1.0,
    ),
)


def from_article(text: str) -> Summary:
    """Each part's best sentence (two for results) by its cue words and where such sentences stand."""
    spans = [Span(a, b) for a, b in sentences(text) if len(text[a:b].split()) > 3]
    if len(spans) <= 4:
        return Summary(tuple(_taken(text, span) for span in spans))
    chosen: dict[Span, str] = {}
    for name, most, cues, place in reversed(_ROLES):  # the conclusion is surest, so it chooses first
        free = [(index, span) for index, span in enumerate(spans) if span not in chosen]
        ranked = sorted(free, key=lambda one: -_worth(text, one[1], one[0] / (len(spans) - 1), cues, place))
        chosen |= {span: name for _, span in ranked[:most]}
    return Summary(tuple(_taken(text, span) for span in sorted(chosen, key=lambda one: one.start)))


def _worth(text: str, span: Span, at: float, cues: re.Pattern[str], place: float) -> float:
    sentence = text[span.start : span.end]
    return min(3, len(cues.findall(sentence))) - 3.0 * abs(at - place) - (0.5 if len(sentence.split()) > 60 else 0.0)


def _taken(text: str, span: Span) -> SummarySentence:
    return SummarySentence(" ".join(text[span.start : span.end].split()), (span,))
