"""What was found, brought into a form that can be added up: nothing is counted twice."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from triage.engine.differential.types import GivenFinding
from triage.engine.findings import FoundFinding, Since
from triage.engine.knowledge import Knowledge
from triage.engine.types import Span

_LOOSE = 0.8  # words of a phrase in another order may mean something else
_LONG_PAST = 0.5  # a symptom of the past; a past disease counts in full
_ALWAYS_PAST = frozenset(("history", "exposure", "family"))


@dataclass(frozen=True, slots=True)
class Observation:
    """`weight` is the share of the finding's likelihood ratio that counts."""

    finding: str
    present: bool
    weight: float
    text: str
    span: Span | None = None
    source: str = ""
    temporality: str = "recent"
    since: Since | None = None


def observations(
    found: Iterable[FoundFinding], given: Iterable[GivenFinding], knowledge: Knowledge
) -> list[Observation]:
    told = {one.finding: one for one in _told(found, knowledge)}
    for row in given:
        if row.finding in knowledge.findings and (row.finding not in told or not told[row.finding].present):
            told[row.finding] = Observation(row.finding, row.present, 1.0, row.text, source=row.source)
    return _damped(_without_repeats(list(told.values()), knowledge), knowledge)


def _told(found: Iterable[FoundFinding], knowledge: Knowledge) -> Iterable[Observation]:
    for one in found:
        if one.present is None or one.experiencer != "patient":
            continue
        weight = _LOOSE if one.how == "loose" else 1.0
        if one.temporality == "historical" and knowledge.findings[one.finding].kind not in _ALWAYS_PAST:
            weight *= _LONG_PAST
        place = Span(one.start, one.end)
        yield Observation(one.finding, one.present, weight, one.text, place, "", one.temporality, one.since)


def _without_repeats(told: Sequence[Observation], knowledge: Knowledge) -> list[Observation]:
    """The most special of what is present, the most general of what is absent."""
    present = {one.finding for one in told if one.present}
    absent = {one.finding for one in told if not one.present}
    implied = frozenset[str]().union(*(knowledge.ancestors[id_] for id_ in present))
    return [
        one
        for one in told
        if (one.present and one.finding not in implied)
        or (not one.present and one.finding not in implied and not knowledge.ancestors[one.finding] & absent)
    ]


def _damped(told: Sequence[Observation], knowledge: Knowledge) -> list[Observation]:
    """Findings of one kind (three words for one pain) are no independent witnesses."""
    parents = {one.finding: knowledge.findings[one.finding].parents for one in told}
    counts = {
        state: Counter(parent for one in told if one.present is state for parent in parents[one.finding])
        for state in (True, False)
    }
    damped = []
    for one in told:
        shared = max((counts[one.present][parent] for parent in parents[one.finding]), default=1)
        damped.append(replace(one, weight=one.weight / shared**0.5))
    return damped
