"""A token-classification model of others, by its Hugging Face id or folder, in place of the shipped one."""

from collections.abc import Sequence
from typing import Any

from triage.engine.hub.opening import info_of, opening
from triage.engine.types import Entity

_OVERLAP = 32  # tokens read again where a long text is cut
_BATCH = 16
_TASK = "token-classification"


class HubRecogniser:
    """Loads on creation, so that a name that cannot be used is told at once. Code from the hub never runs."""

    def __init__(self, model: str) -> None:
        with opening(model, _TASK):
            from transformers import pipeline

            options: dict[str, Any] = {"aggregation_strategy": "first", "stride": _OVERLAP}
            self._pipeline: Any = pipeline(_TASK, model, device="cpu", **options)
        config = self._pipeline.model.config
        self.labels = tuple(sorted({_label(str(name)) for name in config.id2label.values()} - {"O", ""}))
        self.info = info_of(model, config)

    def find(self, texts: Sequence[str]) -> list[tuple[Entity, ...]]:
        asked = [place for place, text in enumerate(texts) if text.strip()]
        found = self._pipeline([texts[place] for place in asked], batch_size=_BATCH) if asked else []
        results: list[tuple[Entity, ...]] = [()] * len(texts)
        for place, groups in zip(asked, found, strict=True):
            results[place] = tuple(_entity(texts[place], group) for group in groups)
        return results


def _entity(text: str, group: dict[str, Any]) -> Entity:
    start, end = int(group["start"]), int(group["end"])
    while start < end and text[start].isspace():
        start += 1
    return Entity(start, end, _label(str(group["entity_group"])), text[start:end], round(float(group["score"]), 4))


def _label(name: str) -> str:
    """Without the letter of BIO and its kin."""
    return name[2:] if name[:2] in ("B-", "I-", "E-", "S-", "L-", "U-") else name
