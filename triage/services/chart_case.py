"""A clinician's words, alone or with the open chart, as one case for the differential engine."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.db import transaction
from django.utils import timezone

from records.access import Chart
from records.audit import Action
from records.engine.series import group
from records.selectors import rows
from triage.engine.differential import Case, Differential, GivenFinding
from triage.engine.differential.chart_findings import lab_findings, medicine_findings, problem_findings
from triage.engine.findings import FindingReader, FoundFinding, Person
from triage.services.differential import diagnose
from triage.services.knowledge import knowledge

ANSWER = "answer"  # the source of a finding that was answered to a question
_SEX = {"female": "F", "male": "M"}


@dataclass(frozen=True, slots=True)
class Answered:
    """`present` is None where nobody knows."""

    finding: str
    present: bool | None
    text: str


def chart_case(chart: Chart, text: str, setting: str, with_chart: bool) -> Case:
    """With the chart: its age and sex, active problems and medicines, and the latest results out of order."""
    if not with_chart:
        return Case(text, setting=setting)
    who, given = _of_chart(chart)
    return Case(text, age=who.age, sex=who.sex, setting=setting, given=given)


def diagnosed(chart: Chart, case: Case) -> Differential:
    """Leaves an audit line; nothing is stored. Raises CannotRun, which says what to do."""
    found = diagnose(case)
    detail = {"model": found.model.name, "characters": len(case.text), "rows": len(case.given)}
    chart.note(Action.MODEL_INPUT, "Differential", detail=detail)
    return found


def with_answers(case: Case, answers: Sequence[Answered]) -> Case:
    """What was answered to questions wins over what the chart tells of the same finding; what nobody knows is not
    asked again. Ids that the vocabulary does not know are left out."""
    known = [one for one in answers if one.finding in knowledge().findings]
    told = {one.finding for one in known if one.present is not None}
    rows = tuple(one for one in case.given if one.finding not in told)
    given = tuple(GivenFinding(one.finding, one.present, ANSWER, one.text) for one in known if one.present is not None)
    unknown = tuple(one.finding for one in known if one.present is None)
    return replace(case, given=(*rows, *given), unknown=unknown)


def findings_in(text: str) -> list[FoundFinding]:
    """What a text tells of the patient, present, absent or left open."""
    return [
        one
        for one in _reader().read(text).findings
        if one.experiencer == "patient" and one.temporality != "hypothetical"
    ]


def finding_named(name: str) -> str:
    """The id of the finding with exactly this name; empty where there is none."""
    return _names().get(name.casefold(), "")


def _of_chart(chart: Chart) -> tuple[Person, tuple[GivenFinding, ...]]:
    known, today = knowledge(), timezone.localdate()
    with transaction.atomic():  # one sealing of the audit lines
        facts = rows.patient_facts(chart)
        problems, medicines = rows.conditions(chart), rows.medications(chart)
        latest = [series.latest for series in group(rows.all_observations(chart))]
    age = facts.age_on(today)
    who = Person(None if age is None else float(age), _SEX.get(facts.sex, ""))
    reader = _reader()
    given = [
        *problem_findings(reader, problems, who),
        *medicine_findings(reader, known, medicines, who),
        *lab_findings(known, latest, who, today),
    ]
    return who, tuple(given)


@lru_cache(maxsize=1)
def _reader() -> FindingReader:
    return FindingReader(knowledge())


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {one.name.casefold(): one.id for one in knowledge().findings.values()}
