"""The statement checker of this installation, loaded once in each process."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.conf import settings

from triage.engine.support import Checker, SupportUnavailable
from triage.errors import CannotRun

Item = dict[str, Any]


def checker() -> Checker:
    """Raises CannotRun where the weights or word lists cannot be read."""
    try:
        return _load()
    except SupportUnavailable as error:
        raise CannotRun(f"{error} Put back the folders weights/ and knowledge/ of this version.") from error


@lru_cache(maxsize=1)
def _load() -> Checker:
    return Checker(settings.ANAMNESIS_WEIGHTS / "support", settings.ANAMNESIS_KNOWLEDGE)


def predict(items: Sequence[Item]) -> list[Item]:
    """For `predict support`: `sentence` and `passage` to verdict, score and the kinds of check that failed."""
    verdicts = checker().check([(item["sentence"], item["passage"]) for item in items])
    return [{"verdict": v.verdict, "score": round(v.score, 4), "reasons": list(v.reasons)} for v in verdicts]
