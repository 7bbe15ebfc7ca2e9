"""A statement beside a passage, and whether the passage says it, denies it, or does not tell."""

from dataclasses import dataclass

SUPPORTED, CONTRADICTED, SILENT = "supported", "contradicted", "silent"


@dataclass(frozen=True, slots=True)
class Pair:
    sentence: str
    passage: str
    label: str
    source: str
