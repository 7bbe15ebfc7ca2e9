"""Weighs the parts of the differential's score and makes its probabilities honest, on exam cases (dev) and on DDXPlus
patients in training wording; writes the vectors of the knowledge's sentences and the card.

    python -m training.differential_fusion AGENTCLINIC_FOLDER DDXPLUS_FOLDER
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from assistant.engine.cases import cases
from assistant.engine.measure.differential import same_condition
from assistant.engine.measure.interval import wilson
from bench.ddxplus import sample
from training.trunk import Card, Stopwatch, write_card
from triage.engine.differential import Case, DifferentialEngine
from triage.engine.differential.documents import passages
from triage.engine.differential.encoder import StoredVectors, TrunkEncoder, vectors_of, write_vectors
from triage.engine.differential.fusion import FEATURES, Fusion
from triage.engine.differential.loading import load_engine
from triage.engine.knowledge import Knowledge, load_knowledge

ROOT = Path(__file__).resolve().parents[1]
WEIGHTS = ROOT / "weights"
FOLDER = WEIGHTS / "differential"
PATIENTS, SEED = 120, 99
NAMES = 24
RIDGE = 0.5  # pull of the logarithms of the weights towards the defaults
FOLDS = 5
Array = np.ndarray


def main(exam: Path, ddxplus: Path) -> None:
    watch = Stopwatch()
    knowledge = load_knowledge(ROOT / "knowledge")
    write_passages(knowledge)
    blank = FOLDER / "card.json"
    if not blank.is_file():
        blank.write_text(json.dumps({"name": "differential", "revision": "0", "weights": {}}), encoding="utf-8")
    engine = load_engine(knowledge, {}, WEIGHTS)
    told, gold = exam_cases(engine, exam)
    drawn, right = patients(engine, ddxplus)
    groups = [(told, gold), (drawn, right)]
    fusion = fit(groups)
    fusion = calibrate(fusion, groups)
    hits = cross_validated(groups)
    count = len(gold)
    metrics = {
        "exam cases, top 1 (5-fold)": f"{hits[0] / count:.4f} {wilson(hits[0], count)}",
        "exam cases, top 10 (5-fold)": f"{hits[1] / count:.4f} {wilson(hits[1], count)}",
        "weights": {name: round(value, 4) for name, value in asdict(fusion).items()},
    } | ranker_figures()
    card = Card(
        name="differential",
        task="Ranks conditions for a case: weights of the parts, the linear ranker, vectors of the entries.",
        data=(
            "our own condition entries and findings (knowledge/), unreviewed",
            "DDXPlus condition statistics (CC BY 4.0), patients drawn and told in our own wording",
            "agentclinic_medqa dev (MIT): the eight weights and the sharpness only",
        ),
        splits={"exam cases": count, "DDXPlus patients for the weights": len(right)},
        metrics=metrics,
        command="python -m training.differential_ranker DDXPLUS; "
        "python -m training.differential_fusion AGENTCLINIC DDXPLUS",
        limits="English. What has no entry cannot be ranked. Calibrated on exam cases, not on a clinic's patients.",
        licence="Apache-2.0",
        seed=SEED,
        minutes=watch.minutes,
    )
    write_card(FOLDER, card, {"weights": asdict(fusion)}, FOLDER / "ranker.npz")
    print(json.dumps(metrics, indent=1))


def write_passages(knowledge: Knowledge) -> None:
    encoder = TrunkEncoder(WEIGHTS / "encoder")
    path = FOLDER / "passages.npz"
    texts = list(dict.fromkeys(one.text for one in passages(knowledge)))
    vectors = vectors_of(texts, encoder, StoredVectors(path, encoder.info.revision))
    write_vectors(path, texts, vectors, encoder.info.revision)


def ranker_figures() -> dict[str, object]:
    path = FOLDER / "ranker_run.json"
    return {"ranker": json.loads(path.read_text(encoding="utf-8"))} if path.is_file() else {}


def exam_cases(engine: DifferentialEngine, folder: Path) -> tuple[list[Array], list[list[int]]]:
    """Features of all conditions, and the rows that are right (none where the knowledge lacks the disease)."""
    found, gold = [], []
    for case in cases(folder, "dev"):
        found.append(stacked(engine.score(Case(case["text"])).features))
        names = [list(condition.names) for condition in engine.conditions]
        gold.append([row for row, known in enumerate(names) if same_condition(case["diagnosis"], known)])
    return found, gold


def patients(engine: DifferentialEngine, folder: Path) -> tuple[list[Array], list[list[int]]]:
    """Only the rows of the set's own diagnoses are looked at."""
    statistics = json.loads((folder / "condition_statistics.json").read_text(encoding="utf-8"))
    named = {name: engine.names.rows(name)[:1] for name in sorted(statistics)}
    rows = sorted({row for found in named.values() for row in found})
    found, gold = [], []
    for patient in sample(statistics, PATIENTS, SEED, "train"):
        if named[patient.diagnosis]:
            found.append(stacked(engine.score(Case(patient.text)).features)[rows])
            gold.append([rows.index(named[patient.diagnosis][0])])
    return found, gold


def stacked(features: dict[str, Array]) -> Array:
    return np.stack([features[name] for name in FEATURES], axis=1).astype(np.float64)


Group = tuple[Sequence[Array], Sequence[list[int]]]


def loss(logs: Array, groups: Sequence[Group], start: Array) -> float:
    weights, total = np.exp(logs), 0.0
    for features, gold in groups:
        losses = [_surprise(x @ weights, rows) for x, rows in zip(features, gold, strict=True) if rows]
        total += float(np.mean(losses))
    return total + RIDGE * float(np.mean((logs - start) ** 2))


def _surprise(scores: Array, rows: Sequence[int]) -> float:
    scores = scores - scores.max()
    return float(np.log(np.exp(scores).sum()) - np.log(np.exp(scores[list(rows)]).sum()))


def fit(groups: Sequence[Group]) -> Fusion:
    start = np.log([getattr(Fusion(), name) for name in FEATURES])
    done = minimize(loss, start, (groups, start), method="L-BFGS-B", options={"maxiter": 60})
    return replace(Fusion(), **dict(zip(FEATURES, np.exp(done.x).tolist(), strict=True)))


def calibrate(fusion: Fusion, groups: Sequence[Group]) -> Fusion:
    """`sharpness` and `unknown` on exam cases, where a disease may be missing; `among` on the closed list."""
    weights = np.array([getattr(fusion, name) for name in FEATURES])
    (told, gold), (drawn, right) = groups

    def open_list(x: Array) -> float:
        tried = replace(fusion, sharpness=float(np.exp(x[0])), unknown=float(x[1]))
        return sum(_lost(tried.probabilities(f @ weights), rows) for f, rows in zip(told, gold, strict=True))

    done = minimize(open_list, [np.log(0.5), -1.0], method="Nelder-Mead")
    fusion = replace(fusion, sharpness=float(np.exp(done.x[0])), unknown=float(done.x[1]))

    lists = [*zip(drawn, right, strict=True), *_closed(told, gold)]

    def closed_list(x: Array) -> float:
        tried = replace(fusion, among=float(np.exp(x[0])))
        return sum(_lost(tried.closed(f @ weights), rows) for f, rows in lists)

    return replace(fusion, among=float(np.exp(minimize(closed_list, [np.log(0.5)], method="Nelder-Mead").x[0])))


def _closed(told: Sequence[Array], gold: Sequence[list[int]]) -> list[tuple[Array, list[int]]]:
    """Exam cases as questions with a list of names: the right one among others drawn by chance."""
    chance = np.random.default_rng(SEED)
    found = []
    for features, rows in zip(told, gold, strict=True):
        if rows:
            others = chance.choice(len(features), NAMES, replace=False).tolist()
            found.append((features[[rows[0], *(row for row in others if row not in rows)]], [0]))
    return found


def _lost(probability: Array, rows: Sequence[int]) -> float:
    chance = float(probability[list(rows)].sum()) if rows else 1.0 - float(probability.sum())
    return -float(np.log(max(chance, 1e-4)))


def cross_validated(groups: Sequence[Group]) -> tuple[int, int]:
    """Exam cases right at 1 and within 10, each ranked by weights that were fitted without it."""
    (told, gold), other = groups
    first = ten = 0
    for fold in range(FOLDS):
        kept = [place for place in range(len(gold)) if place % FOLDS != fold]
        fusion = fit([([told[p] for p in kept], [gold[p] for p in kept]), other])
        weights = np.array([getattr(fusion, name) for name in FEATURES])
        for place in range(fold, len(gold), FOLDS):
            order = np.argsort(-(told[place] @ weights))[:10].tolist()
            first += bool(set(order[:1]) & set(gold[place]))
            ten += bool(set(order) & set(gold[place]))
    return first, ten


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
