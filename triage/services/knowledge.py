"""The clinical knowledge of this installation, read once in each process."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from triage.engine.knowledge import Knowledge, KnowledgeError, load_knowledge
from triage.errors import CannotRun


def knowledge() -> Knowledge:
    """Raises CannotRun where a file breaks a rule; `knowledge_report` lists them all."""
    try:
        return _load(settings.ANAMNESIS_KNOWLEDGE)
    except KnowledgeError as error:
        raise CannotRun(f"The clinical knowledge cannot be used: {error}. Run manage.py knowledge_report.") from error


@lru_cache(maxsize=1)
def _load(folder: Path) -> Knowledge:
    # Reading the YAML of all entries takes a second; the next process finds it read.
    return load_knowledge(folder, settings.ANAMNESIS_DATA / "knowledge.json")
