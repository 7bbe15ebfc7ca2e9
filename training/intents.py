"""Train the planner's intent classifier: `python training/intents.py`.

Multinomial logistic regression over hashed word and character pieces, fitted by full-batch gradient
descent with L2. Prints accuracy on a seeded held-out fifth with its Wilson 95% interval, then fits on
everything and writes `weights/intents/`.
"""

import json
import math
import platform
import sys
from datetime import date
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from assistant.engine.mind.intents import BUCKETS, FOLDER, SURE, Model, features, masked  # noqa: E402
from assistant.engine.mind.reading import read  # noqa: E402

SEED = 20261121
STEPS, RATE, L2 = 600, 4.0, 2e-4
ON = date(2026, 11, 21)
Matrix = NDArray[np.float32]


def examples() -> list[tuple[str, str]]:
    """Label and line, the line in the shape that the planner hands over."""
    content = yaml.load((ROOT / "training" / "intents.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506
    return [(label, masked(read(text, ON))) for label, texts in content.items() for text in texts]


def fit(lines: list[str], targets: list[int], classes: int) -> tuple[Matrix, Matrix]:
    x = np.stack([features(line) for line in lines])
    y = np.eye(classes, dtype=np.float32)[targets]
    share = y.sum(axis=0)
    balance = (len(lines) / (classes * share[targets] ** 0.5 * (share.mean() ** 0.5)))[:, None].astype(np.float32)
    weights, bias = np.zeros((classes, BUCKETS), np.float32), np.zeros(classes, np.float32)
    for _ in range(STEPS):
        scores = x @ weights.T + bias
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        error = (raised / raised.sum(axis=1, keepdims=True) - y) * balance / balance.mean()
        weights -= RATE * (error.T @ x / len(lines) + L2 * weights)
        bias -= RATE * error.mean(axis=0)
    return weights, bias


def wilson(right: int, n: int, z: float = 1.96) -> tuple[float, float]:
    share = right / n
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return centre - half, centre + half


def evaluate(data: list[tuple[str, str]], labels: list[str]) -> dict[str, object]:
    """Accuracy over all held-out lines, and precision where the model is sure enough to be used."""
    order = np.random.default_rng(SEED).permutation(len(data))
    held = set(order[: len(data) // 5].tolist())
    train = [d for i, d in enumerate(data) if i not in held]
    weights, bias = fit([line for _, line in train], [labels.index(label) for label, _ in train], len(labels))
    model = Model(tuple(labels), weights, bias)
    answers = [(data[i][0], *model.best(data[i][1])) for i in sorted(held)]
    right = sum(gold == guess for gold, guess, _ in answers)
    sure = [(gold, guess) for gold, guess, p in answers if p >= SURE and guess != "other"]
    sure_right = sum(gold == guess for gold, guess in sure)
    return {
        "held_out": len(answers),
        "accuracy": round(right / len(answers), 4),
        "wilson_95": [round(v, 4) for v in wilson(right, len(answers))],
        "used": len(sure),
        "precision_when_used": round(sure_right / len(sure), 4) if sure else None,
        "precision_wilson_95": [round(v, 4) for v in wilson(sure_right, len(sure))] if sure else None,
    }


def write(labels: list[str], weights: Matrix, bias: Matrix, n: int, metrics: dict[str, object]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    scale = (np.abs(weights).max(axis=1) / 127 + 1e-12).astype(np.float32)
    packed = np.round(weights / scale[:, None]).astype(np.int8)
    np.savez_compressed(FOLDER / "weights.npz", weights=packed, scale=scale, bias=bias)
    card = {
        "name": "intents",
        "revision": "1",
        "task": "sorts questions that no planner rule recognises",
        "labels": labels,
        "data": f"{n} phrases of our own, training/intents.yaml",
        "command": "python training/intents.py",
        "seed": SEED,
        "metrics": metrics,
        "numpy": np.__version__,
        "python": platform.python_version(),
        "licence": "Apache-2.0",
        "limits": "English; Chinese only through the glossary. Used only above the stated certainty and never for "
        "questions with an unknown subject, which go to the notes.",
    }
    (FOLDER / "card.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    lines = [f"# {card['name']}, revision {card['revision']}", "", f"It {card['task']}.", ""]
    lines += [f"- {key}: {card[key]}" for key in ("data", "command", "seed", "licence", "limits")]
    lines += ["", "| measure | value |", "| --- | --- |", *(f"| {k} | {v} |" for k, v in metrics.items())]
    (FOLDER / "card.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    data = examples()
    labels = sorted({label for label, _ in data})
    metrics = evaluate(data, labels)
    print(json.dumps(metrics))
    weights, bias = fit([line for _, line in data], [labels.index(label) for label, _ in data], len(labels))
    write(labels, weights, bias, len(data), metrics)


if __name__ == "__main__":
    main()
