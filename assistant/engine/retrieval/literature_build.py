"""Make a literature index aside, test it, then put it in use.

Memory holds one block of passages, the words' counts and the index under construction; records and raw
vectors go to disk as they come.
"""

import json
import shutil
from array import array
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from uuid import uuid4

import numpy as np

from assistant.engine.literature.article import Article
from assistant.engine.retrieval import literature_files as files
from assistant.engine.retrieval.chunk import Chunk, chunk
from assistant.engine.retrieval.embed import Embedder, Vectors
from assistant.engine.retrieval.lexical import LexicalBuilder
from assistant.engine.retrieval.literature_index import LiteratureIndex
from assistant.engine.retrieval.pipeline import embedded_text
from assistant.engine.retrieval.vector_index import VectorIndex, built, kind_for

_BLOCK = 1024  # passages embedded at once
_RAW_VECTORS = "vectors.raw"
_TESTED = 50  # passages, spread over the whole index
_FOUND = 0.9  # of them, at least, must be found by their own vector
_SAME = 0.98  # cosine that codes of 8 bits keep


class BuildFailed(Exception):
    """The new index did not pass its own test, or there was nothing to put in it; the old one stays in use."""


@dataclass(frozen=True, slots=True)
class Built:
    name: str
    articles: int
    passages: int


def build_literature(
    root: Path, articles: Iterable[Article], embedder: Embedder, progress: Callable[[int], None] | None = None
) -> Built:
    """Index `articles` (each ref once) and put the result in use; `progress` hears how many are done.

    Raises BuildFailed. Whatever ends the build early, the index in use stays as it was.
    """
    making = root / f"making-{uuid4().hex}"
    making.mkdir(parents=True)
    try:
        with _Writer(making, embedder) as writer:
            for done, article in enumerate(articles, start=1):
                writer.add(article)
                if progress:
                    progress(done)
            vectors = writer.finish()
        _test(LiteratureIndex.open_build(root, making.name, embedder), vectors)
        (making / _RAW_VECTORS).unlink()
        return Built(files.publish(root, making), writer.articles, len(vectors))
    finally:
        shutil.rmtree(making, ignore_errors=True)


class _Writer:
    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self._folder, self._embedder = folder, embedder
        self._records = (folder / files.RECORDS).open("wb")
        self._raw = (folder / _RAW_VECTORS).open("wb")
        self._places = array("q", [0])
        self._passages = array("i")
        self._sections: dict[str, int] = {}
        self._lexical = LexicalBuilder()
        self._block: list[str] = []

    def __enter__(self) -> "_Writer":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._records.close()
        self._raw.close()

    @property
    def articles(self) -> int:
        return len(self._places) - 1

    def add(self, article: Article) -> None:
        # An article without an abstract is found by its title.
        for part in list(chunk(article.text)) or [Chunk(0, 0, "")]:
            section = self._sections.setdefault(part.section, len(self._sections))
            self._passages.extend((self.articles, part.start, part.end, section))
            self._block.append(embedded_text(article.title, part.section, part.text))
        self._places.append(self._places[-1] + self._records.write(json.dumps(asdict(article)).encode() + b"\n"))
        if len(self._block) >= _BLOCK:
            self._flush()

    def finish(self) -> Vectors:
        """Write everything else; returns the raw vectors, memory-mapped."""
        self._flush()
        self._records.close()
        self._raw.close()
        if not self._passages:
            raise BuildFailed("there is no article to index")
        vectors = np.memmap(self._folder / _RAW_VECTORS, np.float32, "r").reshape(-1, self._embedder.info.dimension)
        built(kind_for(len(vectors)), vectors).write(self._folder / files.VECTORS)
        np.save(self._folder / files.PASSAGES, np.frombuffer(self._passages, np.int32).reshape(-1, 4))
        np.save(self._folder / files.RECORD_PLACES, np.frombuffer(self._places, np.int64))
        self._write_lexical()
        info = self._embedder.info
        about = {"encoder": [info.name, info.revision], "sections": list(self._sections)}
        (self._folder / files.ABOUT).write_text(json.dumps(about), encoding="utf-8")
        return vectors

    def _flush(self) -> None:
        if self._block:
            self._raw.write(self._embedder.embed(self._block).tobytes())
            self._lexical.add(self._block)
            self._block = []

    def _write_lexical(self) -> None:
        lexical = self._lexical.build()
        for name, part in (
            (files.STARTS, lexical.starts),
            (files.POSTINGS, lexical.rows),
            (files.WEIGHTS, lexical.weights),
        ):
            np.save(self._folder / name, part)
        terms = {"size": lexical.size, "terms": list(lexical.terms)}
        (self._folder / files.TERMS).write_text(json.dumps(terms), encoding="utf-8")


def _test(index: LiteratureIndex, vectors: Vectors) -> None:
    """Every part has a row for every passage, and passages are found by their own vectors."""
    engine = index.search_engine
    if not len(index.passages) == engine.vectors.size == engine.lexical.size == len(vectors):
        raise BuildFailed("the parts of the new literature index differ in length")
    index.article(index.size - 1)
    rows = np.unique(np.linspace(0, len(vectors) - 1, _TESTED).astype(np.int64))
    found = sum(_finds(engine.vectors, vectors, row) for row in rows)
    if found < _FOUND * len(rows):
        raise BuildFailed(f"the new literature index finds {found} of {len(rows)} passages by their own vectors")


def _finds(index: VectorIndex, vectors: Vectors, row: int) -> bool:
    """The passage itself or one with the same words comes first, and is stored as it was embedded."""
    first = index.nearest(vectors[row], 1)
    near = index.cosines(vectors[row], first), vectors[first] @ vectors[row]
    return bool(len(first) and min(map(np.min, near)) > _SAME)
