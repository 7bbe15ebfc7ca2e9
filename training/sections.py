"""Train the section header of a dialogue: `python -m training.sections MTS_DIALOG weights/section`.

Multinomial logistic regression over TF-IDF of word runs (`triage.engine.section.features`) and over the frozen shared
encoder's vectors of what is said, learned from MTS-Dialog's dialogues, from the note sections that go with them (they
weigh less) and from short dialogues of our own for rare sections (`sections_own.txt`).

Figures are of models that saw train alone: five-fold on train, where dialogues that share much of their words or their
note stay in one fold, and dev. What is shipped has then seen dev too.
"""

import hashlib
import json
import math
import platform
import time
from argparse import ArgumentParser
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.linalg import eigh
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.model_selection import StratifiedGroupKFold

from assistant.engine.measure.interval import wilson
from triage.engine.section.classify import FILE, SECTIONS, meanings
from triage.engine.section.features import key, runs, weighed

SEED = 20261125
STRENGTH, STEPS = 10.0, 60  # inverse of the penalty; steps of the solver
FEWEST = 2  # dialogues that a run must occur in
NOTE_WEIGHT = 0.3  # of a note section beside its dialogue
ALIKE = 0.45  # cosine of word runs from which two dialogues share a fold
OWN = Path(__file__).parent / "sections_own.txt"
SPEAKERS = {"D": "Doctor", "P": "Patient", "F": "Guest_family", "C": "Guest_clinician"}
COMMAND = "python -m training.sections MTS_DIALOG weights/section"
LIMITS = (
    "English; short dialogues about one section. Several headers overlap by nature (general, past medical and other "
    "history), and eight have fewer than ten training dialogues: they are seldom found. Our own dialogues were written "
    "after a dozen dev dialogues had been read: dev is a development figure."
)


@dataclass(frozen=True)
class Texts:
    """`note` is empty for dialogues of our own."""

    dialogues: list[str]
    headers: list[str]
    notes: list[str]


@dataclass(frozen=True)
class Table:
    """`runs` [texts, runs] and `meaning` [texts, values] as the classifier sees them; `rows` the same in fewer
    columns, with the same products: what is learned on them is brought back by `back`."""

    runs: csr_matrix
    meaning: np.ndarray
    rows: np.ndarray
    back: np.ndarray


def read(path: Path) -> Texts:
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return Texts(*([row[name] for row in lines] for name in ("dialogue", "section_header", "section_text")))


def read_own() -> Texts:
    dialogues, headers = [], []
    for part in OWN.read_text(encoding="utf-8").split("\n## ")[1:]:
        header, _line, text = part.partition("\n")
        for one in text.strip().split("\n\n"):
            dialogues.append(" \n".join(SPEAKERS[line[0]] + line[1:] for line in one.strip().splitlines()))
            headers.append(header)
    return Texts(dialogues, headers, [])


def rarity_of(texts: list[Counter[str]]) -> dict[int, float]:
    occurs = Counter(key(run) for counts in texts for run in counts)
    return {name: math.log((1 + len(texts)) / (1 + n)) + 1 for name, n in sorted(occurs.items()) if n >= FEWEST}


def table(texts: list[str], rarity: dict[int, float]) -> Table:
    place = {name: i for i, name in enumerate(rarity)}
    found = [weighed(runs(text), rarity) for text in texts]
    ends = np.cumsum([0, *map(len, found)])
    columns = [place[name] for one in found for name in one]
    matrix = csr_matrix(
        ([v for one in found for v in one.values()], columns, ends), (len(texts), len(place)), np.float32
    )
    meaning = meanings(texts)
    products = (matrix @ matrix.T).toarray() + meaning @ meaning.T
    values, vectors = eigh(products.astype(np.float32))
    kept = values > values.max() * 2e-5
    root = np.sqrt(values[kept])
    return Table(matrix, meaning, vectors[:, kept] * root, vectors[:, kept] / root)


def fit(rows: np.ndarray, gold: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """[columns + 1, sections], the last row a bias. Rare sections weigh more, by the root of how rare they are."""
    count = np.bincount(gold, minlength=len(SECTIONS))
    rare = np.sqrt(len(gold) / np.maximum(count, 1))[gold] * weight
    share = (STRENGTH * rare * weight.mean() / rare.mean()).astype(np.float32)[:, None]
    wanted, columns = np.eye(len(SECTIONS), dtype=np.float32)[gold], rows.shape[1]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        now = flat.astype(np.float32).reshape(columns + 1, -1)
        scores = rows @ now[:-1] + now[-1]
        scores -= scores.max(axis=1, keepdims=True)
        raised = np.exp(scores)
        total = raised.sum(axis=1, keepdims=True)
        value = (now[:-1] ** 2).sum() / 2 - (share * wanted * (scores - np.log(total))).sum()
        off = share * (raised / total - wanted)
        return float(value), np.vstack([rows.T @ off + now[:-1], off.sum(axis=0)]).ravel().astype(np.float64)

    start = np.zeros((columns + 1) * len(SECTIONS))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    return found.x.reshape(columns + 1, -1)


def groups(matrix: csr_matrix, notes: list[str]) -> np.ndarray:
    """Dialogues that are much alike, or tell the same long note, get one number."""
    group = list(range(len(notes)))

    def root(one: int) -> int:
        while group[one] != one:
            one = group[one]
        return one

    close = (matrix @ matrix.T).tocoo()
    for one, other, value in zip(close.row, close.col, close.data, strict=True):
        if one < other and value > ALIKE:
            group[root(one)] = root(other)
    first: dict[str, int] = {}
    for place, note in enumerate(notes):
        if len(note) > 60:
            group[root(place)] = root(first.setdefault(note[:200], place))
    return np.array([root(place) for place in range(len(notes))])


def packed(learned: np.ndarray, whole: Table, rarity: dict[int, float]) -> dict[str, Any]:
    """8-bit weights."""
    mixed = whole.back @ learned[:-1]
    weights = np.vstack([whole.runs.T @ mixed, whole.meaning.T @ mixed])
    scale = np.abs(weights).max(axis=0) / 127 + 1e-12
    codes = np.round(weights / scale).astype(np.int8)
    return {
        "keys": np.array(list(rarity), np.uint32),
        "rarity": np.array(list(rarity.values()), np.float16),
        "weights": codes[: len(rarity)],
        "meaning": codes[len(rarity) :],
        "scale": scale.astype(np.float32),
        "bias": learned[-1].astype(np.float32),
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
        "data": "MTS-Dialog train and dev (CC BY 4.0; the figures are of models that saw train alone) and "
        "158 short dialogues of our own (training/sections_own.txt).",
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


def right(learned: np.ndarray, rows: np.ndarray, gold: np.ndarray) -> int:
    return int(((rows @ learned[:-1] + learned[-1]).argmax(axis=1) == gold).sum())


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("mts", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    started = time.monotonic()
    train, dev, own = read(given.mts / "train.jsonl"), read(given.mts / "dev.jsonl"), read_own()
    rarity = rarity_of([runs(text) for text in train.dialogues + own.dialogues])
    notes = [f"Doctor: {note}" for note in train.notes + dev.notes]
    whole = table([*train.dialogues, *dev.dialogues, *own.dialogues, *notes], rarity)
    headers = train.headers + dev.headers + own.headers + train.headers + dev.headers
    gold = np.array([SECTIONS.index(header) for header in headers])
    n, n_dev, n_own = len(train.headers), len(dev.headers), len(own.headers)
    note_of = n + n_dev + n_own  # where the note of dialogue 0 stands
    ours = np.arange(n + n_dev, note_of)

    def learn(dialogues: np.ndarray) -> np.ndarray:
        chosen = np.concatenate([dialogues, ours, note_of + dialogues])
        weight = np.where(chosen < note_of, 1.0, NOTE_WEIGHT)
        return fit(whole.rows[chosen], gold[chosen], weight)

    parts = StratifiedGroupKFold(5, shuffle=True, random_state=SEED)
    alike = groups(whole.runs[:n], train.notes)
    folds = list(parts.split(alike, gold[:n], alike))
    crossed = sum(right(learn(seen), whole.rows[unseen], gold[unseen]) for seen, unseen in folds)
    at_dev = np.arange(n, n + n_dev)
    on_dev = right(learn(np.arange(n)), whole.rows[at_dev], gold[at_dev])
    results = {"train, five-fold, grouped": accuracy(crossed, n), "dev, by a model of train": accuracy(on_dev, n_dev)}
    stored = packed(learn(np.arange(n + n_dev)), whole, rarity)
    sizes = {"train": n, "dev": n_dev, "our own": n_own, "word runs": len(rarity), "C": STRENGTH}
    write(given.out, stored, results, sizes, time.monotonic() - started)
    print(json.dumps(results))


if __name__ == "__main__":
    main()
