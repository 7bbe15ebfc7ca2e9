"""A token-classification model of others, by its Hugging Face id or folder, in place of the shipped one."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from triage.engine.trunk.errors import ModelUnavailable
from triage.engine.types import Entity, ModelInfo

_OVERLAP = 32  # tokens read again where a long text is cut
_BATCH = 16


class HubRecogniser:
    """Loads on creation, so that a name that cannot be used is told at once. Code from the hub never runs."""

    def __init__(self, model: str) -> None:
        self._model = model
        names = dict(self._pipeline.model.config.id2label).values()
        self.labels = tuple(sorted({_label(str(name)) for name in names} - {"O", ""}))
        self.info = ModelInfo(model, str(getattr(self._pipeline.model.config, "_commit_hash", None) or "local"))

    def find(self, texts: Sequence[str]) -> list[tuple[Entity, ...]]:
        asked = [place for place, text in enumerate(texts) if text.strip()]
        found = self._pipeline([texts[place] for place in asked], batch_size=_BATCH) if asked else []
        results: list[tuple[Entity, ...]] = [()] * len(texts)
        for place, groups in zip(asked, found, strict=True):
            results[place] = tuple(_entity(texts[place], group) for group in groups)
        return results

    @cached_property
    def _pipeline(self) -> Any:
        try:
            from transformers import pipeline
        except ImportError as error:
            raise ModelUnavailable(
                f"The entity model {self._model} needs transformers: install requirements-models.lock, "
                "or set the model to packaged."
            ) from error
        try:
            return pipeline(
                "token-classification", self._model, aggregation_strategy="first", stride=_OVERLAP, device="cpu"
            )
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            there = (
                "the folder is there but is no token-classification model"
                if Path(self._model).is_dir()
                else ("no such folder, and no model of this name could be fetched from the hub")
            )
            raise ModelUnavailable(
                f"The entity model {self._model} cannot be loaded: {there}. Check the setting, or set it to packaged."
            ) from error


def _entity(text: str, group: dict[str, Any]) -> Entity:
    start, end = int(group["start"]), int(group["end"])
    while start < end and text[start].isspace():
        start += 1
    return Entity(start, end, _label(str(group["entity_group"])), text[start:end], round(float(group["score"]), 4))


def _label(name: str) -> str:
    """Without the letter of BIO and its kin."""
    return name[2:] if name[:2] in ("B-", "I-", "E-", "S-", "L-", "U-") else name
