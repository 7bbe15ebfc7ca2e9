"""What can be linked to, and a link."""

from dataclasses import dataclass

DRUG, CONDITION, FINDING, LAB = "drug", "condition", "finding", "lab"
KINDS = (DRUG, CONDITION, FINDING, LAB)


@dataclass(frozen=True, slots=True)
class Target:
    """An entry with its names, the preferred one first. `code` may be empty: an entry of ours without one."""

    kind: str
    id: str
    names: tuple[str, ...]
    system: str = ""  # ICD-10-CM, RxNorm, LOINC, HPO
    code: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """`score` is 1 for the entry's own name, less the more was left out or corrected."""

    target: Target
    score: float
