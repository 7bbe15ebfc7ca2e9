"""BEIR `corpus.jsonl`: one object a line with `_id`, `title`, `text`."""

import json
from collections.abc import Iterator
from typing import IO

from assistant.engine.literature.article import Article, Malformed, Report

MAX_LINE = 32 << 20  # bytes; a few packed kilobytes without a line break could fill the memory


def parse_beir(stream: IO[bytes], report: Report) -> Iterator[Article]:
    for number, line in enumerate(iter(lambda: stream.readline(MAX_LINE + 1), b""), start=1):
        if len(line) > MAX_LINE:
            report(Malformed(f"line {number}", f"longer than {MAX_LINE >> 20} MB; what came before was kept"))
            return
        if not line.strip():
            continue
        try:
            yield _article(json.loads(line))
        except (ValueError, RecursionError) as error:
            reason = "not JSON" if isinstance(error, (json.JSONDecodeError, RecursionError)) else str(error)
            report(Malformed(f"line {number}", reason))


def _article(record: object) -> Article:
    if not isinstance(record, dict) or not isinstance(record.get("_id"), str | int):
        raise ValueError("no `_id`")
    title, text = record.get("title") or "", record.get("text") or ""
    if not isinstance(title, str) or not isinstance(text, str) or not (title.strip() or text.strip()):
        raise ValueError("neither title nor text")
    return Article(str(record["_id"]), title.strip(), text)
