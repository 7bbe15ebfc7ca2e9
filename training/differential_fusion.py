"""Weighs the parts of the differential's score and makes its probabilities honest, on exam cases (dev), on DDXPlus
patients in training wording and on complaints of our own; writes the vectors of the knowledge's sentences and the card.

    python -m training.differential_fusion AGENTCLINIC_FOLDER DDXPLUS_FOLDER
"""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from assistant.engine.cases import cases
from assistant.engine.measure.calibration import calibration_error
from assistant.engine.measure.differential import same_condition
from assistant.engine.measure.interval import wilson
from bench.ddxplus import sample
from training import complaints
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
PATIENTS, COMPLAINTS, SEED = 120, 600, 99
NAMES = 24
RIDGE = 0.5  # pull of the logarithms of the weights towards the defaults
PULL = 0.002  # of the two numbers of closed lists towards the defaults: their valley is flat
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
    drawn, right, counts = patients(engine, ddxplus)
    *said, _ = complaint_features(engine, complaints.written())
    groups = [(told, gold), (drawn, right), (said[0], said[1])]
    totals = crossed(groups)
    fusion = sharpened(fit(groups), totals, gold)
    *vague, few = complaint_features(engine, complaints.drawn(engine, COMPLAINTS, SEED))
    often = {condition.id for condition in complaints.usual(engine)}
    usual = [row for row, condition in enumerate(engine.conditions) if condition.id in often]
    fusion = closed(fusion, [(drawn, right, counts), (*among(vague, usual), few)])
    first, ten, error = cross_validated(totals, gold)
    count = len(gold)
    metrics = {
        "exam cases, top 1 (5-fold)": f"{first / count:.4f} {wilson(first, count)}",
        "exam cases, top 10 (5-fold)": f"{ten / count:.4f} {wilson(ten, count)}",
        "exam cases, calibration error (5-fold)": error,
        "weights": {name: round(value, 4) for name, value in asdict(fusion).items()},
    } | ranker_figures()
    card = Card(
        name="differential",
        task="Ranks conditions for a case: weights of the parts, the linear ranker, vectors of the entries.",
        data=(
            "our own condition entries and findings (knowledge/), unreviewed",
            "DDXPlus condition statistics (CC BY 4.0), patients drawn and told in our own wording",
            "agentclinic_medqa dev (MIT): the eight weights and the sharpness only",
            "our own complaints (training/data/complaints.yaml), and ones drawn from the entries",
        ),
        splits={
            "exam cases": count,
            "DDXPlus patients for the weights": len(right),
            "complaints written": len(said[1]),
            "complaints drawn, for the sharpness of closed lists": len(vague[1]),
        },
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


def patients(engine: DifferentialEngine, folder: Path) -> tuple[list[Array], list[list[int]], list[int]]:
    """Only the rows of the set's own diagnoses are looked at."""
    statistics = json.loads((folder / "condition_statistics.json").read_text(encoding="utf-8"))
    named = {name: engine.names.rows(name)[:1] for name in sorted(statistics)}
    rows = sorted({row for found in named.values() for row in found})
    found, gold, counts = [], [], []
    for patient in sample(statistics, PATIENTS, SEED, "train"):
        if named[patient.diagnosis]:
            scored = engine.score(Case(patient.text))
            found.append(stacked(scored.features)[rows])
            gold.append([rows.index(named[patient.diagnosis][0])])
            counts.append(len(scored.told))
    return found, gold, counts


def complaint_features(
    engine: DifferentialEngine, told: Iterable[tuple[str, str]]
) -> tuple[list[Array], list[list[int]], list[int]]:
    """Features, right rows, and how many findings were read."""
    rows = {condition.id: row for row, condition in enumerate(engine.conditions)}
    found = [(engine.score(Case(text)), [rows[id_]]) for text, id_ in told]
    return [stacked(s.features) for s, _ in found], [right for _, right in found], [len(s.told) for s, _ in found]


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


def crossed(groups: Sequence[Group]) -> list[Array]:
    """Totals of the exam cases, each by weights that were fitted without it: what the weights have seen looks surer."""
    (told, gold), *others = groups
    totals = {}
    for fold in range(FOLDS):
        kept = [place for place in range(len(gold)) if place % FOLDS != fold]
        weights = weights_of(fit([([told[p] for p in kept], [gold[p] for p in kept]), *others]))
        totals |= {place: told[place] @ weights for place in range(fold, len(gold), FOLDS)}
    return [totals[place] for place in range(len(gold))]


def sharpened(fusion: Fusion, totals: Sequence[Array], gold: Sequence[list[int]]) -> Fusion:
    """`sharpness` and `unknown` by the Brier score of the first chance that is shown, on exam cases: a clinician reads
    that number first, and it shall be right as often as it says."""

    def loss_of(x: Array) -> float:
        tried = replace(fusion, sharpness=float(np.exp(x[0])), unknown=float(x[1]))
        shown = [(tried.probabilities(total), rows) for total, rows in zip(totals, gold, strict=True)]
        return float(np.mean([(p.max() - (int(p.argmax()) in rows)) ** 2 for p, rows in shown]))

    done = minimize(loss_of, [np.log(0.5), -1.0], method="Nelder-Mead")
    return replace(fusion, sharpness=float(np.exp(done.x[0])), unknown=float(done.x[1]))


def closed(fusion: Fusion, groups: Sequence[tuple[Sequence[Array], Sequence[list[int]], Sequence[int]]]) -> Fusion:
    """`among` and `few` by Brier score, each group counting the same: long stories and short complaints."""
    weights = weights_of(fusion)
    lists = [[(f @ weights, rows, n) for f, rows, n in zip(*group, strict=True)] for group in groups]

    def tried(x: Array) -> Fusion:
        return replace(fusion, among=float(np.exp(x[0])), few=float(np.exp(x[1])))

    def loss_of(x: Array) -> float:
        return sum(float(np.mean([_brier(tried(x).closed(t, n), rows) for t, rows, n in group])) for group in lists)

    start = np.log([Fusion().among, Fusion().few])
    return tried(minimize(lambda x: loss_of(x) + PULL * float(((x - start) ** 2).sum()), start, method="Nelder-Mead").x)


def weights_of(fusion: Fusion) -> Array:
    return np.array([getattr(fusion, name) for name in FEATURES])


def among(group: Group, usual: Sequence[int]) -> tuple[list[Array], list[list[int]]]:
    """The same as questions with a list of names: the right one among others drawn from the usual ones."""
    chance = np.random.default_rng(SEED)
    found = []
    for features, rows in zip(*group, strict=True):
        others = chance.choice(usual, NAMES, replace=False).tolist()
        found.append(features[[rows[0], *(row for row in others if row not in rows)][:NAMES]])
    return found, [[0]] * len(found)


def _brier(probability: Array, rows: Sequence[int]) -> float:
    return float((probability**2).sum() - 2 * probability[rows[0]] + 1)


def cross_validated(totals: Sequence[Array], gold: Sequence[list[int]]) -> tuple[int, int, float]:
    """Exam cases right at 1 and within 10, and the calibration error; for each the weights and the sharpness were
    fitted without it. `totals` are crossed."""
    ten, sure = 0, []
    for fold in range(FOLDS):
        kept = [place for place in range(len(gold)) if place % FOLDS != fold]
        fusion = sharpened(Fusion(), [totals[p] for p in kept], [gold[p] for p in kept])
        for place in range(fold, len(gold), FOLDS):
            probability = fusion.probabilities(totals[place])
            order = np.argsort(-probability)[:10].tolist()
            sure.append((float(probability[order[0]]), order[0] in gold[place]))
            ten += bool(set(order) & set(gold[place]))
    return sum(right for _, right in sure), ten, round(calibration_error(sure), 4)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
