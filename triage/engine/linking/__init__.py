"""From what a text says to the entry, and so to the code, that it means."""

from triage.engine.linking.linker import Linker
from triage.engine.linking.types import Link, Target

__all__ = ["Link", "Linker", "Target"]
