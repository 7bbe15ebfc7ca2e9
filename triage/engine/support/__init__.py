"""Statement support: does a passage say what a sentence says?"""

from triage.engine.support.checker import Checker
from triage.engine.support.types import CONTRADICTED, NOT_SUPPORTED, SUPPORTED, SupportUnavailable, Verdict

__all__ = ["CONTRADICTED", "NOT_SUPPORTED", "SUPPORTED", "Checker", "SupportUnavailable", "Verdict"]
