"""The tool of a work-up over the small knowledge of the differential's tests: no chart, no database."""

from collections.abc import Sequence

from assistant.engine.work_up.types import Asking, CaseSoFar, Move, Suggestion
from tests.triage.engine.differential.small import ENGINE, KNOWLEDGE
from triage.engine.differential import Case, GivenFinding
from triage.engine.findings import FindingReader, FoundFinding

_READER = FindingReader(KNOWLEDGE)


class SmallTool:
    """`rows` are what an open chart would tell."""

    def __init__(self, rows: Sequence[GivenFinding] = ()) -> None:
        self.rows = tuple(rows)
        self.asked: list[CaseSoFar] = []

    def suggest(self, case: CaseSoFar) -> Suggestion:
        self.asked.append(case)
        told = tuple(
            GivenFinding(one.finding, one.present, "answer", one.text) for one in case.told if one.present is not None
        )
        unknown = tuple(one.finding for one in case.told if one.present is None)
        given = (*(self.rows if case.with_chart else ()), *told)
        found = ENGINE.diagnose(Case(case.text, given=given, unknown=unknown))
        if not found.questions:
            return Suggestion(found, None)
        step, first = found.questions[0], found.ranked[0]
        move = Move(first.name, first.probability, 0.9, 0.1)
        return Suggestion(found, Asking(step.finding, step.text, step.information, step.raises, (move,)))

    def read(self, text: str) -> Sequence[FoundFinding]:
        return _READER.read(text).findings

    def named(self, name: str) -> str:
        return next((one.id for one in KNOWLEDGE.findings.values() if one.name == name.casefold()), "")

    def name(self, finding: str) -> str:
        return KNOWLEDGE.findings[finding].name
