"""The statement checker of this installation, loaded once in each process."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.conf import settings

from triage.engine.hub.classifier import HubClassifier
from triage.engine.support import Checker, SupportUnavailable
from triage.engine.support.by_entailment import NLI, EntailmentChecker
from triage.errors import CannotRun
from triage.services.chosen import folder_of, opened

Item = dict[str, Any]


def checker() -> Checker | EntailmentChecker:
    """Raises CannotRun where the weights or word lists cannot be read, or the model that the setting names."""
    try:
        return opened(_load, settings.ANAMNESIS_SUPPORT)
    except SupportUnavailable as error:
        raise CannotRun(f"{error} Put back the folders weights/ and knowledge/ of this version.") from error


@lru_cache(maxsize=1)
def _load(model: str) -> Checker | EntailmentChecker:
    ours = folder_of(model, "support")
    rules = Checker(ours or settings.ANAMNESIS_WEIGHTS / "support", settings.ANAMNESIS_KNOWLEDGE)
    return rules if ours else EntailmentChecker(rules, HubClassifier(model, NLI))


def predict(items: Sequence[Item]) -> list[Item]:
    """For `predict support`: `sentence` and `passage` to verdict, score and the kinds of check that failed."""
    verdicts = checker().check([(item["sentence"], item["passage"]) for item in items])
    return [{"verdict": v.verdict, "score": round(v.score, 4), "reasons": list(v.reasons)} for v in verdicts]
