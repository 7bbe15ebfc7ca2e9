"""Words a second of the packaged entity models, alone and with the context of each entity.

python -m bench.entities DATA        # the labelled folder: maccrobat/dev.jsonl and bc5cdr/dev.tsv

Words are what white space separates. Two threads do the work; on a machine that does other things as well, words a
second of processor time tell more than words a second.
"""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from assistant.engine.labelled import marked
from bench import report
from triage.engine import context
from triage.engine.ner import Recogniser
from triage.engine.ner.loading import load_recogniser

WEIGHTS = Path(__file__).resolve().parents[1] / "weights"


def main(data: Path) -> None:
    notes = [row["text"] for row in marked(data / "maccrobat", "dev")]
    sentences = [row["text"] for row in marked(data / "bc5cdr", "dev")]
    rows = []
    for schema, texts in (("clinical", notes), ("literature", sentences)):
        recogniser = load_recogniser(str(WEIGHTS / f"ner-{schema}"))
        recogniser.find(texts[:2])
        rows.append(_row(schema, recogniser, texts))
    report.show("entities", rows)


def _row(schema: str, recogniser: Recogniser, texts: Sequence[str]) -> dict[str, object]:
    words = sum(len(text.split()) for text in texts)
    began = time.process_time()
    with report.timed() as marking:
        found = recogniser.find(texts)
    used = time.process_time() - began
    with report.timed() as told:
        for text, entities in zip(texts, found, strict=True):
            context.apply(text, entities)
    return {
        "schema": schema,
        "texts": len(texts),
        "words": words,
        "entities": sum(map(len, found)),
        "words/s": round(words / marking.seconds),
        "words/processor s": round(words / used),
        "words/s with context": round(words / (marking.seconds + told.seconds)),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
