"""What a question asks of notes: its ideas with their other names, and the kind of answer it wants."""

import re
from dataclasses import dataclass

from assistant.engine.mind.cues import section_word
from assistant.engine.mind.everyday import Heard, Idea, alike, scaffold
from assistant.engine.mind.matching import class_members
from assistant.engine.mind.plan import Aspect, Plan
from assistant.engine.mind.text import Tokens, holds, tokens
from assistant.engine.mind.vocabulary import Kind, Term

# Cosines that need no common word, and shares of the question's ideas with the cosine that each needs. A yes-or-no
# question needs more: half of `leg ulcer` would answer another one.
_CLOSE, _SAME = 0.55, 0.62
_SHARES = ((0.75, 0.12), (0.6, 0.2), (0.4, 0.38))
_WHETHER_SHARES = ((0.9, 0.12), (0.75, 0.25), (0.6, 0.45))
# Or both together, the cosine and half the share: told answers from silence on the halves that may be looked at.
_TOGETHER, _WHETHER_TOGETHER = 0.57, 0.64
_LITTLE = 0.25  # worth of a word that only carries the question
CARRYING = frozenset(
    "a an the and or but of to in on at for with by from as is are was were be been being do does did has have had "
    "he she it they his her him them its their hers this that these those there here what which who whom whose when "
    "where why how if so than then not no any some all me my our we i you your about into after before pt s t".split()
)
_REASON = re.compile(
    r"\b(?:because|due to|since|causes?d?|made (?:her|him)|makes|so that|from|reasons?|fear\w*|side effect"
    r"|ran out|explained by|risk|interaction|not needed|unnecessary)\b|->|=>",
    re.IGNORECASE,
)
_NUMBER = r"(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|half|once|twice)"
_KINDS = (  # how it is asked, and what an answer looks like
    (r"^(?:why|how come)\b|\bwhat (?:caused|triggered|brought|set off)|\breason\b", _REASON.pattern),
    (r"\bhow far\b", rf"\b{_NUMBER}\s*(?:m|km|meters?|kilometers?|miles?|blocks?|yards?|feet|steps?)\b"),
    (r"\bhow old\b|\bwhat age\b|\bage\b", r"\b(?:at|age[d]?|of|from)\s+(?:the\s+change\s+at\s+)?\d{1,3}\b"),
    (
        r"\bhow long\b",
        rf"\b{_NUMBER}\s*(?:s|sec\w*|min\w*|h|hours?|days?|weeks?|months?|years?|half an hour)\b|\bsince\b",
    ),
    (r"\bhow often\b|\bhow many times\b", rf"\b(?:{_NUMBER}|x\d\S*)\b.*|\b(?:daily|weekly|monthly|nightly)\b"),
    (r"\bhow (?:many|much|big|large|high|low|heavy|strong|quick\w*|fast)\b", rf"\b{_NUMBER}\b"),
    (r"\bwhat (?:dose|temperature|weight|score|value|saturation)\b", r"\d"),
    (
        r"^(?:when|what (?:date|day|time))\b",
        r"\b(?:\d{1,2}:\d\d|weeks?|months?|years?|days?|today|tomorrow|spring|summer|autumn|fall|winter|if|until|once"
        r"|below|above|\d{4})\b",
    ),
    (
        r"^who\b|\bwhose\b",
        r"\b(?:mother|mum|father|dad|sister|brother|aunt|uncle|cousin|grand\w+|son|daughter|child\w*|husband|wife"
        r"|partner|family|nobody|dr|doctor|nurse|with)\b|(?<=[a-z] )[A-Z][a-z]+",
    ),
    (r"^where\b", r"\b(?:left|right|upper|lower|between|at|in|on|behind|[RL])\b"),
)
KIN = frozenset(
    "mother father sister brother aunt uncle grandmother grandfather parent family son daughter cousin mum mom dad"
    " sibling relative child niece nephew".split()
)
_VALUE = re.compile(r"\b\d+\.\d+\b")  # tells one measurement from the others
_COMPILED = tuple(
    (re.compile(ask), re.compile(look, re.IGNORECASE if "A-Z" not in look else 0)) for ask, look in _KINDS
)
_WHETHER = re.compile(r"\W*(?:and |but |so )?(?:is|are|was|were|has|have|had|do|does|did|can|could|any|may|should)\b")
# What was done to a thing: a sentence that names the thing and not this answers something else.
_DONE = tuple(alike(word) for word in ("stop", "start", "increase", "decrease", "change", "restart", "refuse"))


@dataclass(frozen=True, slots=True)
class Asked:
    question: str
    ideas: tuple[Idea, ...]
    importance: tuple[float, ...]
    whether: bool
    why: bool
    needed: tuple[Idea, ...]  # named things that a sentence or its neighbours must speak of
    own: bool = False  # of the patient alone, not of a relative

    @property
    def tells(self) -> bool:
        """Whether anything is asked about but the note itself."""
        return any(weight > _LITTLE for weight in self.importance)

    def spoken_of(self, words: Tokens) -> bool:
        heard = Heard(words)
        return all(
            heard.speaks_of(i) for i, weight in zip(self.ideas, self.importance, strict=True) if weight > _LITTLE
        )

    def kind_fits(self, text: str) -> bool:
        asked = self.question.lower()
        return any(ask.search(asked) and look.search(text) for ask, look in _COMPILED)

    def speaks_of_needed(self, around: Heard) -> bool:
        return all(around.speaks_of(idea) for idea in self.needed)

    def answered_by(self, held: float, near_by: float, meaning: float) -> bool:
        """Whether a sentence is close enough to be shown as an answer."""
        if meaning >= (_SAME if self.whether else _CLOSE):
            return True
        if near_by > 0 and meaning + near_by / 2 >= (_WHETHER_TOGETHER if self.whether else _TOGETHER):
            return True
        shares = _WHETHER_SHARES if self.whether else _SHARES
        return any(near_by >= share and meaning >= least for share, least in shares)


def asked_of(plan: Plan, used: frozenset[str] = frozenset(), all_named: bool = False) -> Asked:
    """`used` are words that already chose the notes; `all_named`: nothing that the question names may be missing."""
    right = dict(plan.corrections)
    words = [right.get(w, w) for w in tokens(plan.question)]
    named = [t for t in plan.terms if any(holds(n, tuple(words)) for n in t.names)]
    covered = {w for t in named for n in t.names if holds(n, tuple(words)) for w in n}
    values = [tokens(value) for value in _VALUE.findall(plan.question)]
    covered |= {w for value in values for w in value}
    free = [w for w in dict.fromkeys(words) if w not in covered | used | CARRYING]
    free = [w for w in free if not (plan.section and section_word(w)) and not _in_window(w, plan)]
    ideas: list[Idea] = [*(_names(t) for t in named), *((value,) for value in values)]
    ideas += [tuple((other,) for other in sorted(alike(w))) for w in free]
    importance = [1.0] * (len(named) + len(values)) + [_LITTLE if w in scaffold() or w.isdigit() else 1.0 for w in free]
    why = plan.aspect is Aspect.WHY or re.match(r"\W*(?:why|how come)\b", plan.question.lower()) is not None
    drugs = [_also_called(t) for t in named if t.kind in (Kind.DRUG, Kind.DRUG_CLASS)]
    needed = drugs or [_names(t) for t in named if why and t.kind in (Kind.LAB, Kind.VITAL)]
    if all_named:
        needed = [_also_called(t) for t in named]
    if why and drugs:
        needed += [tuple((w,) for w in sorted(group)) for group in _DONE if group & set(free)][:1]
    whether = _WHETHER.match(plan.question.lower()) is not None
    own = all_named and not KIN & set(words)
    return Asked(plan.question, tuple(ideas), tuple(importance), whether, why, tuple(needed), own)


def _also_called(term: Term) -> Idea:
    """The names of a thing with everyday words for those of one word."""
    names = _names(term)
    return tuple(dict.fromkeys((*names, *((w,) for n in names if len(n) == 1 for w in sorted(alike(n[0]))))))


def _in_window(word: str, plan: Plan) -> bool:
    return plan.window is not None and word in tokens(plan.window.label)


def _names(term: Term) -> Idea:
    members = class_members(term) if term.kind is Kind.DRUG_CLASS else ()
    return (*term.names, *term.holds, *(n for m in members for n in m.names))
