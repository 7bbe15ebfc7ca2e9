"""Marked texts for the entity recipes: BC5CDR and NCBI (tagged sentences) and MACCROBAT (documents with spans)."""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Marked:
    """`spans` are (start, end, label) in characters; `known` are the labels that this set marks at all."""

    text: str
    spans: tuple[tuple[int, int, str], ...]
    known: frozenset[str]


def tagged(path: Path, known: Sequence[str]) -> list[Marked]:
    """Sentences of a two-column file; tokens are joined by single spaces."""
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    return [_sentence(block.splitlines(), frozenset(known)) for block in blocks if block.strip()]


def _sentence(lines: Sequence[str], known: frozenset[str]) -> Marked:
    text, spans = "", []
    for line in lines:
        token, tag = line.split("\t")[:2]
        start = len(text) + bool(text)
        text = f"{text} {token}" if text else token
        if tag.startswith("B-"):
            spans.append((start, len(text), tag[2:]))
        elif tag.startswith("I-") and spans:
            spans[-1] = (spans[-1][0], len(text), spans[-1][2])
    return Marked(text, tuple(spans), known)


def documents(path: Path, known: Sequence[str]) -> list[Marked]:
    """MACCROBAT: of overlapping spans the longer one is kept."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [Marked(row["text"], tuple(_apart(row)), frozenset(known)) for row in rows]


def _apart(row: dict) -> Iterator[tuple[int, int, str]]:
    taken: list[tuple[int, int]] = []
    spans = [(e["start"], e["end"], e["label"]) for e in row["entities"]]
    for start, end, label in sorted(spans, key=lambda span: span[0] - span[1]):
        if all(end <= a or start >= b for a, b in taken):
            taken.append((start, end))
            yield start, end, label


def joined(sentences: Sequence[Marked], chance: random.Random, most: int = 4, alone: float = 0.5) -> list[Marked]:
    """Neighbouring sentences put together at random, so that a model sees context and single sentences alike."""
    found, place = [], 0
    while place < len(sentences):
        count = 1 if chance.random() < alone else chance.randint(2, most)
        found.append(_together(sentences[place : place + count]))
        place += count
    return found


def _together(parts: Sequence[Marked]) -> Marked:
    text, spans = "", []
    for part in parts:
        shift = len(text) + bool(text)
        text = f"{text} {part.text}" if text else part.text
        spans += [(start + shift, end + shift, label) for start, end, label in part.spans]
    return Marked(text, tuple(spans), parts[0].known)


def cut(document: Marked, chance: random.Random | None, most: int) -> list[Marked]:
    """Runs of whole lines of at most about `most` characters; with `chance`, borders move from call to call."""
    found, lines, begin, size = [], [], 0, 0
    limit = most if chance is None else chance.randint(most // 3, most)
    place = 0
    for line in document.text.splitlines(keepends=True):
        if lines and size + len(line) > limit:
            found.append(_piece(document, begin, place))
            lines, begin, size = [], place, 0
            limit = most if chance is None else chance.randint(most // 3, most)
        lines.append(line)
        size += len(line)
        place += len(line)
    found.append(_piece(document, begin, place))
    return [piece for piece in found if piece.text.strip()]


def _piece(document: Marked, begin: int, end: int) -> Marked:
    inside = [(a - begin, b - begin, label) for a, b, label in document.spans if a >= begin and b <= end]
    return Marked(document.text[begin:end], tuple(inside), document.known)
