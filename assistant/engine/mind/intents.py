"""A small linear classifier for questions that no rule recognises: hashed word and character pieces.

Trained by `training/intents.py`; the words that name things are masked before it looks, so that it
learns how people ask and not what about.
"""

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.engine.mind.plan import Topic
from assistant.engine.mind.reading import Reading

FOLDER = Path(__file__).resolve().parents[3] / "weights" / "intents"
BUCKETS = 4096
SURE = 0.6  # below this the question goes to the notes instead


@dataclass(frozen=True, slots=True)
class Choice:
    topic: Topic
    fact: str
    probability: float


def pieces(line: str) -> list[str]:
    """Words, neighbouring words, and runs of 3 to 5 letters within word borders."""
    words = line.split()
    found = [f"w:{w}" for w in words] + [f"p:{a} {b}" for a, b in pairwise(words)]
    for word in words:
        padded = f"<{word}>"
        found += [f"c:{padded[i : i + n]}" for n in (3, 4, 5) for i in range(len(padded) - n + 1)]
    return found


def masked(reading: Reading) -> str:
    """The line with `thing` for what is named in it."""
    words = ["thing" if w == "_" else w for w in reading.free.split()]
    return " ".join(w for i, w in enumerate(words) if w != "thing" or i == 0 or words[i - 1] != "thing")


def features(line: str) -> NDArray[np.float32]:
    row = np.zeros(BUCKETS, dtype=np.float32)
    for piece in pieces(line):
        row[zlib.crc32(piece.encode()) % BUCKETS] += 1
    row = np.log1p(row)
    norm = float(np.linalg.norm(row))
    return row / norm if norm else row


@dataclass(frozen=True, slots=True)
class Model:
    labels: tuple[str, ...]
    weights: NDArray[np.float32]  # labels × buckets
    bias: NDArray[np.float32]

    def probabilities(self, line: str) -> NDArray[np.float32]:
        scores = self.weights @ features(line) + self.bias
        raised = np.exp(scores - scores.max())
        return np.asarray(raised / raised.sum(), dtype=np.float32)

    def best(self, line: str) -> tuple[str, float]:
        chances = self.probabilities(line)
        top = int(chances.argmax())
        return self.labels[top], float(chances[top])


@lru_cache(maxsize=1)
def model() -> Model:
    stored = np.load(FOLDER / "weights.npz", allow_pickle=False)
    labels: Sequence[str] = json.loads((FOLDER / "card.json").read_text(encoding="utf-8"))["labels"]
    scale = stored["scale"][:, None]
    return Model(tuple(labels), stored["weights"].astype(np.float32) * scale, stored["bias"])


def classify(reading: Reading) -> Choice | None:
    """The intent of a question, or None when the model is not sure or takes it for none."""
    line = masked(reading)
    if not line.strip():
        return None
    label, probability = model().best(line)
    if probability < SURE or label == "other":
        return None
    topic, _, fact = label.partition(".")
    return Choice(Topic(topic), fact, probability)
