"""The card of the summary scorer, from its run."""

import hashlib
import json
import platform
from pathlib import Path
from typing import Any

COMMAND = "python -m training.summaries MTS_DIALOG ACI_BENCH weights/summary"
DATA = "MTS-Dialog and ACI-Bench, train splits (both CC BY 4.0); dev splits for the figures only."
LIMITS = (
    "English visits. It chooses among rule-made wordings of what was said, so it cannot invent a fact, but it can "
    "leave one out. Headers with few examples (laboratory, procedures, "
    "gynaecology) are chosen poorly. What it leaves out is "
    "listed beside a chart's summary, never assumed absent."
)


def write_card(
    folder: Path, file: str, results: dict[str, Any], sizes: dict[str, int], seed: int, seconds: float
) -> None:
    revision = hashlib.sha256((folder / file).read_bytes()).hexdigest()
    card = {
        "name": "summary",
        "revision": revision,
        "task": "chooses which statements of a visit a note keeps, and in which wording",
        "data": DATA,
        "sizes": sizes,
        "command": COMMAND,
        "metrics": results,
        "seed": seed,
        "minutes": round(seconds / 60, 1),
        "python": platform.python_version(),
        "licence": "Apache-2.0",
        "limits": LIMITS,
    }
    (folder / "card.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    rows = [
        f"| {name} | {r['rouge1']} | {r['interval_95'][0]} to {r['interval_95'][1]} | {r['n']} |"
        for name, r in results.items()
    ]
    lines = [
        "# summary",
        "",
        f"It {card['task']}.",
        "",
        f"- Revision (sha256 of `{file}`): `{revision}`",
        f"- Data: {DATA}",
        f"- Sizes: {', '.join(f'{k} {v}' for k, v in sizes.items())}",
        f"- Command: `{COMMAND}` ({card['minutes']} minutes, seed {seed})",
        "- Licence: Apache-2.0",
        "",
        "| set | ROUGE-1 before headings and checks | 95% interval | n |",
        "| --- | --- | --- | --- |",
        *rows,
        "",
        "The figures of the finished text: `python manage.py benchmark summary --data FOLDER --split dev`.",
        "",
        "## Limits",
        "",
        LIMITS,
    ]
    (folder / "card.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
