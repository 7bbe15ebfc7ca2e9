"""Reads findings, age and sex from the text of a case."""

from triage.engine.findings.people import person
from triage.engine.findings.reader import FindingReader
from triage.engine.findings.types import CaseReading, FoundFinding, Person, Since

__all__ = ["CaseReading", "FindingReader", "FoundFinding", "Person", "Since", "person"]
