"""A clinician's words, alone or with the open chart, as one case for the differential engine."""

from functools import lru_cache

from django.db import transaction
from django.utils import timezone

from records.access import Chart
from records.audit import Action
from records.engine.series import group
from records.selectors import rows
from triage.engine.differential import Case, Differential, GivenFinding
from triage.engine.differential.chart_findings import lab_findings, medicine_findings, problem_findings
from triage.engine.findings import FindingReader, Person
from triage.services.differential import diagnose
from triage.services.knowledge import knowledge

_SEX = {"female": "F", "male": "M"}


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
