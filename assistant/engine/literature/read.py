"""Articles from a file of any kind that we take; what is wrong in it is reported and does not stop the rest."""

import gzip
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import IO, cast

from assistant.engine.literature.article import Article, Malformed, Report
from assistant.engine.literature.beir import parse_beir
from assistant.engine.literature.pubmed import parse_pubmed

_PARSERS = {".jsonl": parse_beir, ".xml": parse_pubmed}


class UnknownFormat(Exception):
    """The file's name tells no format that we read."""


def read_articles(path: Path, report: Report) -> Iterator[Article]:
    """Streams, so that memory does not grow with the file. A gzip file that was cut short gives what can be
    read and then a report. Raises UnknownFormat, and OSError when the file cannot be opened."""
    parse = _PARSERS.get(Path(path.name.lower().removesuffix(".gz")).suffix)
    if parse is None:
        raise UnknownFormat(f"{path.name}: give BEIR .jsonl or PubMed .xml, each with or without .gz")
    with closing(_opened(path)) as stream:
        try:
            yield from parse(stream, report)
        except (EOFError, zlib.error, gzip.BadGzipFile):
            report(Malformed(path.name, "the gzip file is damaged or cut short; what came before was kept"))


def without_repeats(articles: Iterable[Article], report: Report) -> Iterator[Article]:
    """The first article of each ref."""
    seen: set[str] = set()
    for article in articles:
        if article.ref in seen:
            report(Malformed(f"article {article.ref}", "occurs again; the first one was kept"))
            continue
        seen.add(article.ref)
        yield article


def _opened(path: Path) -> IO[bytes]:
    return cast(IO[bytes], gzip.open(path, "rb")) if path.name.lower().endswith(".gz") else path.open("rb")
