"""The answer, and what rules can say."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Context:
    """`temporality` is recent, historical or hypothetical; `experiencer` patient or other."""

    negated: bool = False
    temporality: str = "recent"
    experiencer: str = "patient"


NEGATION, TEMPORALITY, EXPERIENCER = "negation", "temporality", "experiencer"
DIMENSIONS = (NEGATION, TEMPORALITY, EXPERIENCER)
# What a rule can say, and what that is about. Where two are as near to a finding, the first counts.
SAYINGS = {
    "affirmed": NEGATION,
    "negated": NEGATION,
    "hypothetical": TEMPORALITY,
    "historical": TEMPORALITY,
    "recent": TEMPORALITY,
    "patient": EXPERIENCER,
    "other": EXPERIENCER,
}


class RuleError(ValueError):
    """A rule file breaks its format; the text names file and entry."""
