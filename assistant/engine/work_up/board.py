"""The list as a turn shows it: how it moved, what speaks for and against, what must not be missed."""

from collections.abc import Mapping

from assistant.engine.types import Citation, Source
from assistant.engine.work_up.types import Board, Standing, State, Suggestion
from triage.engine.differential.types import Evidence, MustNotMiss, Ranked

SHOWN = 5
_REASONS = 4
_CITED = (Source.CONDITION, Source.MEDICATION, Source.OBSERVATION)


def board(state: State, made: Suggestion, asked_name: str) -> Board:
    """`state` is the one after this turn, but for the chances and flags, which are still those of the turn before."""
    found, before = made.found, dict(state.chances)
    return Board(
        state=shown(state, made),
        standings=tuple(_standing(one, before) for one in found.ranked[:SHOWN]),
        dangers=tuple(_danger(one, before) for one in found.cant_miss),
        flags=tuple((flag.evidence, flag.conditions) for flag in found.red_flags),
        acuity=found.acuity,
        acuity_because=found.acuity_because,
        asked_name=asked_name,
        moved=bool(before),
        model=f"{found.model.name} {found.model.revision[:12]}",
    )


def shown(state: State, made: Suggestion) -> State:
    """Remembers what the page then shows, for the next turn to compare with."""
    listed = {one.condition: one.probability for one in made.found.ranked}
    listed |= {one.condition: one.probability for one in made.found.cant_miss}
    flags = tuple(flag.evidence.finding for flag in made.found.red_flags)
    chances = tuple((condition, round(chance, 4)) for condition, chance in listed.items())
    return State(state.case, state.pending, state.asked, state.over, state.insists, chances, flags)


def _standing(one: Ranked, before: Mapping[str, float]) -> Standing:
    return Standing(
        one.condition,
        one.name,
        one.probability,
        before.get(one.condition),
        one.cant_miss,
        one.supporting[:_REASONS],
        one.against[:_REASONS],
    )


def _danger(one: MustNotMiss, before: Mapping[str, float]) -> Standing:
    return Standing(one.condition, one.name, one.probability, before.get(one.condition), True, one.because[:_REASONS])


def cited(evidence: Evidence) -> tuple[Citation, ...]:
    """The row of the chart that a finding is from; nothing for what was told in words."""
    kind, _, ref = evidence.source.partition(":")
    if kind not in _CITED:
        return ()
    return (Citation(Source(kind), ref, evidence.text, title=evidence.name),)


def chance(share: float) -> str:
    return "less than 1 %" if share < 0.01 else f"{100 * share:.0f} %"
