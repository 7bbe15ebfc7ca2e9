"""When a clinician's words begin a work-up, and what they answer in one."""

import re
from dataclasses import dataclass
from enum import StrEnum

from assistant.engine.work_up.types import COMPLAINT, CaseSoFar, CaseTool, State

_POLITE = r"(?:please\s+|(?:can|could|would) you\s+|let'?s\s+|now\s+|ok(?:ay)?,?\s+)*"
_PERSON = (
    r"(?P<person>\s+(?:(?:this|the|my|our)\s+(?:patient|woman|man|lady|gentleman|child|boy|girl)"
    r"|her|him|them|this chart))?"
)
_CASE = r"(?:\s+(?:this|the|my|a)\s+(?:case|presentation|complaint|differential|one)\b|\s+(?:this|it)\b)?"
_CHART = r"(?P<chart>,?\s+(?:with|using|from|and use)\s+(?:the|this|his|her|their)\s+chart)?"
_ALONE = r"(?P<alone>,?\s+without\s+(?:the|this|his|her|their)\s+chart)?"
_TAIL = rf"{_PERSON}{_CASE}{_CHART}{_ALONE}"
_DDX = r"(?:differential(?:\s+diagnos[ei]s)?|ddx|diagnostic work[\s-]?up)"
_WANTED = (
    r"(?:give me|make(?: me)?|suggest|start|build|do|run|what(?:'s| is| would be)|(?:i )?(?:need|want))"
    r"\s+(?:an?|the|your)?\s*(?:interactive\s+)?"
)
_BEGINS = tuple(
    re.compile(rf"^\W*{_POLITE}{pattern}{_TAIL}(?P<rest>.*)$", re.IGNORECASE | re.DOTALL)
    for pattern in (
        rf"{_WANTED}{_DDX}(?:\s+(?:for|of|on|in))?",
        rf"(?:an?\s+|the\s+)?(?:interactive\s+)?{_DDX}\s+(?:for|of|on|in)",
        r"(?:the\s+)?(?:ddx|differential diagnos[ei]s)",
        r"(?:help me\s+)?(?:to\s+)?(?:work|think|reason|go|walk|talk)(?:\s+me)?\s+(?:this\s+through|through)",
        r"(?:help me\s+)?work[\s-]?up",
        r"(?:interview|question|quiz)\s+me(?:\s+(?:about|on))?",
    )
)
# What stands between the request and the case: punctuation, or the case begins as cases do.
_APART = re.compile(r"\s*[:;,.!?\n\u2013\u2014-]+\s*(?P<case>\S.*)?$", re.DOTALL)
_PLAIN = re.compile(r"\s+(?P<case>(?:an?\s|\d|my\s|[MF]\s?\d).*)$", re.DOTALL | re.IGNORECASE)
_NAMED = re.compile(r"^\s*(yes|no|not known)\s*:\s*(.+?)\s*$", re.IGNORECASE)
_GOES_ON = (
    r"(?:\s*$|\s+(?=but\b|and\b)|\s*[,.;:!]+\s*"
    r"(?:$|(?=but|and|she|he|they|it|there|has|had|just|only|also|since|for|the|patient)))"
)
_YES = re.compile(
    rf"^\s*(?:yes|yeah|yep|y|present|positive|(?:she|he|they) (?:does|do|has|have)){_GOES_ON}", re.IGNORECASE
)
_NO = re.compile(
    rf"^\s*(?:no|nope|n|absent|negative|(?:she|he|they) (?:doesn'?t|don'?t|hasn'?t|haven'?t)){_GOES_ON}",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(
    r"^\s*(?:(?:i\s+)?(?:don'?t|do not) know|unknown|not known|unsure|not sure|can(?:'?t|not) (?:say|tell)|skip)"
    rf"(?: (?:it|that|this))?{_GOES_ON}",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"^\s*(?:please\s+)?(?:stop|stop here|stop asking|enough|that'?s enough|finish|done|end|quit)\W*$", re.IGNORECASE
)
_GO_ON = re.compile(
    r"^\s*(?:please\s+)?(?:go on|go on asking|continue|keep asking|ask more|more questions)\W*$", re.IGNORECASE
)
_WITH_CHART = re.compile(r"^\s*(?:please\s+)?use (?:this|the|his|her|their) chart(?: too| as well)?\W*$", re.IGNORECASE)
_CHART_ALONE = re.compile(r"^\s*go on with the chart alone\W*$", re.IGNORECASE)
# Words that begin a question about the chart rather than an answer.
_ABOUT_THE_CHART = re.compile(
    r"^\s*(?:please\s+)?(?:what|when|show|list|latest|last|how|who|where|which|why|summari[sz]e|compare|trend|find|search"
    r"|open|give me|tell me)\b|\?\s*$",
    re.IGNORECASE,
)


class Means(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    STOP = "stop"
    GO_ON = "go_on"
    WITH_CHART = "with_chart"
    CHART_ALONE = "chart_alone"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Reply:
    """`finding` is what a yes, no or unknown is about; `words` are those beside it, to be read for findings.
    `by_button` when the text is just what a button sends."""

    means: Means
    finding: str = ""
    words: str = ""
    by_button: bool = False


def begins(text: str) -> CaseSoFar | None:
    """The case with which a work-up begins; None where the words ask for something else."""
    for pattern in _BEGINS:
        match = pattern.match(text)
        if match is None:
            continue
        rest = match["rest"].rstrip()
        told = _APART.match(rest) or _PLAIN.match(rest) if rest else None
        if rest and told is None:
            continue
        case = ((told["case"] or "") if told else "").strip()
        # Who is asked about says whether the chart is meant: this patient, or a case that is told.
        with_chart = match["chart"] is not None or (match["alone"] is None and match["person"] is not None)
        return CaseSoFar(case, with_chart)
    return None


def reply(text: str, state: State, tool: CaseTool) -> Reply | None:
    """What a text answers; None where it is a question about the chart."""
    named = _NAMED.match(text)
    if named and (finding := tool.named(named[2])):
        means = {"yes": Means.YES, "no": Means.NO, "not known": Means.UNKNOWN}[named[1].lower()]
        return Reply(means, finding, by_button=True)
    for pattern, means in (
        (_STOP, Means.STOP),
        (_GO_ON, Means.GO_ON),
        (_WITH_CHART, Means.WITH_CHART),
        (_CHART_ALONE, Means.CHART_ALONE),
    ):
        if pattern.match(text) and not (means is Means.STOP and state.over):
            return Reply(means, by_button=True)
    if state.over or _ABOUT_THE_CHART.search(text):
        return None
    return _free(text, state)


def _free(text: str, state: State) -> Reply:
    if state.pending and state.pending != COMPLAINT:
        for pattern, means in ((_UNKNOWN, Means.UNKNOWN), (_YES, Means.YES), (_NO, Means.NO)):
            if match := pattern.match(text):
                return Reply(means, state.pending, text[match.end() :].strip(" ,.;:"))
    return Reply(Means.WORDS, words=text.strip())
