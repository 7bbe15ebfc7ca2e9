"""What summarises a text, by the model that the setting names."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

from triage.engine.hub.writer import HubWriter
from triage.engine.summary.dialogue import weights
from triage.engine.summary.summarize import summarize
from triage.engine.summary.types import Kind, Summary
from triage.engine.summary.written import from_written
from triage.engine.support import SUPPORTED
from triage.engine.types import ModelInfo
from triage.errors import CannotRun
from triage.services import statements
from triage.services.chosen import folder_of, opened

BY_RULE = {
    Kind.NOTE: ModelInfo("sentences of the note by rule", "3"),
    Kind.ARTICLE: ModelInfo("sentences of the article by rule", "1"),
}


@dataclass(frozen=True, slots=True)
class Summarizer:
    """`summarize` takes the text and, for a dialogue, the section that is wanted or an empty text."""

    info: ModelInfo
    summarize: Callable[[str, str], Summary]


def summarizer(kind: Kind) -> Summarizer:
    """Raises CannotRun, which says what to do. A model of others writes all kinds, and no single section."""
    ours = folder_of(settings.ANAMNESIS_SUMMARY, "summary")
    if ours is None:
        writer = opened(_load, settings.ANAMNESIS_SUMMARY)
        return Summarizer(writer.info, lambda text, _section: from_written(text, writer.write(text), _supports))
    if kind in BY_RULE:
        return Summarizer(BY_RULE[kind], lambda text, _section: summarize(text, kind))
    try:
        info, scorer = weights.info(ours), weights.load(ours)
    except (OSError, KeyError, ValueError):
        raise CannotRun(f"No readable model for dialogues in {ours}. Put back the folder weights/summary.") from None
    return Summarizer(info, lambda text, section: summarize(text, kind, section, scorer))


@lru_cache(maxsize=1)
def _load(model: str) -> HubWriter:
    return HubWriter(model)


def _supports(sentence: str, passage: str) -> bool:
    return statements.checker().check([(sentence, passage)])[0].verdict == SUPPORTED
