"""Share of note questions answered right, on the demo clinic, on notes of our own and on an export with notes.

python -m bench.note_questions [FOLDER_OF_NDJSON] [--in-place]

Half of the questions (`tune`) may be looked at while rules are changed, the other half (`held`) only counted. `first`
was written earlier than `again`, and both halves of it have been seen since.
`--in-place` asks the clinic that ANAMNESIS_DATA names instead of making one, and lists what went wrong in `tune`.
"""

import json
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.engine.measure.answers import is_right
from assistant.engine.measure.interval import wilson
from bench import clinic, report

FOLDER = clinic.ROOT / "tests" / "data" / "questions"
SETS = {"first": "notes.yaml", "again": "notes_again.yaml", "written": "written_notes.yaml"}


@dataclass(frozen=True)
class Asked:
    set: str
    chart: str  # key of a demo chart, or the source id of a patient
    imported: bool  # from the export
    question: str
    gold: dict[str, Any]

    @property
    def half(self) -> str:
        return "held" if zlib.crc32(self.question.encode()) % 2 else "tune"

    @property
    def group(self) -> str:
        return ("export" if self.imported else self.set) + ("" if self.gold["expected"] else " absent")


def questions() -> Iterator[Asked]:
    for name, file in SETS.items():
        for group in _groups(file):
            imported = "patient" in group
            chart = group["patient"] if imported else group["chart"]
            for question, *wanted in group["ask"]:
                expected = [item.split("|") for item in wanted]
                yield Asked(
                    name, chart, imported, question, {"expected": expected, "status": "answered", "kind": "note"}
                )
            for question in group["absent"]:
                yield Asked(
                    name, chart, imported, question, {"expected": [], "status": "not_in_record", "kind": "note"}
                )


def _groups(file: str) -> list[dict[str, Any]]:
    return list(yaml.safe_load((FOLDER / file).read_text(encoding="utf-8")))


def write_charts(folder: Path) -> None:
    """Import the patients of `written_notes.yaml` with their notes."""
    people, notes = folder / "people", folder / "notes.jsonl"
    people.mkdir()
    lines = []
    for group in _groups(SETS["written"]):
        person = {"resourceType": "Patient", "id": group["chart"], "birthDate": "1970-01-01", "gender": "unknown"}
        person["name"] = [{"family": group["chart"].title(), "given": ["Alex"]}]
        bundle = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": person}]}
        (people / f"{group['chart']}.json").write_text(json.dumps(bundle), encoding="utf-8")
        for at, note in enumerate(group["notes"]):
            told = {"patient": group["chart"], "note_id": f"{group['chart']}-{at}", "date": f"2026-03-{10 + at}"}
            lines.append(json.dumps({**told, **note}))
    notes.write_text("\n".join(lines), encoding="utf-8")
    clinic.manage("import_fhir", str(people))
    clinic.manage("import_notes", str(notes))


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
        marks.setdefault((asked.half, asked.group), []).append(right)
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
    with clinic.opened() as folder:
        clinic.manage("demo", "--no-serve")
        write_charts(folder)
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
