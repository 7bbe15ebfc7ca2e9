"""System checks on the clinical knowledge: that it can be read, and that somebody has looked at it lately."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.utils import timezone

from triage.engine.knowledge import KnowledgeError, is_stale, load_knowledge, stale
from triage.engine.knowledge.drug_files import load_drugs

_NAMED = 5


@register(deploy=True)
def knowledge_is_current(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Reads every file, so it runs with `check --deploy` only."""
    try:
        knowledge, drugs = load_knowledge(settings.ANAMNESIS_KNOWLEDGE), load_drugs(settings.ANAMNESIS_KNOWLEDGE)
    except KnowledgeError as error:
        hint = "Run manage.py knowledge_report, which names every broken rule."
        return [Error(f"The clinical knowledge cannot be read: {error}", hint=hint, id="anamnesis.E003")]
    today = timezone.localdate()
    due = [*stale(knowledge, today), *(["drugs"] if is_stale(drugs.review, today) else [])]
    if not due:
        return []
    more = f" and {len(due) - _NAMED} more" if len(due) > _NAMED else ""
    return [
        Warning(
            f"Clinical knowledge that nobody has looked at for two years: {', '.join(due[:_NAMED])}{more}.",
            hint="Look the entries over and date them, see manage.py knowledge_report --all. Their pages say so too.",
            id="anamnesis.W002",
        )
    ]
