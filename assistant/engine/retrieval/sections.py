"""Where the sections of a note or abstract begin, and what they are called.

A heading is what clinicians type as one: `# Chief Complaint`, `**Plan**`, `HISTORY OF PRESENT ILLNESS:`,
`Assessment and Plan:`, or a short line in capitals. What follows the colon on the line is the section's text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LONGEST_HEADING = 80  # characters; a longer line is prose

# Headings in mixed case are trusted with text behind them only when the name is a usual one:
# otherwise every "Plan was: …" or "Temperature: 37" would open a section.
_USUAL = re.compile(
    r"(?:chief complaint|presenting complaint|reason for (?:visit|consultation|admission)|"
    r"history of present(?:ing)? illness|hpi|interval history|pmh|"
    r"past (?:medical|surgical|psychiatric) history|family history|social history|"
    r"(?:current |home |discharge )?medications|allergies|immunizations|review of systems|ros|vital signs|"
    r"physical exam(?:ination)?|mental status exam(?:ination)?|objective|subjective|laborator(?:y|ies)|labs|"
    r"lab(?:oratory)? (?:data|results)|imaging|studies|findings|impression|assessment(?: (?:and|&) plan)?|"
    r"assessment/plan|plan|a/p|diagnos[ei]s|(?:preoperative|postoperative|discharge|admission) diagnos[ei]s|"
    r"procedure|indications?|technique|complications|hospital course|disposition|follow[- ]?up|recommendations|"
    r"background|objectives?|aims?|methods?|design|setting|participants|interventions?|results?|conclusions?|"
    r"discussion|interpretation|funding|summary|history|problem list|code status|instructions)",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+(?P<name>[^\r\n]*\S)")
_BOLD = re.compile(r"[ \t]*(?:\*\*|__)(?P<name>[^*_\r\n:]{2,80}):?(?:\*\*|__):?[ \t]*(?=[\r\n]|\Z)")
_COLON = re.compile(r"[ \t]*(?P<name>[^\W\d_][^:\r\n]{0,79}):(?P<rest>[^\r\n]*)")
_CAPITALS = re.compile(r"[ \t]*(?P<name>[^\W\d_][^\r\n:.;!?]{2,79})[ \t]*(?=[\r\n]|\Z)")
_LINE = re.compile(r"[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Section:
    """`text[start:end]` is the whole section, its heading included; `body` is where the heading ends."""

    name: str
    start: int
    body: int
    end: int


def sections(text: str) -> Iterator[Section]:
    """Consecutive sections that cover the text; what comes before the first heading has no name."""
    name, start, body = "", 0, 0
    for line in _LINE.finditer(text):
        heading = _heading(text, line.start(), line.end())
        if heading is None:
            continue
        if text[body : line.start()].strip():
            yield Section(name, start, body, line.start())
            start = line.start()
        name, body = heading  # a heading with nothing under it opens the next section
    if text[start:].strip():
        yield Section(name, start, body, len(text))


def _heading(text: str, start: int, end: int) -> tuple[str, int] | None:
    """The heading that opens the line, and where it ends."""
    window = min(end, start + 2 * _LONGEST_HEADING)
    for pattern in (_MARKDOWN, _BOLD):
        if (found := pattern.match(text, start, window)) and len(found["name"]) <= _LONGEST_HEADING:
            return _clean(found["name"]), found.end()
    if (found := _COLON.match(text, start, window)) and _is_label(found["name"].strip(), found["rest"]):
        return _clean(found["name"]), found.end("name") + 1
    if (found := _CAPITALS.match(text, start, end)) and _shouts(found["name"]) and len(found["name"].split()) <= 8:
        return _clean(found["name"]), found.end()
    return None


def _is_label(name: str, rest: str) -> bool:
    if _shouts(name) or _USUAL.fullmatch(name):
        return True
    titled = all(word[0].isupper() or len(word) <= 3 for word in name.split())
    return titled and not rest.strip() and len(name) >= 4


def _shouts(name: str) -> bool:
    """In capitals and at least four letters long, so that `BP:` and `HR:` stay ordinary lines."""
    letters = sum(map(str.isalpha, name))
    return letters >= 4 and name == name.upper() and name != name.lower()


def _clean(name: str) -> str:
    return name.strip(" \t#*_:,-")
