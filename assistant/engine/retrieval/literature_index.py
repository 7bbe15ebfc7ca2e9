"""The literature, opened for searching. Everything is memory-mapped: processes share the pages."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.engine.literature.article import Article
from assistant.engine.retrieval import literature_files as files
from assistant.engine.retrieval.embed import Embedder
from assistant.engine.retrieval.fuse import Hit, best_per_document
from assistant.engine.retrieval.lexical import Ints, LexicalIndex, Longs
from assistant.engine.retrieval.pipeline import HybridSearch
from assistant.engine.retrieval.vector_index import open_mapped
from assistant.engine.types import Passage, Source
from records.engine.dates import SourceDate


class NoLiterature(Exception):
    """Nothing was built yet, or with another encoder: build it (again)."""


@dataclass(frozen=True, slots=True)
class LiteratureIndex:
    """One build. It stays readable after a newer one has taken its place; `is_current` says when to open anew."""

    name: str
    root: Path
    sections: tuple[str, ...]
    passages: Ints  # one row a passage: document, start, end, section
    records: Longs  # where each document's record begins in the file, and where the last one ends
    search_engine: HybridSearch
    stored: Any  # the file of records, memory-mapped

    @classmethod
    def open(cls, root: Path, embedder: Embedder) -> "LiteratureIndex":
        """Raises NoLiterature."""
        name = files.current(root)
        if name is None:
            raise NoLiterature("no literature has been imported yet")
        return cls.open_build(root, name, embedder)

    @classmethod
    def open_build(cls, root: Path, name: str, embedder: Embedder) -> "LiteratureIndex":
        folder = root / name
        about = json.loads((folder / files.ABOUT).read_text(encoding="utf-8"))
        if about["encoder"] != [embedder.info.name, embedder.info.revision]:
            raise NoLiterature("the literature index was made with another encoder: import the literature again")
        return cls(
            name=name,
            root=root,
            sections=tuple(about["sections"]),
            passages=np.load(folder / files.PASSAGES, mmap_mode="r"),
            records=np.load(folder / files.RECORD_PLACES, mmap_mode="r"),
            search_engine=HybridSearch(embedder, open_mapped(folder / files.VECTORS), _lexical(folder)),
            stored=np.memmap(folder / files.RECORDS, np.uint8, "r"),
        )

    @property
    def size(self) -> int:
        """Articles."""
        return len(self.records) - 1

    def is_current(self) -> bool:
        return files.current(self.root) == self.name

    def search(self, query: str, limit: int = 8) -> list[Passage]:
        """The best passage of each of the best articles."""
        return [self._passage(hit) for hit in self._documents(query, limit)]

    def rank(self, query: str, limit: int) -> list[tuple[str, float]]:
        """Refs of the best articles with their scores."""
        return [(self.article(int(self.passages[hit.row, 0])).ref, hit.score) for hit in self._documents(query, limit)]

    def article(self, number: int) -> Article:
        record = self.stored[self.records[number] : self.records[number + 1]].tobytes()
        fields = json.loads(record)
        return Article(**fields | {"authors": tuple(fields["authors"])})

    def _documents(self, query: str, limit: int) -> Iterator[Hit]:
        found = best_per_document(self.search_engine.search(query), self.passages[:, 0])
        return (hit for hit, _ in zip(found, range(limit), strict=False))

    def _passage(self, hit: Hit) -> Passage:
        number, start, end, section = map(int, self.passages[hit.row])
        article = self.article(number)
        return Passage(
            source=Source.LITERATURE,
            ref=article.ref,
            text=article.text[start:end],
            start=start,
            end=end,
            score=hit.score,
            title=f"[Retracted] {article.title}" if article.retracted else article.title,
            section=self.sections[section],
            author=_authors(article),
            date=SourceDate(f"{article.year:04}") if article.year else None,
        )


def _lexical(folder: Path) -> LexicalIndex:
    about = json.loads((folder / files.TERMS).read_text(encoding="utf-8"))
    starts, rows, weights = (np.load(folder / n, mmap_mode="r") for n in (files.STARTS, files.POSTINGS, files.WEIGHTS))
    terms = {term: place for place, term in enumerate(about["terms"])}
    return LexicalIndex(terms, starts, rows, weights, about["size"])


def _authors(article: Article) -> str:
    return f"{article.authors[0]} et al." if len(article.authors) > 2 else ", ".join(article.authors)
