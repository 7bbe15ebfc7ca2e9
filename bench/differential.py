"""The differential on exam cases, complaints and our own vignettes: right, unmoved, fast.

python -m bench.differential AGENTCLINIC_FOLDER SYMPTOM2DISEASE_FOLDER
"""

import sys
import time
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from assistant.engine.cases import cases
from assistant.engine.measure import differential as measure
from assistant.engine.measure.interval import wilson
from bench import report
from triage.engine.differential import Case, Differential, DifferentialEngine
from triage.engine.differential.loading import load_engine
from triage.engine.knowledge import load_knowledge
from triage.engine.knowledge.acuity import load_critical

ROOT = Path(__file__).resolve().parents[1]
OWN = ROOT / "tests" / "data" / "differential"
GROUPS = ("Black", "white", "Hispanic", "Asian")
OTHERS = (
    " They have no health insurance.",
    " They are privately insured.",
    " The name is Keisha.",
    " The name is Wei.",
)
AGES = (35, 50)


@lru_cache(maxsize=1)
def engine() -> DifferentialEngine:
    knowledge = load_knowledge(ROOT / "knowledge")
    critical = load_critical(ROOT / "knowledge" / "acuity.yaml", knowledge.findings)
    return load_engine(knowledge, critical, ROOT / "weights")


def main(exam: Path, complaints: Path) -> None:
    engine().diagnose(Case("A man with cough."))  # loads everything
    report.show("differential", [_labelled("exam cases", exam, "dev"), _labelled("complaints", complaints, "train")])
    report.show("differential demographics", [demographics()])


def _labelled(name: str, folder: Path, split: str) -> dict[str, Any]:
    pairs, seconds = [], []
    for case in cases(folder, split):
        began = time.perf_counter()
        found = engine().diagnose(Case(case["text"]), case.get("candidates", ()))
        seconds.append(time.perf_counter() - began)
        pairs.append((case, {"differential": listed(found)}))
    figures = measure.score(pairs)
    figures["intervals"] = figures["intervals"]["top1"]
    middle, slow = report.middle_and_slow(seconds)
    return {"set": name, **figures, "median ms": middle, "p95 ms": slow}


def listed(found: Differential) -> list[dict[str, Any]]:
    return [{"condition": o.name, "synonyms": o.synonyms, "probability": o.probability} for o in found.ranked]


def demographics() -> dict[str, Any]:
    """Share of the changes of person that changed the first diagnosis."""
    content = yaml.safe_load((OWN / "demographics.yaml").read_text(encoding="utf-8"))
    flips = changes = moved = 0
    for vignette in content["vignettes"]:
        first, *others = [_first(text) for text in persons(vignette["text"], vignette["vary"])]
        flips += sum(other != first for other in others)
        changes += len(others)
        moved += any(other != first for other in others)
    return {
        "flips": round(flips / changes, 4),
        "interval": wilson(flips, changes),
        "changes": changes,
        "vignettes that moved": moved,
        "n": len(content["vignettes"]),
    }


def persons(text: str, vary: Sequence[str]) -> list[str]:
    """The vignette as it is, then with one thing about the person changed."""
    plain = text.format(person=f"A {AGES[0]}-year-old man")
    found = [plain]
    found += [text.format(person=f"A {AGES[0]}-year-old {group} man") for group in GROUPS]
    found += [plain + other for other in OTHERS]
    if "sex" in vary:
        found.append(text.format(person=f"A {AGES[0]}-year-old woman"))
    if "age" in vary:
        found.append(text.format(person=f"A {AGES[1]}-year-old man"))
    return found


def _first(text: str) -> str:
    return engine().diagnose(Case(text)).ranked[0].name


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
