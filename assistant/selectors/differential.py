"""A differential as its page shows it: chances in words, what was decided, and the clinician's own list beside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from triage.engine.differential import Case, Differential, Evidence, Ranked
from triage.engine.differential.candidates import NameIndex
from triage.engine.findings import person
from triage.engine.types import Span
from triage.models import Review, ReviewAction
from triage.services.knowledge import knowledge

OWN = 5
_YEARS = 2.0  # ages that differ by more are not the same person's


@dataclass(frozen=True, slots=True)
class Entry:
    """`state` is what was decided about it in this case: accept, wrong or empty. `against` leaves out rows of the
    chart that the entry does not speak of: they lower all such conditions alike and tell nothing of this one."""

    place: int
    ranked: Ranked
    against: tuple[Evidence, ...]
    state: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """One diagnosis of the clinician's own list; `place` is 0 where the list does not hold it, `is_known` tells
    whether the knowledge does."""

    name: str
    place: int
    probability: float
    is_known: bool


@dataclass(frozen=True, slots=True)
class CasePart:
    """A stretch of the case's text; `spans` name the findings that it is part of, `begins` those that begin here."""

    text: str
    spans: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Board:
    found: Differential
    case: tuple[CasePart, ...]
    entries: tuple[Entry, ...]
    own: tuple[OwnEntry, ...]
    not_named: tuple[Ranked, ...]  # of the first ones, those that the clinician did not write
    other_person: bool  # the text tells of another age or sex than the chart
    rest: float  # chance of what the list does not hold


def board(case: Case, found: Differential, own: Sequence[str], reviews: Sequence[Review]) -> Board:
    decided = _decided(case, reviews)
    meant = {name: conditions_named(name) for name in own}
    named = frozenset[str]().union(*meant.values())
    entries = tuple(
        Entry(place, one, _against(one), decided.get(one.condition, ""), one.condition in named)
        for place, one in enumerate(found.ranked, 1)
    )
    return Board(
        found=found,
        case=case_parts(case.text, _told(found)),
        entries=entries,
        own=tuple(_own(name, ids, entries) for name, ids in meant.items()),
        not_named=tuple(entry.ranked for entry in entries[:OWN] if not entry.is_own) if own else (),
        other_person=_other_person(case),
        rest=max(0.0, 1.0 - sum(one.probability for one in found.ranked)),
    )


def evidence(found: Differential) -> Iterator[Evidence]:
    """Everything that the page names as a reason."""
    for one in found.ranked:
        yield from (*one.supporting, *one.against)
    for each in found.cant_miss:
        yield from each.because
    yield from (flag.evidence for flag in found.red_flags)


def span_id(span: Span) -> str:
    return f"case-{span.start}-{span.end}"


def case_parts(text: str, told: Mapping[Span, Span | None]) -> tuple[CasePart, ...]:
    """`told` are the spans of findings, each with that of the phrase that dates it, which is part of it too. Cut
    wherever one begins or ends, for they may lie in one another."""
    order = sorted(told, key=lambda one: (one.start, one.end))
    whole = [(span_id(one), [one, *filter(None, [told[one]])]) for one in order]
    cuts = sorted({0, len(text), *(at for _, spans in whole for one in spans for at in (one.start, one.end))})
    return tuple(
        CasePart(
            text[start:end],
            tuple(id_ for id_, spans in whole if any(one.start <= start and end <= one.end for one in spans)),
            tuple(span_id(one) for one in order if one.start == start),
        )
        for start, end in pairwise(cuts)
    )


def _told(found: Differential) -> dict[Span, Span | None]:
    spans = {one.span: one.since for one in evidence(found) if one.span}
    return {span: Span(since.start, since.end) if since else None for span, since in spans.items()}


def own_list(text: str) -> tuple[str, ...]:
    """One diagnosis a line, at most five."""
    lines = (" ".join(line.split())[:200] for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))[:OWN]


def conditions_named(name: str) -> frozenset[str]:
    """Ids of the conditions that a name may mean."""
    ids = list(knowledge().conditions)
    return frozenset(ids[row] for row in _names().rows(name))


@lru_cache(maxsize=1)
def _names() -> NameIndex:
    return NameIndex(knowledge())


def _against(one: Ranked) -> tuple[Evidence, ...]:
    known = knowledge()
    spoken_of = known.conditions[one.condition].mentioned
    return tuple(
        item
        for item in one.against
        if not item.source or item.finding in spoken_of or known.ancestors[item.finding] & spoken_of
    )


def _other_person(case: Case) -> bool:
    told = person(case.text)
    if case.sex and told.sex and case.sex != told.sex:
        return True
    return case.age is not None and told.age is not None and abs(case.age - told.age) > _YEARS


def _own(name: str, ids: frozenset[str], entries: Sequence[Entry]) -> OwnEntry:
    best = next((entry for entry in entries if entry.ranked.condition in ids), None)
    return OwnEntry(name, best.place if best else 0, best.ranked.probability if best else 0.0, bool(ids))


def _decided(case: Case, reviews: Sequence[Review]) -> dict[str, str]:
    """Condition to the latest decision about it in the very same case."""
    found: dict[str, str] = {}
    for review in reviews:
        if review.action != ReviewAction.CHANGE and review.suggested.get("case") == case.text:
            found.setdefault(str(review.decided.get("condition", "")), review.action)
    return found
