"""The differential as a tool of a mind: bound to one open chart, every use audited."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.engine.work_up.types import Asking, CaseSoFar, Move, Suggestion
from records.access import Chart
from triage.engine.differential.types import Case, Differential, GivenFinding, NextStep
from triage.engine.findings import FoundFinding
from triage.services import chart_case
from triage.services.differential import diagnose
from triage.services.knowledge import knowledge

_MOVES = 2


class ChartCaseTool:
    """Implements `assistant.engine.work_up.types.CaseTool`."""

    def __init__(self, chart: Chart) -> None:
        self._chart = chart

    def suggest(self, case: CaseSoFar) -> Suggestion:
        asked = self._case(case)
        found = chart_case.diagnosed(self._chart, asked)
        return Suggestion(found, _asking(asked, found, found.questions[0]) if found.questions else None)

    def read(self, text: str) -> Sequence[FoundFinding]:
        return chart_case.findings_in(text)

    def named(self, name: str) -> str:
        return chart_case.finding_named(name)

    def name(self, finding: str) -> str:
        return knowledge().findings[finding].name

    def _case(self, case: CaseSoFar) -> Case:
        whole = chart_case.chart_case(self._chart, case.text, "", case.with_chart)
        answers = [chart_case.Answered(one.finding, one.present, one.text) for one in case.told]
        return chart_case.with_answers(whole, answers)


def _asking(case: Case, found: Differential, step: NextStep) -> Asking:
    """What each answer would do to the list, worked out by giving it."""
    after = [
        diagnose(replace(case, given=(*case.given, GivenFinding(step.finding, state, chart_case.ANSWER))))
        for state in (True, False)
    ]
    yes, no = ({one.condition: one.probability for one in other.ranked} for other in after)
    moves = [
        Move(one.name, one.probability, yes.get(one.condition, 0.0), no.get(one.condition, 0.0))
        for one in found.ranked
        if one.condition in yes or one.condition in no
    ]
    moves.sort(key=lambda move: -abs(move.if_yes - move.if_no))
    return Asking(step.finding, step.text, step.information, step.raises, tuple(moves[:_MOVES]))
