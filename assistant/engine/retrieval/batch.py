"""A BEIR folder and its queries to a TREC run, through the index that the chat uses. Nothing is kept."""

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.engine.literature.article import Report
from assistant.engine.literature.read import read_articles, without_repeats
from assistant.engine.retrieval.beir import read_queries
from assistant.engine.retrieval.embed import Embedder
from assistant.engine.retrieval.literature_build import build_literature
from assistant.engine.retrieval.literature_index import LiteratureIndex

_TAG = "anamnesis"
_DEPTH = 100  # documents a query


def trec_run(
    corpus: Path,
    queries: Path,
    embedder: Embedder,
    report: Report,
    progress: Callable[[int], None] | None = None,
) -> Iterator[str]:
    """Lines `qid Q0 docid rank score tag`, without line ends, queries in file order. Raises FileNotFoundError
    without a corpus, ValueError for a bad query line (before anything is indexed)."""
    asked = list(read_queries(queries))
    source = _corpus_file(corpus)
    with TemporaryDirectory(prefix="anamnesis-search-") as folder:
        root = Path(folder)
        build_literature(root, without_repeats(read_articles(source, report), report), embedder, progress)
        index = LiteratureIndex.open(root, embedder)
        for query in asked:
            for rank, (ref, score) in enumerate(index.rank(query.text, _DEPTH), start=1):
                yield f"{query.id} Q0 {ref} {rank} {score:.6f} {_TAG}"


def _corpus_file(folder: Path) -> Path:
    for name in ("corpus.jsonl", "corpus.jsonl.gz"):
        if (folder / name).is_file():
            return folder / name
    raise FileNotFoundError(f"{folder}: neither corpus.jsonl nor corpus.jsonl.gz")
