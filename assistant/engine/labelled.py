"""Labelled folders as objects: JSON Lines (`SPLIT.jsonl`, `.jsonl.gz`) or tagged words (`SPLIT.tsv`)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from records.engine.jsonl import BadLine, open_lines, read_lines

Item = dict[str, Any]


def rows(folder: Path, split: str, key: str = "id") -> list[Item]:
    """Raises FileNotFoundError where the split is missing, ValueError for a line that is no object with an id of
    its own, named `key`. Where a set numbers its rows (`row`), because its ids repeat, that number is the id."""
    for name in (f"{split}.jsonl", f"{split}.jsonl.gz"):
        if (folder / name).is_file():
            return list(_objects(folder / name, key))
    raise FileNotFoundError(f"no {split}.jsonl in this folder")


def marked(folder: Path, split: str) -> list[Item]:
    """Objects with `text` and `entities`, from JSON Lines or from tagged words."""
    tagged = folder / f"{split}.tsv"
    return list(_sentences(tagged)) if tagged.is_file() else rows(folder, split)


def _objects(path: Path, key: str) -> Iterator[Item]:
    seen = set()
    with open_lines(path) as stream:
        for line in read_lines(stream):
            if isinstance(line, BadLine):
                raise ValueError(f"line {line.number} of {path.name}: {line.reason}")
            name = line.value.get("row", line.value.get(key))
            if name is None or str(name) in seen:
                raise ValueError(f"line {line.number} of {path.name}: no id, or one that another line has")
            seen.add(str(name))
            yield line.value | {key: name}


def _sentences(path: Path) -> Iterator[Item]:
    """Word, tab, BIO tag; an empty line ends a sentence. Words are joined by single spaces."""
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    for number, block in enumerate(block for block in blocks if block.strip()):
        words = [line.split("\t")[:2] for line in block.splitlines() if line]
        if any(len(word) < 2 for word in words):
            raise ValueError(f"{path.name}: a line without a tag in sentence {number + 1}")
        yield {"id": f"s{number}", **_joined(words)}


def _joined(words: list[list[str]]) -> Item:
    text, entities = "", list[Item]()
    for word, tag in words:
        start = len(text) + bool(text)
        text = f"{text} {word}" if text else word
        if tag.startswith("B-"):
            entities.append({"start": start, "end": len(text), "label": tag[2:]})
        elif tag.startswith("I-") and entities:
            entities[-1]["end"] = len(text)
    return {"text": text, "entities": entities}
