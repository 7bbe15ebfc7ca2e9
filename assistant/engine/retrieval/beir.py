"""The BEIR folder layout: `queries.jsonl` and `qrels/*.tsv` (`corpus.jsonl` is read as literature)."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Query:
    id: str
    text: str


def read_queries(path: Path) -> Iterator[Query]:
    """Raises ValueError with the line number for a line that is not a query."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _query(line, number)


def read_judgements(path: Path) -> Mapping[str, Mapping[str, int]]:
    """Grades by query and document; a line without a whole number at its end is a header."""
    judged: dict[str, dict[str, int]] = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split()
        if len(fields) == 3 and fields[2].lstrip("-").isdigit():
            judged[fields[0]][fields[1]] = int(fields[2])
    return judged


def _query(line: str, number: int) -> Query:
    try:
        record = json.loads(line)
        return Query(str(record["_id"]), str(record["text"]))
    except (ValueError, TypeError, KeyError) as error:
        raise ValueError(f"line {number}: not a query with `_id` and `text`") from error
