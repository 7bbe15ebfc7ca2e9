"""A text-to-text model of others (BART, T5 and their kin) that writes a summary."""

from typing import Any

from triage.engine.hub.opening import info_of, opening

_LONGEST = 400  # tokens that are written


class HubWriter:
    """Loads on creation; raises ModelUnavailable."""

    def __init__(self, model: str) -> None:
        with opening(model, "text-to-text"):
            from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

            self._tokenizer: Any = AutoTokenizer.from_pretrained(model)
            self._model: Any = AutoModelForSeq2SeqLM.from_pretrained(model).eval()
        config = self._model.config
        self._longest = min(_LONGEST, (getattr(config, "max_position_embeddings", None) or _LONGEST + 1) - 1)
        self.info = info_of(model, config)

    def write(self, text: str) -> str:
        """What does not fit into the model's window is not read."""
        tokens = self._tokenizer(text, truncation=True, return_tensors="pt")
        written = self._model.generate(**tokens, max_new_tokens=self._longest, do_sample=False)
        return str(self._tokenizer.decode(written[0], skip_special_tokens=True))
