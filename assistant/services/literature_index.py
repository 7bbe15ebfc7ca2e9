"""The literature index of this clinic: built aside from the stored documents, searched memory-mapped."""

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from django.conf import settings

from assistant.engine.literature.article import Article
from assistant.engine.retrieval.literature_build import Built, build_literature
from assistant.engine.retrieval.literature_index import LiteratureIndex, NoLiterature
from assistant.engine.types import Passage
from assistant.models import LiteratureDocument
from assistant.services import literature
from assistant.services.encoder import encoder

_BATCH = 500


class _Open:
    """The build that this process has open; a newer one is opened when it appears."""

    def __init__(self) -> None:
        self._index: LiteratureIndex | None = None
        self._lock = threading.Lock()

    def current(self) -> LiteratureIndex:
        """Raises NoLiterature."""
        with self._lock:
            if self._index is None or self._index.root != root() or not self._index.is_current():
                self._index = LiteratureIndex.open(root(), encoder())
            return self._index


_open = _Open()


def root() -> Path:
    return Path(settings.ANAMNESIS_DATA) / "literature"


def is_there() -> bool:
    """Whether there is a build that this encoder can search."""
    try:
        _open.current()
    except NoLiterature:
        return False
    return True


def size() -> int:
    """Articles in the build in use; 0 without one."""
    try:
        return _open.current().size
    except NoLiterature:
        return 0


def search(query: str, limit: int) -> Sequence[Passage]:
    """Best passages of the best articles; nothing where no literature was imported."""
    try:
        return _open.current().search(query, limit)
    except NoLiterature:
        return []


def rebuild(progress: Callable[[int], None] | None = None) -> Built:
    """Index all stored documents and put the result in use. Raises BuildFailed; the old one then stays."""
    return build_literature(root(), _articles(), encoder(), progress)


def _articles() -> Iterator[Article]:
    """Batch by batch: a cursor left open over an hour's build would keep SQLite from writing beside it."""
    known = list(LiteratureDocument.objects.order_by("source_system", "source_id").values_list("pk", flat=True))
    for start in range(0, len(known), _BATCH):
        ids = known[start : start + _BATCH]
        documents = LiteratureDocument.objects.in_bulk(ids)
        yield from (literature.as_article(documents[pk]) for pk in ids if pk in documents)
