"""Statements with passages for the checker, from allowed text: SciFact's train claims, and sentences of running text in
other words or made wrong. Claims whose id ends in 0 or 5 are held out."""

import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

from training.support.changes import Changes
from training.support.types import CONTRADICTED, SILENT, SUPPORTED, Pair
from triage.engine.sentences import sentences

HELD_OUT = frozenset("05")


def scifact(data: Path, rng: Random) -> Iterator[Pair]:
    folder = data / "scifact"
    with gzip.open(folder / "corpus.jsonl.gz", "rt", encoding="utf-8") as stream:
        corpus = {row["_id"]: row for row in map(json.loads, stream)}
    for claim in _rows(folder / "claims_train.jsonl"):
        if str(claim["id"])[-1] not in HELD_OUT:
            yield from _of_claim(claim, corpus, rng)


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def _of_claim(claim: dict[str, Any], corpus: dict[str, Any], rng: Random) -> Iterator[Pair]:
    told = {evidence["doc_id"] for evidence in claim["evidence"]}
    for evidence in claim["evidence"]:
        lines = _lines(corpus[str(evidence["doc_id"])])
        chosen = [lines[at] for at in evidence["sentences"] if at < len(lines)]
        label = SUPPORTED if evidence["label"] == "SUPPORT" else CONTRADICTED
        yield Pair(claim["claim"], " ".join(chosen), label, "scifact")
        others = [line for at, line in enumerate(lines) if at not in evidence["sentences"]]
        if others:
            yield Pair(claim["claim"], " ".join(rng.sample(others, min(2, len(others)))), SILENT, "scifact")
    for cited in claim["cited_doc_ids"]:
        if cited not in told and str(cited) in corpus and not claim["evidence"]:
            lines = _lines(corpus[str(cited)])
            yield Pair(claim["claim"], " ".join(rng.sample(lines, min(3, len(lines)))), SILENT, "scifact")


def _lines(row: dict[str, Any]) -> list[str]:
    return row.get("metadata", {}).get("sentences") or split(row["text"])


def notes(data: Path) -> Iterator[str]:
    for row in _rows(data / "aci_bench" / "train.jsonl"):
        yield row["note"]


def split(text: str) -> list[str]:
    return [" ".join(text[a:b].split()) for a, b in sentences(text)]


def made(texts: Sequence[str], changes: Changes, rng: Random, count: int) -> Iterator[Pair]:
    """From running text: reworded sentences, corrupted ones, and true sentences of the text beside the passage."""
    seen: set[str] = set()
    while count > 0:
        text = rng.choice(texts)
        parts = split(text)
        if len(parts) < 3:
            continue
        size = rng.randrange(1, 5)
        at = rng.randrange(0, max(1, len(parts) - size))
        inside, passage = parts[at : at + size], " ".join(parts[at : at + size])
        outside = parts[:at] + parts[at + size :]
        sentence = rng.choice(inside)
        if not 4 <= len(sentence.split()) <= 45 or len(passage) > 900 or sentence in seen:
            continue
        seen.add(sentence)  # some stock sentences stand in thousands of texts
        count -= 1
        yield Pair(changes.reworded(sentence), passage, SUPPORTED, "text")
        wrong = changes.corrupted(changes.reworded(sentence) if rng.random() < 0.5 else sentence, text)
        if wrong and wrong.casefold() not in passage.casefold():
            yield Pair(wrong, passage, CONTRADICTED, "text")
        if outside and rng.random() < 0.5:
            other = rng.choice(outside)
            yield Pair(changes.reworded(other) if rng.random() < 0.5 else other, passage, SILENT, "text")
