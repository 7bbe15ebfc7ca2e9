"""The classifier: multinomial logistic regression over word runs, and over the meaning of what all, the patient and
the doctor say, by the shared encoder; 8-bit weights from `weights/section/`."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from triage.engine.section.features import runs, voices, weighed
from triage.engine.trunk.trunk import Trunk
from triage.engine.types import ModelInfo

WEIGHTS = Path(__file__).resolve().parents[3] / "weights"
FOLDER = WEIGHTS / "section"
FILE = "classifier.npz"
SECTIONS = (
    "ALLERGY",
    "ASSESSMENT",
    "CC",
    "DIAGNOSIS",
    "DISPOSITION",
    "EDCOURSE",
    "EXAM",
    "FAM/SOCHX",
    "GENHX",
    "GYNHX",
    "IMAGING",
    "IMMUNIZATIONS",
    "LABS",
    "MEDICATIONS",
    "OTHER_HISTORY",
    "PASTMEDICALHX",
    "PASTSURGICAL",
    "PLAN",
    "PROCEDURES",
    "ROS",
)


MEANING = 0.7  # how much meaning counts beside words: chosen by cross-validation on train


@dataclass(frozen=True)
class Classifier:
    """`weights` [runs, sections] and `meaning` [values, sections] are int8 with one `scale` a section; `place` finds a
    run's row by its key."""

    place: dict[int, int]
    rarity: dict[int, float]
    weights: NDArray[np.int8]
    meaning: NDArray[np.int8]
    scale: NDArray[np.float32]
    bias: NDArray[np.float32]

    def probabilities(self, dialogue: str) -> NDArray[np.float32]:
        """One for each of `SECTIONS`, together 1."""
        found = weighed(runs(dialogue), self.rarity)
        rows = np.fromiter((self.place[name] for name in found), np.int64, len(found))
        values = np.fromiter(found.values(), np.float32, len(found))
        summed = values @ self.weights[rows].astype(np.float32)
        summed += meanings([dialogue])[0] @ self.meaning.astype(np.float32)
        scores = summed * self.scale + self.bias
        raised = np.exp(scores - scores.max())
        return np.asarray(raised / raised.sum(), np.float32)


def meanings(dialogues: Sequence[str]) -> NDArray[np.float32]:
    """[dialogues, 3 x 384]: the three voices of each, one after the other, weighed."""
    trunk = encoder()
    pieces = trunk.words.pieces([voice for dialogue in dialogues for voice in voices(dialogue)])
    vectors = np.stack(trunk.run([found.ids for found in pieces]))
    return np.asarray(vectors.reshape(len(dialogues), -1) * MEANING, np.float32)


@cache
def encoder() -> Trunk:
    return Trunk(WEIGHTS / "encoder")


@cache
def load(folder: Path = FOLDER) -> Classifier:
    """Raises FileNotFoundError where the recipe has not been run."""
    with np.load(folder / FILE) as stored:
        keys = stored["keys"].tolist()
        rarity = dict(zip(keys, stored["rarity"].astype(np.float32).tolist(), strict=True))
        place = {name: row for row, name in enumerate(keys)}
        return Classifier(place, rarity, stored["weights"], stored["meaning"], stored["scale"], stored["bias"])


@cache
def info(folder: Path = FOLDER) -> ModelInfo:
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    return ModelInfo("section", str(card["revision"]))


def classify(dialogue: str, folder: Path = FOLDER) -> tuple[str, float]:
    """The likeliest of `SECTIONS` and its probability. Raises FileNotFoundError where the recipe has not been run."""
    probabilities = load(folder).probabilities(dialogue)
    best = int(probabilities.argmax())
    return SECTIONS[best], float(probabilities[best])
