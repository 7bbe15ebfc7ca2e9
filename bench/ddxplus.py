"""Patients drawn from the condition statistics of DDXPlus, told in our own words, ranked among its 49 diagnoses.

python -m bench.ddxplus FOLDER_OF_DDXPLUS [PATIENTS]

The statistics hold no age or sex. Which findings a patient has is drawn independently given the diagnosis.
"""

import json
import random
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from assistant.engine.measure import differential as measure
from bench import report
from bench.differential import engine, listed
from triage.engine.differential import Case

WORDING = Path(__file__).parent / "data" / "ddxplus_wording.yaml"
NOWHERE = {"V_123", "V_11", "V_10"}
GATES = {"E_53": ("E_54", "E_55", "E_56", "E_57", "E_58", "E_59"), "E_151": ("E_152",)}
GATES["E_129"] = ("E_130", "E_131", "E_132", "E_133", "E_134", "E_135", "E_136")
SITES_DRAWN = 2  # patients of the set name several places of pain
SEED, PATIENTS = 7, 2000


@dataclass(frozen=True)
class Patient:
    text: str
    diagnosis: str


@lru_cache(maxsize=1)
def wording() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(WORDING.read_text(encoding="utf-8"))
    return content


@lru_cache(maxsize=1)
def places() -> dict[str, str]:
    found = dict(wording()["meanings"])
    for name, codes in wording()["sites"].items():
        sides = ("right ", "left ") if len(codes) == 2 else ("",)
        found |= {code: side + name for code, side in zip(codes, sides, strict=True)}
    return found


def sample(statistics: Mapping[str, Any], count: int, seed: int, style: str = "bench") -> list[Patient]:
    """Patients by prior; `style` names the wording."""
    chance = random.Random(seed)
    names = sorted(statistics)
    chosen = chance.choices(names, [statistics[name]["prior"] for name in names], k=count)
    return [Patient(_told(statistics[name]["findings"], chance, style), name) for name in chosen]


def _told(findings: Mapping[str, Any], chance: random.Random, style: str) -> str:
    closed = {code for gate, inner in GATES.items() if not _has(findings, gate, chance) for code in inner}
    said = [
        text
        for code in sorted(findings)
        if code not in closed and code not in GATES
        for text in _say(code, findings[code], chance, style)
    ]
    if "E_129" not in closed and "E_130" not in closed and "E_129" in findings:
        said.append(wording()["evidence"]["E_129"][style])
    chance.shuffle(said)
    return " ".join(said) if style == "bench" else ", ".join(said)


def _has(findings: Mapping[str, Any], code: str, chance: random.Random) -> bool:
    return code in findings and chance.random() < _probability(findings[code])


def _probability(value: Any) -> float:
    return float(value) if isinstance(value, int | float) else 1.0


def _say(code: str, value: Any, chance: random.Random, style: str) -> list[str]:
    if not isinstance(value, dict):
        said = wording()["evidence"][code][style]
        return [said] if said and chance.random() < value else []
    drawn = chance.choices(list(value), list(value.values()), k=SITES_DRAWN if code == "E_55" else 1)
    return [text for one in dict.fromkeys(drawn) if (text := _value(code, one, style))]


def _value(code: str, drawn: str, style: str) -> str:
    words = wording()
    if code in words["scales"]:
        level = int(drawn)
        return "" if level == 0 else str(words["scales"][code][style][0 if level < 4 else 1 if level < 7 else 2])
    if code in words["choices"]:
        return str(words["choices"][code].get(drawn, {}).get(style, ""))
    if drawn in NOWHERE:
        return ""
    return str(words["values"][code][style]).format(places()[drawn])


def main(folder: Path, count: int) -> None:
    statistics = json.loads((folder / "condition_statistics.json").read_text(encoding="utf-8"))
    names, differential = sorted(statistics), engine()
    patients = sample(statistics, count, SEED)
    pairs = []
    for patient in patients:
        found = differential.diagnose(Case(patient.text), names)
        pairs.append(({"diagnosis": patient.diagnosis}, {"differential": listed(found)}))
    report.show("ddxplus", [measure.score(pairs)])


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else PATIENTS)
