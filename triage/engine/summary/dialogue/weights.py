"""The scorer as it is stored: `weights/summary/`."""

import json
from functools import cache
from pathlib import Path

import numpy as np

from triage.engine.summary.dialogue.choose import Scorer
from triage.engine.types import ModelInfo

FOLDER = Path(__file__).resolve().parents[4] / "weights" / "summary"
NAME, FILE = "summary", "scorer.npz"


@cache
def load(folder: Path = FOLDER) -> Scorer:
    """Raises FileNotFoundError where the recipe has not been run."""
    with np.load(folder / FILE) as stored:
        keys, values = stored["keys"].tolist(), stored["values"].astype(np.float32).tolist()
        lengths = stored["lengths"].astype(np.float64).tolist()
        names = stored["length_names"].tolist()
        bias, length_bias = stored["biases"].tolist()
    return Scorer(dict(zip(keys, values, strict=True)), bias, dict(zip(names, lengths, strict=True)), length_bias)


@cache
def info(folder: Path = FOLDER) -> ModelInfo:
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    return ModelInfo(NAME, str(card["revision"]))
