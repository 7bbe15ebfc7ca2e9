"""Questions a second of `predict answers` on charts that were imported, without the command's own start.

python -m bench.answers FOLDER_OF_BUNDLES QUESTIONS.jsonl
"""

import sys
import time
from pathlib import Path

from bench import clinic, report


def main(bundles: Path, questions: Path) -> None:
    with clinic.opened() as folder:
        clinic.manage("import_fhir", *map(str, sorted(bundles.glob("*.json.gz"))))
        from assistant.services import batch_answers
        from records.engine import jsonl
        from records.services.accounts import acting_user

        with questions.open("rb") as stream:
            asked = [line.value for line in jsonl.read_lines(stream) if isinstance(line, jsonl.JsonLine)]
        actor, taken = acting_user(None), []
        for item in asked:
            started = time.perf_counter()
            batch_answers.predict(actor, item)
            taken.append(time.perf_counter() - started)
        middle, slow = report.middle_and_slow(taken)
        with report.timed() as command:
            clinic.manage("predict", "answers", str(questions), str(folder / "answers.jsonl"))
        in_command = round(len(asked) / command.seconds, 1)
    row = {"questions": len(asked), "median ms": middle, "p95 ms": slow, "questions/s by command": in_command}
    report.show("answers", [row])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
