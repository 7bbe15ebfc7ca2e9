"""The section that a dialogue is about, by the model that the setting names."""

from functools import lru_cache

from django.conf import settings

from triage.engine.hub.classifier import HubClassifier
from triage.engine.section import SECTIONS, classify
from triage.errors import CannotRun
from triage.services.chosen import folder_of, opened


def section(dialogue: str) -> tuple[str, float]:
    """One of `SECTIONS` and its probability. Raises CannotRun, which says what to do."""
    ours = folder_of(settings.ANAMNESIS_SECTION, "section")
    if ours is None:
        return _by_others(opened(_load, settings.ANAMNESIS_SECTION), dialogue)
    try:
        return classify(dialogue, ours)
    except (OSError, KeyError, ValueError):
        raise CannotRun(f"No readable section model in {ours}. Put back the folder weights/ of this version.") from None


def _by_others(model: HubClassifier, dialogue: str) -> tuple[str, float]:
    shares = model.shares([dialogue])[0]
    best = max(shares, key=shares.__getitem__)
    return best, shares[best]


@lru_cache(maxsize=1)
def _load(model: str) -> HubClassifier:
    return HubClassifier(model, SECTIONS)
