"""The model that reads question and sentence together (`weights/ranker`)."""

from functools import cache

from django.conf import settings

from assistant.engine.retrieval.ranker import Ranker
from triage.engine.trunk.errors import ModelUnavailable
from triage.errors import CannotRun


@cache
def ranker() -> Ranker:
    """Loaded on first use in each process. Raises CannotRun, which says what to do."""
    try:
        return Ranker(settings.ANAMNESIS_WEIGHTS / "ranker")
    except ModelUnavailable as error:
        raise CannotRun(str(error)) from error
