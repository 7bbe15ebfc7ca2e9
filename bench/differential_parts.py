"""What each part of the differential's score is worth: the same cases ranked by some parts alone, weights unchanged.

python -m bench.differential_parts AGENTCLINIC_FOLDER SYMPTOM2DISEASE_FOLDER
"""

import sys
from collections.abc import Collection, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from assistant.engine.cases import cases
from assistant.engine.measure.differential import same_condition
from bench import report
from bench.differential import ROOT, engine
from triage.engine.differential import Case
from triage.engine.differential.fusion import FEATURES, Fusion, load_fusion

KNOWLEDGE = ("prevalence", "who", "present", "absent")
NEARNESS = ("sentence", "whole", "words")
PARTS = {
    "all": FEATURES,
    "knowledge only": KNOWLEDGE,
    "ranker only": ("ranker",),
    "nearness only": NEARNESS,
    "knowledge and ranker": (*KNOWLEDGE, "ranker"),
    "without ranker": (*KNOWLEDGE, *NEARNESS),
    "without knowledge": (*NEARNESS, "ranker"),
}
Told = list[tuple[dict[str, Any], dict[str, Any]]]


def main(exam: Path, complaints: Path) -> None:
    told, said = list(_scored(exam, "dev")), list(_scored(complaints, "train"))
    report.show(
        "differential parts",
        [
            {"parts": name, **_exam(told, parts), "complaints top1": _complaints(said, parts)}
            for name, parts in PARTS.items()
        ],
    )


def _scored(folder: Path, split: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for case in cases(folder, split):
        yield case, engine().score(Case(case["text"])).features


def _exam(told: Told, parts: Collection[str]) -> dict[str, float]:
    names = [condition.names for condition in engine().conditions]
    first = ten = 0
    for case, features in told:
        order = np.argsort(-_total(features, parts), kind="stable")[:10]
        right = [same_condition(case["diagnosis"], names[row]) for row in order]
        first, ten = first + right[0], ten + any(right)
    return {"exam top1": round(first / len(told), 4), "exam top10": round(ten / len(told), 4)}


def _complaints(told: Told, parts: Collection[str]) -> float:
    hits = 0
    for case, features in told:
        total = _total(features, parts)
        best = max(case["candidates"], key=lambda name: max(total[row] for row in engine().names.rows(name)))
        hits += best == case["diagnosis"]
    return round(hits / len(told), 4)


def _total(features: dict[str, Any], parts: Collection[str]) -> Any:
    return _fusion().total({name: values for name, values in features.items() if name in parts})


@lru_cache(maxsize=1)
def _fusion() -> Fusion:
    return load_fusion(ROOT / "weights" / "differential")[0]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
