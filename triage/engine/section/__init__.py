"""Which section of a note a dialogue belongs to."""

from triage.engine.section.classify import SECTIONS, classify, info

__all__ = ["SECTIONS", "classify", "info"]
