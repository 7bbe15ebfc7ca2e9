"""Train the section header of a dialogue: `python -m training.sections MTS_DIALOG weights/section`.

Multinomial logistic regression over TF-IDF of word runs (`triage.engine.section.features`) and over the frozen shared
encoder's vectors of what is said. The penalty
is chosen by five-fold cross-validation on train; dev is only reported.
"""

import hashlib
import json
import math
import platform
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from training.intents import wilson
from triage.engine.section.classify import FILE, SECTIONS, Classifier, meanings
from triage.engine.section.features import key, runs, weighed

SEED = 20261125
PENALTIES = (10.0, 20.0)  # inverse strength
FEWEST = 2  # dialogues that a run must occur in
COMMAND = "python -m training.sections MTS_DIALOG weights/section"
LIMITS = (
    "English; short dialogues about one section. Several headers overlap by nature (general, past medical and other "
    "history), and eight have fewer than ten training dialogues: they are seldom found."
)
Counts = list[Counter[str]]


def read(path: Path) -> tuple[Counts, list[str], list[str]]:
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return (
        [runs(row["dialogue"]) for row in lines],
        [row["section_header"] for row in lines],
        [r["dialogue"] for r in lines],
    )


def rarity_of(train: Counts) -> dict[int, float]:
    occurs = Counter(key(run) for counts in train for run in counts)
    return {name: math.log((1 + len(train)) / (1 + n)) + 1 for name, n in sorted(occurs.items()) if n >= FEWEST}


def matrix(counts: Counts, rarity: dict[int, float], meaning: np.ndarray) -> csr_matrix:
    place = {name: i for i, name in enumerate(rarity)}
    rows = []
    for one in counts:
        found = weighed(one, rarity)
        rows.append(
            csr_matrix((list(found.values()), ([0] * len(found), [place[n] for n in found])), shape=(1, len(place)))
        )
    return hstack([vstack(rows), csr_matrix(meaning)]).tocsr()


def fit(x: csr_matrix, y: list[str], strength: float) -> LogisticRegression:
    """Rare sections weigh more, by the root of how rare they are: many have ten dialogues or fewer."""
    counts = Counter(y)
    weights = {name: math.sqrt(len(y) / count) for name, count in counts.items()}
    mean = sum(weights[name] for name in y) / len(y)
    balanced = {name: weight / mean for name, weight in weights.items()}
    return LogisticRegression(C=strength, max_iter=200, random_state=SEED, class_weight=balanced).fit(x, y)


def cross_validated(counts: Counts, y: list[str], meaning: np.ndarray, strength: float) -> int:
    """How many of train are told right by models that have not seen them."""
    right, labels = 0, np.array(y)
    for train, test in StratifiedKFold(5, shuffle=True, random_state=SEED).split(labels, labels):
        rarity = rarity_of([counts[i] for i in train])
        model = fit(matrix([counts[i] for i in train], rarity, meaning[train]), labels[train].tolist(), strength)
        right += int((model.predict(matrix([counts[i] for i in test], rarity, meaning[test])) == labels[test]).sum())
        print(f"C={strength}: {right}", file=sys.stderr)
    return right


def packed(model: LogisticRegression, rarity: dict[int, float]) -> dict[str, Any]:
    """8-bit weights; a section that train lacks is never answered."""
    weights = np.zeros((model.coef_.shape[1], len(SECTIONS)), np.float32)
    bias = np.full(len(SECTIONS), -1e4, np.float32)
    for row, name in enumerate(model.classes_):
        weights[:, SECTIONS.index(name)] = model.coef_[row]
        bias[SECTIONS.index(name)] = model.intercept_[row]
    scale = np.abs(weights).max(axis=0) / 127 + 1e-12
    return {
        "keys": np.array(list(rarity), np.uint32),
        "rarity": np.array(list(rarity.values()), np.float16),
        "weights": np.round(weights / scale).astype(np.int8)[: len(rarity)],
        "meaning": np.round(weights / scale).astype(np.int8)[len(rarity) :],
        "scale": scale.astype(np.float32),
        "bias": bias,
    }


def accuracy(right: int, n: int) -> dict[str, Any]:
    return {"accuracy": round(right / n, 4), "wilson_95": [round(v, 4) for v in wilson(right, n)], "n": n}


def write(folder: Path, stored: dict[str, Any], results: dict[str, Any], sizes: dict[str, Any], seconds: float) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(folder / FILE, **stored)
    card = {
        "name": "section",
        "revision": hashlib.sha256((folder / FILE).read_bytes()).hexdigest(),
        "task": "tells which of 20 note sections a dialogue is about",
        "data": "MTS-Dialog train (CC BY 4.0); dev only for the figure.",
        "sizes": sizes,
        "command": COMMAND,
        "metrics": results,
        "seed": SEED,
        "minutes": round(seconds / 60, 1),
        "python": platform.python_version(),
        "licence": "Apache-2.0",
        "limits": LIMITS,
    }
    (folder / "card.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    head = ["# section", "", f"It {card['task']}.", ""]
    lines = [
        f"- {name}: {card[name]}"
        for name in ("revision", "data", "sizes", "command", "seed", "minutes", "licence", "limits")
    ]
    table = [
        f"| {k} | {v['accuracy']} | {v['wilson_95'][0]} to {v['wilson_95'][1]} | {v['n']} |" for k, v in results.items()
    ]
    text = [*head, *lines, "", "| set | accuracy | Wilson 95% | n |", "| --- | --- | --- | --- |", *table]
    (folder / "card.md").write_text("\n".join(text) + "\n", encoding="utf-8")


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("mts", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    started = time.monotonic()
    counts, y, told = read(given.mts / "train.jsonl")
    meaning = meanings(told)
    tried = {strength: cross_validated(counts, y, meaning, strength) for strength in PENALTIES}
    best = max(tried, key=lambda strength: tried[strength])
    rarity = rarity_of(counts)
    stored = packed(fit(matrix(counts, rarity, meaning), y, best), rarity)
    place = {name: row for row, name in enumerate(stored["keys"].tolist())}
    shipped = Classifier(place, rarity, stored["weights"], stored["meaning"], stored["scale"], stored["bias"])
    _, gold, dialogues = read(given.mts / "dev.jsonl")
    right = sum(SECTIONS[int(shipped.probabilities(d).argmax())] == g for d, g in zip(dialogues, gold, strict=True))
    results = {"train, five-fold cross-validated": accuracy(tried[best], len(y)), "dev": accuracy(right, len(gold))}
    write(
        given.out, stored, results, {"train": len(y), "word runs": len(rarity), "C": best}, time.monotonic() - started
    )
    print(json.dumps(results))


if __name__ == "__main__":
    main()
