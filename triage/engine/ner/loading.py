"""The entity model that a setting names, once in each process."""

from functools import lru_cache
from pathlib import Path

from triage.engine.ner import Recogniser
from triage.engine.ner.hub import HubRecogniser
from triage.engine.ner.onnx import OnnxRecogniser


@lru_cache(maxsize=3)
def load_recogniser(model: str) -> Recogniser:
    """`model` is a folder with `card.json` and `model.onnx` (the shipped ones are `weights/ner-…`), or a Hugging Face
    id or folder. Raises ModelUnavailable, which says what to do."""
    folder = Path(model)
    return OnnxRecogniser.load(folder) if (folder / "card.json").is_file() else HubRecogniser(model)
