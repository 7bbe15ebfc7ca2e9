"""Rows of a chart → findings that a differential counts, each naming its row."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from records.engine.rows import ConditionRow, MedicationRow, ObservationRow
from triage.engine.differential.types import GivenFinding
from triage.engine.findings import FindingReader, Person
from triage.engine.findings.units import converted
from triage.engine.knowledge import Finding, Knowledge

RECENT = timedelta(days=365)  # an older measurement says little of today
_CELSIUS = "Cel"


def problem_findings(reader: FindingReader, rows: Iterable[ConditionRow], who: Person) -> Iterator[GivenFinding]:
    """Active problems, as past diseases and as what they are called."""
    for row in rows:
        if row.is_active:
            yield from _read(reader, f"{row.name}. History of {row.name}.", who, f"condition:{row.ref}", row.display)


def medicine_findings(
    reader: FindingReader, knowledge: Knowledge, rows: Iterable[MedicationRow], who: Person
) -> Iterator[GivenFinding]:
    """Active medicines, as exposures."""
    for row in rows:
        if row.status == "active":
            for one in _read(reader, f"Takes {row.name}.", who, f"medication:{row.ref}", row.display):
                if knowledge.findings[one.finding].kind == "exposure":
                    yield one


def lab_findings(
    knowledge: Knowledge, latest: Sequence[ObservationRow], who: Person, today: date
) -> Iterator[GivenFinding]:
    """`latest` holds the newest row of each series; only what a rule says is out of order."""
    for row in latest:
        if row.value is None or row.comparator or row.effective is None or row.effective.day < today - RECENT:
            continue
        for finding in knowledge.findings.values():
            if _is_true(finding, row, who):
                yield GivenFinding(finding.id, True, f"observation:{row.ref}", row.display)


def _read(reader: FindingReader, text: str, who: Person, source: str, shown: str) -> Iterator[GivenFinding]:
    for one in reader.find(text, who):
        if one.present and one.how == "words" and one.experiencer == "patient":
            yield GivenFinding(one.finding, True, source, shown)


def _is_true(finding: Finding, row: ObservationRow, who: Person) -> bool:
    for rule in finding.numbers:
        if row.code not in rule.loinc or (rule.sex and rule.sex != who.sex):
            continue
        if (rule.age_from is not None or rule.age_to is not None) and who.age is None:
            continue
        age = who.age or 0.0
        if (rule.age_from is not None and age < rule.age_from) or (rule.age_to is not None and age >= rule.age_to):
            continue
        value = converted(row.value or 0.0, "c" if row.unit == _CELSIUS else row.unit, rule)
        above = value is not None and (rule.above is None or value > rule.above)
        if above and (rule.below is None or (value is not None and value < rule.below)):
            return True
    return False
