"""How likely each condition is before anything is told but who the patient is and where."""

import numpy as np

from triage.engine.differential.tables import Matrix
from triage.engine.knowledge import Condition, Knowledge
from triage.engine.knowledge.types import PREVALENCE, SETTINGS

# Upper ends in years; newborns are under 28 days.
_BANDS = (("newborn", 28 / 365.25), ("infant", 1), ("child", 12), ("adolescent", 19), ("young", 41), ("middle", 65))
IMPOSSIBLE = 1e-6  # a weight of zero: knowledge can be wrong, so not quite
_UNSAID = "rare"


def age_band(age: float) -> str:
    return next((name for name, end in _BANDS if age < end), "old")


def prevalence(knowledge: Knowledge, setting: str) -> Matrix:
    return np.array([np.log(_prevalence(c, setting)) for c in knowledge.conditions.values()], np.float32)


def who(knowledge: Knowledge, band: str, sex: str) -> Matrix:
    """Log weight of age band and sex alone; either may be empty."""
    return np.array([np.log(_person(c, band, sex)) for c in knowledge.conditions.values()], np.float32)


def _prevalence(condition: Condition, setting: str) -> float:
    names = [setting] if setting in SETTINGS else SETTINGS
    return sum(PREVALENCE[condition.prevalence.get(name, _UNSAID)] for name in names) / len(names)


def _person(condition: Condition, band: str, sex: str) -> float:
    weight = condition.sex.get(sex, 1.0)
    if band:
        weight *= condition.age.get(band, condition.age.get("infant", 1.0) if band == "newborn" else 1.0)
    return max(weight, IMPOSSIBLE)
