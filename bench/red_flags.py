"""What must not be missed, and what must not alarm: our own cases (`tests/data/differential/`).

python -m bench.red_flags
"""

import statistics
from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from assistant.engine.measure.interval import wilson
from bench import report
from bench.differential import OWN, engine
from triage.engine.differential import Case, Differential
from triage.engine.knowledge import spelled

URGENT = 2  # acuity at which somebody has to come at once
DANGERS = {"first": "red_flags", "second": "red_flags_second", "third": "red_flags_third"}
ALIKE = {"second": "look_alikes", "third": "look_alikes_third"}


def main() -> None:
    report.show("red flags", [dangers(name, file) for name, file in DANGERS.items()])
    report.show("look-alikes", [look_alikes(name, file) for name, file in ALIKE.items()])


def dangers(name: str, file: str) -> dict[str, Any]:
    """Share of the cases whose condition is in the can't-miss tier, and how long the tier is; of those that a red flag
    names as its reason."""
    told = [(expected, engine().diagnose(Case(text))) for expected, text in _dangers(file)]
    hits = sum(bool(_tier(found) & expected) for expected, found in told)
    flagged = sum(bool(_flagged(found) & expected) for expected, found in told)
    return {
        "set": name,
        "in tier": round(hits / len(told), 4),
        "interval": wilson(hits, len(told)),
        "n": len(told),
        "mean tier": round(statistics.mean(len(found.cant_miss) for _, found in told), 1),
        "named by a red flag": round(flagged / len(told), 4),
        "interval of those": wilson(flagged, len(told)),
        "acuity 1 or 2": round(sum(found.acuity <= URGENT for _, found in told) / len(told), 4),
    }


def look_alikes(name: str, file: str) -> dict[str, Any]:
    """Share of harmless cases that are called urgent, or that show a red flag."""
    told = [engine().diagnose(Case(case["text"])) for case in _own(file)["cases"]]
    alarms = sum(found.acuity <= URGENT for found in told)
    return {
        "set": name,
        "acuity 1 or 2": round(alarms / len(told), 4),
        "interval": wilson(alarms, len(told)),
        "n": len(told),
        "with a red flag": round(sum(bool(found.red_flags) for found in told) / len(told), 4),
        "mean tier": round(statistics.mean(len(found.cant_miss) for found in told), 1),
    }


def _tier(found: Differential) -> set[str]:
    return _names({one.condition for one in found.cant_miss})


def _flagged(found: Differential) -> set[str]:
    named = {name for flag in found.red_flags for name in flag.conditions}
    return _names({one.id for one in engine().conditions if one.name in named})


def _names(ids: Iterable[str]) -> set[str]:
    return {spelled(name) for id_ in ids for name in engine().knowledge.conditions[id_].names}


def _dangers(file: str) -> Iterator[tuple[set[str], str]]:
    for group in _own(file)["cases"]:
        for text in group["texts"]:
            yield {spelled(name) for name in group["expect"]}, text


def _own(file: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((OWN / f"{file}.yaml").read_text(encoding="utf-8"))
    return content


if __name__ == "__main__":
    main()
