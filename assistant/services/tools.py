"""The tools of a mind, bound to one open chart. Every look-up goes through the gate and is audited."""

from collections.abc import Sequence

from assistant.engine.types import Match, Passage
from assistant.engine.work_up.types import CaseTool
from assistant.services import chart_index, literature_index
from assistant.services.case_tool import ChartCaseTool
from assistant.services.ranker import ranker
from records.access import Chart
from records.audit import Action
from records.engine.rows import (
    AllergyRow,
    ConditionRow,
    EncounterRow,
    ImmunizationRow,
    MedicationRow,
    NoteRow,
    ObservationKind,
    ObservationRow,
    PatientFacts,
    ProcedureRow,
    ReportRow,
)
from records.selectors import rows
from triage.engine.alerts.types import OrderCheck
from triage.services import alerts


class ChartTools:
    """Implements `assistant.engine.types.Tools`."""

    def __init__(self, chart: Chart) -> None:
        self._chart = chart

    def patient(self) -> PatientFacts:
        return rows.patient_facts(self._chart)

    def observation_kinds(self) -> Sequence[ObservationKind]:
        return rows.observation_kinds(self._chart)

    def observations(self, codes: Sequence[str], names: Sequence[str] = ()) -> Sequence[ObservationRow]:
        return rows.observations(self._chart, codes, names)

    def medications(self) -> Sequence[MedicationRow]:
        return rows.medications(self._chart)

    def conditions(self) -> Sequence[ConditionRow]:
        return rows.conditions(self._chart)

    def allergies(self) -> Sequence[AllergyRow]:
        return rows.allergies(self._chart)

    def procedures(self) -> Sequence[ProcedureRow]:
        return rows.procedures(self._chart)

    def immunizations(self) -> Sequence[ImmunizationRow]:
        return rows.immunizations(self._chart)

    def encounters(self) -> Sequence[EncounterRow]:
        return rows.encounters(self._chart)

    def reports(self) -> Sequence[ReportRow]:
        return rows.reports(self._chart)

    def notes(self) -> Sequence[NoteRow]:
        return rows.notes(self._chart, with_text=False)

    def search_notes(self, query: str, limit: int = 8) -> Sequence[Passage]:
        found = chart_index.search(self._chart, query, limit)
        self._chart.note(Action.SEARCH, "Note", detail={"found": len(found)})
        return found

    def read_notes(self, refs: Sequence[str]) -> Sequence[Passage]:
        found = chart_index.read(self._chart, refs)
        self._chart.note(Action.SEARCH, "Note", detail={"found": len(found)})
        return found

    def matches(self, question: str, texts: Sequence[str]) -> Sequence[Match]:
        self._chart.note(Action.MODEL_INPUT, "Note", detail={"texts": len(texts), "model": ranker().info.name})
        return ranker().matches(question, texts)

    def search_literature(self, query: str, limit: int = 8) -> Sequence[Passage]:
        found = literature_index.search(query, limit)
        self._chart.note(Action.SEARCH, "LiteratureDocument", detail={"found": len(found)})
        return found

    def differential(self) -> CaseTool:
        return ChartCaseTool(self._chart)

    def order_check(self, drugs: Sequence[str]) -> OrderCheck:
        return alerts.order_check(self._chart, drugs)
