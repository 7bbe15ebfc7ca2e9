"""What the checker says about a sentence beside a passage. Texts are decrypted: never log them."""

from dataclasses import dataclass

SUPPORTED, NOT_SUPPORTED, CONTRADICTED = "supported", "not_supported", "contradicted"


class SupportUnavailable(ValueError):
    """Word lists or weights cannot be read; says which."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`score`: how likely the passage supports the sentence, 0 to 1. `reasons` name the kinds of check that
    failed (number, date, drug, measure, side, negation, person, opposite), without words of the texts."""

    verdict: str
    score: float
    reasons: tuple[str, ...] = ()
