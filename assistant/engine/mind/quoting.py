"""Sentences of notes and articles that answer, quoted as they stand with exact offsets."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.engine.mind.draft import FROM_NOTES, LOOKED_UP, Draft
from assistant.engine.mind.everyday import Heard, Idea
from assistant.engine.mind.matching import class_members
from assistant.engine.mind.negation import is_denied
from assistant.engine.mind.plan import Plan
from assistant.engine.mind.say import Say
from assistant.engine.mind.text import DISEASES, Tokens, tokens
from assistant.engine.mind.vocabulary import Kind, Term
from assistant.engine.types import Citation, Considered, Passage, Progress, Tools
from records.engine.dates import SourceDate
from triage.engine.sentences import sentences

QUOTED = 3  # sentences at most
LOOKED_AT = 8
_ENOUGH = 0.6  # share of the question's ideas that a sentence must speak of
_LONGEST = 600  # characters; a longer "sentence" is a table or a list and reads badly as a quote
# Names of kinds of notes, and of relatives: a note's title tells the first, only its text the second.
FAMILY = {
    "mother",
    "father",
    "sister",
    "brother",
    "aunt",
    "uncle",
    "grandmother",
    "grandfather",
    "parent",
    "family",
    "son",
    "daughter",
    "cousin",
}
_BARE = 2  # words of a passage that is only a date or a heading
_BEGINNING = 200  # characters
_BARE_LINE = re.compile(r"\W*(?:\d{4}-\d\d-\d\d|no complaints|dear\b.{1,60},|thank you for .*)\W*$", re.IGNORECASE)
_POINTING = re.compile(r"\b(?:th(?:e|is) |our |my )?(?:patient|pt|chart|record|note)s?(?:['’]s)?\b", re.IGNORECASE)
_WHETHER = re.compile(r"\W*(?:and |but |so )?(?:is|are|was|were|has|have|had|do|does|did|can|could|any)\b")


@dataclass(frozen=True, slots=True)
class Quote:
    passage: Passage
    start: int
    end: int
    text: str
    share: float

    def cite(self) -> Citation:
        p = self.passage
        return Citation(p.source, p.ref, self.text, p.title, p.date, p.author, p.section, self.start, self.end)


def ideas(plan: Plan) -> list[Idea]:
    named = [(*t.names, *t.holds, *_members(t)) for t in plan.terms]
    explained = {w for t in plan.terms for name in t.names for w in name}
    return [*named, *(((w,),) for w in dict.fromkeys(plan.words) if w not in explained)]


def _members(term: Term) -> Iterable[Tokens]:
    """A note speaks of a class of drugs by naming one of them."""
    return (n for m in class_members(term) for n in m.names) if term.kind is Kind.DRUG_CLASS else ()


def best(wanted: Sequence[Idea], passages: Sequence[Passage], enough: float = _ENOUGH) -> list[Quote]:
    """The sentences that speak of most ideas, best first; none when even the best is too far away."""
    found: dict[str, Quote] = {}
    for passage in passages:
        for quote in _quotes(wanted, passage):
            if quote.share >= enough and quote.text not in found:
                found[quote.text] = quote
    ordered = sorted(found.values(), key=lambda q: (-round(q.share, 2), -q.passage.score))
    return [q for q in ordered if q.share >= ordered[0].share - 0.01][:QUOTED]


def _quotes(wanted: Sequence[Idea], passage: Passage) -> list[Quote]:
    title = Heard(tokens(f"{passage.title} {passage.section}"))
    quotes = []
    for start, end in sentences(passage.text):
        text = passage.text[start:end]
        heard = Heard(tokens(text))
        inside = [heard.speaks_of(idea) for idea in wanted]
        around = [hit or title.speaks_of(idea) for hit, idea in zip(inside, wanted, strict=True)]
        if any(inside) and len(text) <= _LONGEST:
            at = passage.start
            quotes.append(Quote(passage, at + start, at + end, text, sum(around) / len(wanted)))
    return quotes


def quote(draft: Draft, quotes: Sequence[Quote], say: Say) -> None:
    for found in quotes:
        date = found.passage.date
        title = ", ".join(p for p in (found.passage.title, date.display if date else "") if p)
        draft.line(say("note", title=title, quote=found.text), found.cite(), quoted=True)


def mention(draft: Draft, plan: Plan, tools: Tools, say: Say) -> None:
    """When the rows hold nothing: does a note speak of it? Quoted, the status follows."""
    wanted = _whole_name(plan) or ideas(plan)
    if not wanted:
        return
    draft.parts.append(Progress("Searching notes"))
    passages = tools.search_notes(query(plan), LOOKED_AT)
    found = newest_first(q for q in best(wanted, passages, enough=1.0) if not FAMILY & set(tokens(q.text)))
    if not found:
        return
    key = polarity(wanted, found) if asks_whether(plan) else "notes_mention"
    draft.line(say(key, name=plan.subject))
    quote(draft, found, say)
    draft.parts.append(Considered(tuple(passages)))
    draft.status = draft.status.ANSWERED
    draft.badges = [LOOKED_UP, FROM_NOTES]


def _whole_name(plan: Plan) -> list[Idea]:
    """`Liver disease` is not spoken of by every sentence with a liver in it."""
    name = tokens(plan.subject)
    return [(name,)] if not plan.terms and len(name) > 1 and name[-1] in DISEASES else []


def newest_first(quotes: Iterable[Quote]) -> list[Quote]:
    return sorted(quotes, key=lambda q: -(q.passage.date.instant.timestamp() if q.passage.date else 0.0))


def asks_whether(plan: Plan) -> bool:
    """A yes-or-no question: half of `leg ulcer` would answer another one."""
    return _WHETHER.match(plan.question.lower()) is not None


def polarity(wanted: Sequence[Idea], quotes: Sequence[Quote]) -> str:
    """The sentence that introduces quotes: a note may mention a finding to say that it is absent."""
    told = [said for q in quotes if (said := _telling(wanted, q.text))]
    denied = [all(is_denied(text, wanted[-1]) for text in said) for said in told]
    if denied and all(denied):
        return "notes_deny"
    return "notes_differ" if any(denied) else "notes_mention"


def _telling(wanted: Sequence[Idea], text: str) -> list[str]:
    """The sentences that speak of everything that was asked."""
    spans = sentences(text)
    return [text[a:b] for a, b in spans if all(map(Heard(tokens(text[a:b])).speaks_of, wanted))]


def searched(question: str) -> str:
    """The question without words for the patient and the chart: letters that say "this patient" would
    come first for every question."""
    return _POINTING.sub(" ", question).strip() or question


def query(plan: Plan) -> str:
    """The subject with its spelled-out names: notes seldom use the asker's abbreviation."""
    return " ".join(dict.fromkeys([plan.subject, *(" ".join(n) for t in plan.terms for n in t.names[:4])]))


def quote_notes_of(draft: Draft, day: SourceDate | None, plan: Plan, tools: Tools, say: Say) -> None:
    """How the notes of one day begin."""
    refs = {n.ref for n in tools.notes() if day and n.written and n.written.day == day.day}
    if not refs:
        return
    passages = tools.read_notes(sorted(refs))
    found = opening(passages)
    if found:
        quote(draft, found, say)
        draft.parts.append(Considered(tuple(passages)))
        draft.badges.append(FROM_NOTES)


_ADVISING = re.compile(
    r"\b(?:recommend\w*|suggest\w*|advis\w+|plan\w*|should|would|impression|assessment|agree\w*|continue|start\w*|stop\w*"
    r"|change[ds]?|raised?|lower\w*|add\w*|refer\w*|repeat|follow)\b",
    re.IGNORECASE,
)
_CONCLUDING = re.compile(r"assessment|impression|plan|recommend|advice|conclusion|diagnos", re.IGNORECASE)


def gist(passages: Sequence[Passage]) -> list[Quote]:
    """What the writer concludes or advises, as much as a short quote holds; how the note begins where nothing is."""
    for passage in passages:
        spans = [s for s in sentences(passage.text) if _is_telling(passage, passage.text[s[0] : s[1]])]
        concluding = _CONCLUDING.search(passage.section) is not None
        at = next((i for i, (a, b) in enumerate(spans) if concluding or _ADVISING.search(passage.text[a:b])), None)
        if at is not None:
            start, last = spans[at]
            end = max((b for _, b in spans[at:] if b - start <= _BEGINNING), default=last)
            return [Quote(passage, passage.start + start, passage.start + end, passage.text[start:end], 1.0)]
    return []


def opening(passages: Sequence[Passage]) -> list[Quote]:
    """How each of the first passages begins that says something: not a mere date, heading or salutation."""
    begun = (_beginning(p) for p in passages if len(p.text.split()) > _BARE)
    return [q for q in begun if q is not None][:QUOTED]


def _beginning(passage: Passage) -> Quote | None:
    spans = [s for s in sentences(passage.text) if _is_telling(passage, passage.text[s[0] : s[1]])]
    if not spans:
        return None
    start, last = spans[0]
    end = max((b for _, b in spans if b - start <= _BEGINNING), default=last)
    return Quote(passage, passage.start + start, passage.start + end, passage.text[start:end], 1.0)


def is_bare(text: str) -> bool:
    """A date, a salutation, a courtesy."""
    return _BARE_LINE.match(text) is not None


def _is_telling(passage: Passage, text: str) -> bool:
    return text.strip(" :#*\n") != passage.section and not is_bare(text) and len(text) <= _LONGEST
