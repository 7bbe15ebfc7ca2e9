"""How the parts of a score are weighed and turned into probabilities. Fitted by `training/differential_fusion.py`."""

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import numpy as np

from triage.engine.differential.tables import Matrix
from triage.engine.trunk.errors import ModelUnavailable
from triage.engine.types import ModelInfo

_ELSE = 0.01  # of what no name of a closed list is
FEATURES = ("prevalence", "who", "present", "absent", "sentence", "whole", "words", "ranker")


@dataclass(frozen=True, slots=True)
class Fusion:
    """Weights of the parts; `sharpness` and `unknown` make probabilities: `unknown` is the score of a disease
    that the knowledge does not hold, relative to the best one's."""

    prevalence: float = 0.35
    who: float = 0.6
    present: float = 0.6
    absent: float = 0.3
    sentence: float = 14.0
    whole: float = 6.0
    words: float = 0.35
    ranker: float = 0.5
    sharpness: float = 0.6
    unknown: float = -2.0
    among: float = 1.2  # sharpness over a caller's closed list
    few: float = 3.0  # findings: with so many told it is about half of that, for little said is little sure

    def total(self, features: dict[str, Matrix]) -> Matrix:
        weights = asdict(self)
        first = next(iter(features.values()))
        return sum((weights[name] * values for name, values in features.items()), np.zeros_like(first))

    def probabilities(self, total: Matrix) -> Matrix:
        """They sum to less than 1: the rest is what the list does not hold."""
        return _shares(total, self.sharpness, float(np.exp(self.unknown * self.sharpness)))

    def closed(self, total: Matrix, told: int) -> Matrix:
        """Over a caller's list, which is taken to hold the answer nearly always. `told` findings were read."""
        return _shares(total, self.among * (told + 1) / (told + 1 + self.few), _ELSE)


def _shares(total: Matrix, sharpness: float, rest: float) -> Matrix:
    if not len(total):
        return total
    weights = np.exp((total - total.max()) * sharpness)
    found: Matrix = (weights / (weights.sum() + rest)).astype(np.float32)
    return found


def load_fusion(folder: Path) -> tuple[Fusion, ModelInfo]:
    """Raises ModelUnavailable where `card.json` is missing or broken."""
    try:
        card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        weights = {one.name: float(card["weights"][one.name]) for one in fields(Fusion) if one.name in card["weights"]}
        return Fusion(**weights), ModelInfo(card["name"], card["revision"])
    except (OSError, ValueError, KeyError) as error:
        raise ModelUnavailable(f"No readable weights in {folder}: card.json is missing or broken.") from error
