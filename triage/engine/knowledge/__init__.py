"""Clinical knowledge: findings and conditions, read from `knowledge/` and checked."""

from triage.engine.knowledge.loading import load_knowledge, problems, spelled
from triage.engine.knowledge.reading import KnowledgeError
from triage.engine.knowledge.stale import is_stale, stale
from triage.engine.knowledge.types import (
    Condition,
    ConditionTest,
    Finding,
    Knowledge,
    NumberRule,
    Review,
    Source,
)

__all__ = [
    "Condition",
    "ConditionTest",
    "Finding",
    "Knowledge",
    "KnowledgeError",
    "NumberRule",
    "Review",
    "Source",
    "is_stale",
    "load_knowledge",
    "problems",
    "spelled",
    "stale",
]
