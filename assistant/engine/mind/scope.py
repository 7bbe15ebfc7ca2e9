"""Which notes a question names: of a day, a kind, an author, a specialty; the last or the first of them."""

import re
from dataclasses import dataclass

from assistant.engine.mind.everyday import callings
from assistant.engine.mind.plan import Plan
from assistant.engine.mind.text import tokens
from assistant.engine.types import Tools
from records.engine.rows import NoteRow

MOST = 60  # notes read at a time
_KIND = re.compile(
    r"\b(discharge|operative|operation|consultation|consult|telephone|phone|nurse|nursing|emergency|admission|radiology"
    r"|progress|referral|letter)"
    r"(?= (?:department )?(?:note|letter|summary|call|message|report|encounter|visit|entry)s?\b|'s (?:note|call)\b)"
    r"|\b(emergency) (?:department|room)\b|\b(?:the|in|from) (ed|er)\b|\b(?:on|at) (admission)\b|\bin (hospital)\b"
)
_CALLED = {
    "ed": "emergency",
    "er": "emergency",
    "phone": "telephone",
    "operative": "operation",
    "consult": "consultation",
    "nursing": "nurse",
    "hospital": "admission",
}
# An admission is told in the note that opens it.
_TITLES = {"admission": ("admission", "physical")}
_ORGANS = re.compile(
    r"\b(?:kidney|heart|lung|liver|skin|eye|bone|joint|nerve|stomach|cancer|blood) "
    r"(?:doctor|specialist|team|clinic|people)\b"
)
_OF_ORGANS = {
    "kidney": "nephrology", "heart": "cardiology", "lung": "pulmonology", "liver": "hepatology",
    "skin": "dermatology", "eye": "ophthalmology", "bone": "orthopedic", "joint": "rheumatology",
    "nerve": "neurology", "stomach": "gastroenterology", "cancer": "oncology", "blood": "hematology",
}  # fmt: skip
_SAYING = re.compile(
    r"\b(?:say|says|said|recommend\w*|advis\w+|writ\w+|wrote|suggest\w*|think|thought|opinion|find|found|note[sd]?"
    r"|decid\w+|plan\w*|tell|told|report\w*|propos\w+)\b"
)
_ONE = re.compile(r"\b(last|latest|newest|most recent|recent|first|earliest|oldest|initial)\b")
_FIRST = {"first", "earliest", "oldest", "initial"}
_NOT_A_NAME = {"dr", "md", "rn", "pt", "pharmd", "mr", "ms", "mrs", "prof"}


@dataclass(frozen=True, slots=True)
class Scope:
    """`notes` newest first (oldest first when the first is asked for), all of the chart's when nothing narrows;
    `used` are the words of the question that were used up by narrowing."""

    notes: tuple[NoteRow, ...]
    narrowed: bool
    one: bool  # the last or the first
    used: frozenset[str]
    of_a_specialty: bool  # whose view is asked


def scope(plan: Plan, tools: Tools) -> Scope:
    line = plan.question.lower()
    words = tokens(plan.question)
    notes, used = list(tools.notes()), set[str]()
    whole = len(notes)
    if plan.window is not None:
        notes = [n for n in notes if plan.window.holds(n.written)]
    kinds = {_CALLED.get(k, k) for match in _KIND.finditer(line) for k in match.groups() if k}
    if kinds:
        titles = {title for kind in kinds for title in _TITLES.get(kind, (kind,))}
        notes = [n for n in notes if titles & set(tokens(n.title))]
        used |= {w for match in _KIND.finditer(line) for w in tokens(match[0])}
    notes, by = _by_whom(notes, words, line)
    used |= by
    one = _ONE.search(line)
    if one and one[1] in _FIRST:
        notes.reverse()
    narrowed = plan.window is not None or bool(kinds) or bool(by)
    return Scope(tuple(notes), narrowed or len(notes) < whole, one is not None, frozenset(used), bool(by))


def _by_whom(notes: list[NoteRow], words: tuple[str, ...], line: str) -> tuple[list[NoteRow], set[str]]:
    names = {w for n in notes for w in tokens(n.author.split(",")[0]) if len(w) > 3 and w not in _NOT_A_NAME}
    asked = names & set(words)
    if asked:
        return [n for n in notes if asked & set(tokens(n.author))], asked
    organs = [_OF_ORGANS[m[0].split()[0]] for m in _ORGANS.finditer(line)]
    groups = callings([*words, *organs]) if _SAYING.search(line) else []
    if not groups:
        return notes, set()
    called = set[str]().union(*groups)
    theirs = [n for n in notes if called & set(tokens(f"{n.author.partition(',')[2]} {n.title}"))]
    return theirs, (called & set(words)) | {w for m in _ORGANS.finditer(line) for w in tokens(m[0])}
