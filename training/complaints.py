"""Complaints of our own for fitting: written ones that tell much, and drawn ones that tell little."""

import random
from collections.abc import Iterator
from pathlib import Path

import yaml

from triage.engine.differential import DifferentialEngine
from triage.engine.knowledge import Condition
from triage.engine.knowledge.types import FREQUENCY

FILE = Path(__file__).parent / "data" / "complaints.yaml"
TOLD = (2, 5)  # findings of a drawn complaint
ASIDE = 0.3  # share of what is told that belongs to something else


def written() -> Iterator[tuple[str, str]]:
    """Text and condition."""
    for condition, texts in yaml.safe_load(FILE.read_text(encoding="utf-8"))["complaints"].items():
        for text in texts:
            yield text, condition


def usual(engine: DifferentialEngine) -> list[Condition]:
    """What patients of a practice often have."""
    return [c for c in engine.conditions if c.prevalence.get("primary") == "common"]


def drawn(engine: DifferentialEngine, count: int, seed: int) -> Iterator[tuple[str, str]]:
    """A few complaints of a usual condition by how often they are met in it, telling or not, and others that have
    nothing to do with it, each in one of its phrases."""
    chance = random.Random(seed)
    findings = engine.knowledge.findings
    aside = {f.id: f.background for f in findings.values() if f.kind == "symptom"}
    for condition in chance.choices(usual(engine), k=count):
        frequency = {
            id_: FREQUENCY[often]
            for id_, often in condition.findings.items()
            if findings[id_].kind in ("symptom", "sign") and often not in ("never", "rare")
        }
        chosen = dict[str, None]()
        for _ in range(chance.randint(*TOLD)):
            among = aside if not frequency or chance.random() < ASIDE else frequency
            chosen[chance.choices(list(among), list(among.values()))[0]] = None
        said = [chance.choice(findings[id_].phrases) for id_ in chosen]
        yield "I have " + ". ".join([" and ".join(said[:2]), *said[2:]]) + ".", condition.id
