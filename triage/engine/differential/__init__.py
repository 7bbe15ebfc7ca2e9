"""Differential diagnosis from explicit knowledge and nearness in meaning."""

from triage.engine.differential.engine import DifferentialEngine
from triage.engine.differential.types import (
    Case,
    Differential,
    Evidence,
    GivenFinding,
    MustNotMiss,
    NextStep,
    Ranked,
    RedFlag,
    Unknown,
)

__all__ = [
    "Case",
    "Differential",
    "DifferentialEngine",
    "Evidence",
    "GivenFinding",
    "MustNotMiss",
    "NextStep",
    "Ranked",
    "RedFlag",
    "Unknown",
]
