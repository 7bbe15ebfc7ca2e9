"""Share of note questions answered right, on the demo clinic and on an export with notes.

python -m bench.note_questions [FOLDER_OF_NDJSON] [--in-place]

Half of the questions (`tune`) may be looked at while rules are changed, the other half (`held`) only counted.
`--in-place` asks the clinic that ANAMNESIS_DATA names instead of making one, and lists what went wrong in `tune`.
"""

import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.engine.measure.answers import is_right, wilson
from bench import clinic, report

QUESTIONS = clinic.ROOT / "tests" / "data" / "questions" / "notes.yaml"


@dataclass(frozen=True)
class Asked:
    chart: str  # key of a demo chart, or the source id of an imported patient
    imported: bool
    question: str
    gold: dict[str, Any]

    @property
    def half(self) -> str:
        return "held" if zlib.crc32(self.question.encode()) % 2 else "tune"

    @property
    def set(self) -> str:
        return ("export" if self.imported else "demo") + (" absent" if not self.gold["expected"] else "")


def questions() -> Iterator[Asked]:
    for group in yaml.safe_load(QUESTIONS.read_text(encoding="utf-8")):
        imported = "patient" in group
        chart = group["patient"] if imported else group["chart"]
        for question, *wanted in group["ask"]:
            expected = [item.split("|") for item in wanted]
            yield Asked(chart, imported, question, {"expected": expected, "status": "answered", "kind": "note"})
        for question in group["absent"]:
            yield Asked(chart, imported, question, {"expected": [], "status": "not_in_record", "kind": "note"})


def measure(imported: bool, show_wrong: bool = False) -> list[dict[str, object]]:
    """Rows of counts; questions about the export are left out unless it was imported."""
    from django.utils import timezone

    from assistant.engine.demo import build_clinic
    from assistant.services import batch_answers, demo_clinic
    from records.services.accounts import acting_user

    ids = {c.key: c.patient for c in build_clinic(demo_clinic.SEED, timezone.localdate()).charts}
    actor = acting_user(None)
    marks: dict[tuple[str, str], list[bool]] = {}
    for asked in questions():
        if asked.imported is not imported:
            continue
        item = {"patient": ids.get(asked.chart, asked.chart), "question": asked.question}
        predicted = batch_answers.predict(actor, item)
        right = is_right(asked.gold, predicted)
        marks.setdefault((asked.half, asked.set), []).append(right)
        if show_wrong and not right and asked.half == "tune":
            print(f"{asked.chart[:14]} | {asked.question} | {asked.gold['expected']} | {predicted['status']}")
            print(f"      {predicted['answer'][:300]!r}")
    return [_row(half, name, found) for (half, name), found in sorted(marks.items())]


def _row(half: str, name: str, found: list[bool]) -> dict[str, object]:
    low, high = wilson(sum(found), len(found))
    return {
        "half": half,
        "set": name,
        "right": sum(found),
        "n": len(found),
        "share": round(sum(found) / len(found), 3),
        "wilson 95%": f"{low:.3f} to {high:.3f}",
    }


def main(export: Path | None) -> None:
    with clinic.opened():
        clinic.manage("demo", "--no-serve")
        rows = measure(imported=False)
        if export:
            clinic.manage("import_fhir", str(export))
            rows += measure(imported=True)
    report.show("note questions", rows)


def in_place() -> None:
    import django

    django.setup()
    from records.models import Patient

    report.show("note questions", measure(imported=Patient.objects.count() < 20, show_wrong=True))


if __name__ == "__main__":
    if "--in-place" in sys.argv:
        in_place()
    else:
        main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
