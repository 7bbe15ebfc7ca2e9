"""What de-identification finds, and what it takes by mistake.

python -m bench.deid DATA

On the held-out templates of `pii_synthetic` (`template_id` divisible by 5; the recipe never sees them), on the demo
clinic's notes, where every name, date, phone and record number is known, on passages written for this purpose
(`tests/data/deid`), and on the clinical words of MACCROBAT's dev part, which holds no identifiable person: what is
removed there is lost.
"""

import base64
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from assistant.engine.demo import build_clinic
from assistant.engine.measure.interval import wilson
from bench import report
from triage.engine.deid import Deidentifier
from triage.engine.deid.measure import DeidScore

ROOT = Path(__file__).parents[1]
_NOT_CLINICAL = frozenset(
    "Age Sex Date Duration Time Frequency Occupation Personal_background Nonbiological_location Subject History".split()
)
_MARK = re.compile(r"\{([A-Z_]+):([^}]+)\}")
Marked = tuple[str, list[tuple[int, int, str]]]


def measured(data: Path, tool: Deidentifier) -> dict[str, dict[str, Any]]:
    return {
        "pii_synthetic, held-out templates": _score(tool, held_out(data)),
        "demo clinic's notes": _score(tool, demo_notes()),
        "our passages, odd ones": _score(tool, passages()[::2]),
        "our passages, even ones": _score(tool, passages()[1::2]),
        "MACCROBAT dev, clinical words": _clinical_words(tool, data),
    }


def held_out(data: Path) -> Iterator[Marked]:
    with (data / "pii_synthetic" / "train.jsonl").open(encoding="utf-8") as stream:
        for row in map(json.loads, stream):
            if row["template_id"] % 5 == 0:
                yield row["text"], [(span["start"], span["end"], span["type"]) for span in row["spans"]]


def demo_notes() -> Iterator[Marked]:
    for chart in build_clinic(1, date(2026, 11, 25)).charts:
        for resource in (entry["resource"] for entry in chart.bundle["entry"]):
            if resource["resourceType"] == "DocumentReference":
                text = base64.b64decode(resource["content"][0]["attachment"]["data"]).decode()
                yield text, [(i.start, i.end, i.kind) for i in chart.identifiers if i.note == resource["id"]]


def passages() -> list[Marked]:
    written = (ROOT / "tests" / "data" / "deid" / "notes.txt").read_text(encoding="utf-8")
    return [_marked(one.strip()) for one in written.split("\n---\n")]


def _marked(written: str) -> Marked:
    """The text without its marks, and where they stood."""
    text, spans, last = "", [], 0
    for mark in _MARK.finditer(written):
        text += written[last : mark.start()]
        spans.append((len(text), len(text) + len(mark[2]), mark[1]))
        text, last = text + mark[2], mark.end()
    return text + written[last:], spans


def _score(tool: Deidentifier, texts: Iterable[Marked]) -> dict[str, Any]:
    score = DeidScore()
    for text, gold in texts:
        score.add(text, gold, tool.find(text))
    right, n = sum(score.found.values()), sum(score.gold.values())
    return score.figures() | {"recall_95": _range(right, n), "removed_95": _range(score.removed, score.words)}


def _clinical_words(tool: Deidentifier, data: Path) -> dict[str, Any]:
    words = removed = 0
    with (data / "maccrobat" / "dev.jsonl").open(encoding="utf-8") as stream:
        for row in map(json.loads, stream):
            gone = {at for s in tool.find(row["text"]) if not s.kept for at in range(s.start, s.end)}
            for entity in row["entities"]:
                if entity["label"] not in _NOT_CLINICAL:
                    places = [m.span() for m in re.finditer(r"\w+", row["text"][entity["start"] : entity["end"]])]
                    words += len(places)
                    removed += sum(
                        not gone.isdisjoint(range(entity["start"] + a, entity["start"] + b)) for a, b in places
                    )
    return {"removed": round(removed / max(1, words), 4), "words": words}


def _range(part: int, n: int) -> str:
    low, high = wilson(part, n)
    return f"{low:.3f} to {high:.3f}"


def main(arguments: Sequence[str]) -> None:
    tool = Deidentifier(ROOT / "weights" / "deid", ROOT / "knowledge" / "deid")
    found = measured(Path(arguments[0]), tool)
    rows = [{"texts": name} | {k: v for k, v in row.items() if k != "recall_by_type"} for name, row in found.items()]
    report.show("de-identification", rows)
    print(json.dumps({name: row.get("recall_by_type", {}) for name, row in found.items()}))


if __name__ == "__main__":
    main(sys.argv[1:])
