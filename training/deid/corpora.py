"""Medical text that may train shipped weights, from the folder of labelled data."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path


def medical_texts(data: Path) -> Iterator[str]:
    for name, field in (("medquad", "answer"), ("mts_dialog", "section_text"), ("maccrobat", "text")):
        for row in _rows(data / name):
            yield row[field]
    for row in _rows(data / "pubmedqa"):
        yield from row["contexts"]
    with gzip.open(data / "scifact" / "corpus.jsonl.gz", "rt", encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)["text"]
    for name in ("bc5cdr", "ncbi_disease"):
        yield from _sentences(data / name)


def _rows(folder: Path) -> Iterator[dict[str, str]]:
    path = next(path for path in sorted(folder.iterdir()) if path.name.startswith("train.jsonl"))
    raw = path.read_bytes()
    for line in (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8").split("\n"):
        if not line:
            continue
        yield json.loads(line)


def _sentences(folder: Path) -> Iterator[str]:
    path = next(path for path in sorted(folder.iterdir()) if path.name.startswith("train"))
    words: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            words.append(line.split("\t")[0])
        elif words:
            yield " ".join(words)
            words = []
