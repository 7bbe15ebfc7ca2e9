"""Relatives that notes speak of: which are told apart, and what is said of each.

`An older brother has a pacemaker, a younger brother is well` speaks of two people. Two mentions are two people where
they differ in age, side of the family, name or order; a mention without any of these may be either.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.engine.mind.asked import Asked
from assistant.engine.mind.everyday import Heard, Idea
from assistant.engine.mind.plan import Plan
from assistant.engine.mind.quoting import QUOTED, Quote, newest_first
from assistant.engine.mind.reading import named_terms
from assistant.engine.mind.text import tokens
from assistant.engine.mind.vocabulary import Kind
from assistant.engine.types import Passage
from triage.engine.sentences import sentences

_KINDS = {
    "sister": ("sister",), "brother": ("brother",), "son": ("son",), "daughter": ("daughter",), "aunt": ("aunt",),
    "uncle": ("uncle",), "cousin": ("cousin",), "grandmother": ("grandmother", "grandma"),
    "grandfather": ("grandfather", "grandpa"), "mother": ("mother", "mum", "mom"), "father": ("father", "dad"),
    "husband": ("husband",), "wife": ("wife",), "niece": ("niece",), "nephew": ("nephew",),
}  # fmt: skip
_MEMBERS = {
    "sibling": ("sister", "brother"),
    "parent": ("mother", "father"),
    "child": ("son", "daughter"),
    "spouse": ("husband", "wife"),
}
_CALLED = {name: kind for kind, names in _KINDS.items() for name in names}
_NAMES = "|".join(sorted(_CALLED, key=len, reverse=True))
_ASKED = re.compile(rf"\b({_NAMES}|{'|'.join(_MEMBERS)})\b(?!-in-law)(?!'s side)", re.IGNORECASE)
_MARKS = (
    ("age", {"older": "older", "elder": "older", "eldest": "older", "oldest": "older", "younger": "younger",
             "youngest": "younger",             "little": "younger", "big": "older", "twin": "twin"}),
    ("side", {"maternal": "maternal", "paternal": "paternal"}),
    ("order", {"one": "one", "another": "other", "other": "other", "first": "one", "second": "other"}),
)  # fmt: skip
_BEFORE = r"(?:(?:an?|the|her|his|their|one|two|three|both|another)\s+)?"
_MENTION = re.compile(
    rf"\b((?:{_BEFORE})((?:(?:older|elder|eldest|oldest|younger|youngest|little|big|twin|maternal|paternal|other|first"
    r"|second|half)[\s-]+)*)"
    rf"({_NAMES})(?!s\b|-in-law))(?:,?\s+([A-Z][a-zé]{{2,}}))?(?!\w)",
)
_NOT_A_NAME = frozenset(
    "Has Had Have Is Was Are Were Died And But With Also Who Whose Did Does No Not At In On Of".split()
)
_KIN = frozenset((*_CALLED, *_MEMBERS))
_GENERAL = frozenset(
    "wrong matter health sick ill suffer happen side family history problem trouble older younger".split()
)
_HEALTH = re.compile(
    r"\b(?:died?|dead|killed|had|has|have|with|treated|diagnosed|suffers?|well|healthy|alive|carries|operation|surgery|ca)\b",
    re.IGNORECASE,
)
_WHICH = re.compile(r"\b(?:which|who|whose|any|anyone|both|all)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of one person in one place; `marks` tell people of a kind apart."""

    kind: str
    label: str
    marks: frozenset[tuple[str, str]]
    passage: Passage
    start: int  # in the passage
    end: int

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Person:
    label: str
    told: tuple[Told, ...]


def asked_kind(question: str) -> tuple[str, ...]:
    """The kinds of relative that a question asks about; empty when it names none, several, or asks who it is."""
    if _WHICH.search(question):
        return ()
    found = dict.fromkeys(m[1].lower() for m in _ASKED.finditer(question))
    return _kinds(next(iter(found))) if len(found) == 1 else ()


def _kinds(name: str) -> tuple[str, ...]:
    return _MEMBERS.get(name) or (_CALLED[name],)


def tell_apart(kinds: Sequence[str], passages: Iterable[Passage]) -> list[Person]:
    """The people of these kinds, in the order in which notes name them."""
    told = [one for passage in passages for one in _mentions(passage) if one.kind in kinds]
    people: list[list[Told]] = []
    for one in sorted(told, key=lambda t: not t.marks):  # those that can be told apart first
        same = [group for group in people if all(not _differ(one, other) for other in group)]
        if len(same) == 1 or (same and not one.marks and len(people) == 1):
            same[0].append(one)
        elif not same:
            people.append([one])
        else:  # may be any of several
            for group in same:
                group.append(one)
    return [Person(max((t.label for t in group), key=len), tuple(group)) for group in people]


def _differ(one: Told, other: Told) -> bool:
    if one.kind != other.kind:
        return True
    known = dict(other.marks)
    return any(kind in known and known[kind] != value for kind, value in one.marks)


def _mentions(passage: Passage) -> Iterable[Told]:
    for a, b in sentences(passage.text):
        text = passage.text[a:b]
        found = list(_MENTION.finditer(text[:1].lower() + text[1:]))
        for i, match in enumerate(found):
            start = match.start() if i else 0
            end = found[i + 1].start() if i + 1 < len(found) else len(text)
            kept = text[start:end].rstrip(" ,;")
            kept = re.sub(r",?\s+(?:and|but|while)$", "", kept)
            name = match[4] if match[4] and match[4] not in _NOT_A_NAME else ""
            yield Told(
                _CALLED[match[3]],
                _label(match[1], name),
                _marks(match[1], name),
                passage,
                a + start,
                a + start + len(kept),
            )


def _label(said: str, name: str) -> str:
    shown = re.sub(r"^(?:an?|her|his|their|the(?! other)|two|three|both)\s+", "", said)
    return f"{shown} {name}".strip()


def _marks(said: str, name: str) -> frozenset[tuple[str, str]]:
    words = re.findall(r"[a-z]+", said)
    marks = {(kind, values[w]) for kind, values in _MARKS for w in words if w in values}
    return frozenset(marks | ({("name", name)} if name else set()))


def fitting(kinds: Sequence[str], plan: Plan, asked: Asked, passages: Iterable[Passage]) -> list[Person]:
    """The people of these kinds of whom notes say what is asked, each with that alone."""
    people = tell_apart(kinds, passages)
    if plan.chosen:
        people = [p for p in people if p.label in plan.chosen]
    ideas = [
        idea for idea, weight in zip(asked.ideas, asked.importance, strict=True)
        if weight >= 1 and not any(w in _KIN or w in _GENERAL for name in idea for w in name)
    ]  # fmt: skip
    kept = [Person(p.label, tuple(t for t in p.told if _tells(t, ideas))) for p in _named(plan.question, people)]
    return [p for p in kept if p.told]


def _tells(told: Told, ideas: Sequence[Idea]) -> bool:
    """All that is asked, or, where nothing else is, something about health."""
    words = tokens(told.text)
    if ideas:
        heard = Heard(words)
        return all(heard.speaks_of(idea) for idea in ideas)
    return _HEALTH.search(told.text) is not None or any(t.kind is Kind.CONDITION for t in named_terms(words))


def differ(people: Sequence[Person]) -> bool:
    return len({tuple(t.text for t in person.told) for person in people}) > 1


def spans(people: Sequence[Person]) -> list[Quote]:
    """What is said of them, newest first."""
    told = dict.fromkeys(t for person in people for t in person.told)
    found = [Quote(t.passage, t.passage.start + t.start, t.passage.start + t.end, t.text, 1.0) for t in told]
    return newest_first({q.text: q for q in reversed(found)}.values())[:QUOTED]


def _named(question: str, people: Sequence[Person]) -> list[Person]:
    """Those whom the question itself tells apart (`her younger sister`); all where it does not."""
    words = set(re.findall(r"[a-z]+", question.lower()))
    marked = {values[w] for _, values in _MARKS[:2] for w in words if w in values}
    told_apart = [
        p for p in people
        if any(v in marked or (kind == "name" and v.lower() in words) for t in p.told for kind, v in t.marks)
    ]  # fmt: skip
    return told_apart or list(people)
