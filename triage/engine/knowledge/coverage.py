"""What the knowledge covers and where it is thin."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from triage.engine.knowledge.stale import stale
from triage.engine.knowledge.types import Condition, Knowledge

FEW_FINDINGS = 8


@dataclass(frozen=True, slots=True)
class Coverage:
    """`gaps` maps what is missing to the ids that miss it; empty lists are left out."""

    conditions: int
    findings: int
    systems: dict[str, int]
    kinds: dict[str, int]
    urgencies: dict[str, int]
    cant_miss: int
    unreviewed: int
    phrases: int
    gaps: dict[str, list[str]]


def coverage(knowledge: Knowledge, today: date) -> Coverage:
    conditions = list(knowledge.conditions.values())
    return Coverage(
        conditions=len(conditions),
        findings=len(knowledge.findings),
        systems=_counted(c.system for c in conditions),
        kinds=_counted(f.kind for f in knowledge.findings.values()),
        urgencies=_counted(c.urgency for c in conditions),
        cant_miss=sum(c.cant_miss for c in conditions),
        unreviewed=sum(c.review.reviewed is None for c in conditions),
        phrases=sum(len(f.phrases) for f in knowledge.findings.values()),
        gaps={name: ids for name, ids in _gaps(knowledge, conditions, today).items() if ids},
    )


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def _gaps(knowledge: Knowledge, conditions: list[Condition], today: date) -> dict[str, list[str]]:
    used = {id_ for c in conditions for id_ in c.mentioned}
    used |= {ancestor for id_ in used if id_ in knowledge.ancestors for ancestor in knowledge.ancestors[id_]}
    named = {mimic for c in conditions for mimic in c.mimics}
    return {
        "conditions with fewer than 8 findings": [c.id for c in conditions if len(c.findings) < FEW_FINDINGS],
        "conditions without an ICD-10-CM code": [c.id for c in conditions if not c.icd10],
        "conditions without a test": [c.id for c in conditions if not c.tests],
        "conditions without management": [c.id for c in conditions if not c.management],
        "conditions without patients' words": [c.id for c in conditions if not c.words],
        "conditions without a vignette": [c.id for c in conditions if not c.vignette],
        "can't-miss conditions without red flags": [c.id for c in conditions if c.cant_miss and not c.red_flags],
        "mimics that have no entry": sorted(named - set(knowledge.conditions)),
        "findings that no condition uses": sorted(set(knowledge.findings) - used),
        "due for review": stale(knowledge, today),
    }
