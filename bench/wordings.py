"""Share of questions for what the tables hold that are answered right, in wordings written before the rules.

python -m bench.wordings DATA [--in-place]

DATA holds `synthea_fhir_r4`. Each wording is asked once, of a chart and a name drawn by its checksum. `--in-place` asks
the clinic that ANAMNESIS_DATA names, which holds the bundles already, and lists what went wrong outside `kept`.
"""

import sys
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.engine.measure.answers import is_right
from assistant.engine.measure.interval import wilson
from bench import clinic, report
from bench.facts import Fact, facts

FOLDER = clinic.ROOT / "tests" / "data" / "questions"


@dataclass(frozen=True)
class Asked:
    fact: Fact
    turns: tuple[str, ...]  # the last one counts


def wordings(bundles: Path) -> Iterator[tuple[str, Asked]]:
    """Each with its set, which the wording decides before its name is filled in."""
    known = facts(bundles)
    for file in ("wordings.yaml", "wordings_again.yaml"):
        for kind, listed in yaml.safe_load((FOLDER / file).read_text(encoding="utf-8")).items():
            for wording in listed:
                turns = (wording,) if isinstance(wording, str) else tuple(wording)
                draw = zlib.crc32(turns[-1].encode())
                fact = known[kind][(draw // 3) % len(known[kind])]
                filled = Asked(fact, tuple(t.replace("{" + fact.place + "}", fact.name) for t in turns))
                yield "again" if "again" in file else ("kept" if draw % 3 == 0 else "seen"), filled


def measure(bundles: Path, show_wrong: bool = False) -> list[dict[str, object]]:
    from assistant.engine.types import Question, Turn
    from assistant.services import batch_answers
    from assistant.services.minds import current_mind
    from assistant.services.tools import ChartTools
    from records.selectors import charts
    from records.services.accounts import acting_user

    actor, mind = acting_user(None), current_mind()
    right, asked = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for name, one in wordings(bundles):
        chart = charts.find_by_source_id(actor, one.fact.patient)
        question = Question(one.turns[-1], tuple(Turn(t) for t in one.turns[:-1]))
        predicted = batch_answers.as_prediction(list(mind.answer(question, ChartTools(chart))))
        good = is_right(one.fact.gold, predicted)
        for group in (one.fact.kind, "all"):
            asked[name, group] += 1
            right[name, group] += good
        if show_wrong and not good and name != "kept":
            _show(one, predicted)
    return [_row(name, kind, right[name, kind], asked[name, kind]) for name, kind in sorted(asked)]


def _show(one: Asked, predicted: dict[str, Any]) -> None:
    print(f"{one.fact.kind} | {' >> '.join(one.turns)} | {one.fact.gold['expected'][:2]} | {predicted['status']}")
    print(f"      {predicted['answer'][:200]!r}")


def _row(name: str, kind: str, right: int, n: int) -> dict[str, object]:
    low, high = wilson(right, n)
    share = {"share": round(right / n, 3), "wilson 95%": f"{low:.3f} to {high:.3f}"} if kind == "all" else {}
    return {"set": name, "kind": kind, "right": right, "n": n, **share}


def main(arguments: Sequence[str]) -> None:
    bundles = Path(arguments[0]) / "synthea_fhir_r4"
    if "--in-place" in arguments:
        import django

        django.setup()
        report.show("wordings", measure(bundles, show_wrong=True))
        return
    with clinic.opened():
        clinic.manage("import_fhir", str(bundles))
        report.show("wordings", measure(bundles))


if __name__ == "__main__":
    main(sys.argv[1:])
