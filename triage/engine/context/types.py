"""The answer, and what rules can say."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Context:
    """`temporality` is recent, historical or hypothetical; `experiencer` patient or other. `state` is open where the
    text leaves it undecided (suspected, to be excluded), over where what is negated was there before; else empty."""

    negated: bool = False
    temporality: str = "recent"
    experiencer: str = "patient"
    state: str = ""


NEGATION, TEMPORALITY, EXPERIENCER, STATE = "negation", "temporality", "experiencer", "state"
DIMENSIONS = (NEGATION, TEMPORALITY, EXPERIENCER, STATE)
# What a rule can say, and what that is about. Where two are as near to a finding, the first counts.
SAYINGS = {
    "affirmed": NEGATION,
    "negated": NEGATION,
    "hypothetical": TEMPORALITY,
    "historical": TEMPORALITY,
    "recent": TEMPORALITY,
    "patient": EXPERIENCER,
    "other": EXPERIENCER,
    "open": STATE,
    "over": STATE,
}


class RuleError(ValueError):
    """A rule file breaks its format; the text names file and entry."""
