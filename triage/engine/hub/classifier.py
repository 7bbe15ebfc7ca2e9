"""A text-classification model of others: one text, or a text beside another, to a share for each label."""

from collections.abc import Mapping, Sequence
from typing import Any

from triage.engine.hub.opening import info_of, opening
from triage.engine.trunk.errors import ModelUnavailable

_BATCH = 16
_TASK = "text-classification"


class HubClassifier:
    """Its labels must hold all of `needed`, in any case of letters. Loads on creation; raises ModelUnavailable."""

    def __init__(self, model: str, needed: Sequence[str]) -> None:
        with opening(model, _TASK):
            from transformers import pipeline

            self._pipeline: Any = pipeline(_TASK, model, top_k=None, truncation=True, device="cpu")
        config = self._pipeline.model.config
        self._needed = {name.casefold(): name for name in needed}
        lacking = set(self._needed) - {str(name).casefold() for name in config.id2label.values()}
        if lacking:
            raise ModelUnavailable(
                f"The model {model} has no label {', '.join(sorted(self._needed[name] for name in lacking))}. "
                "Name a model with these labels, or set it to packaged."
            )
        self.info = info_of(model, config)

    def shares(self, texts: Sequence[str], beside: Sequence[str] = ()) -> list[Mapping[str, float]]:
        """One for each text, by needed label. `beside` are the second texts of pairs."""
        asked = (
            [{"text": one, "text_pair": other} for one, other in zip(texts, beside, strict=True)]
            if beside
            else list(texts)
        )
        found = self._pipeline(asked, batch_size=_BATCH)
        return [self._by_label(scores) for scores in found]

    def _by_label(self, scores: Sequence[Mapping[str, Any]]) -> dict[str, float]:
        by_fold = {str(one["label"]).casefold(): float(one["score"]) for one in scores}
        return {name: by_fold[folded] for folded, name in self._needed.items()}
