"""The index of one chart: its notes as passages, searchable, and as bytes for the caller to encrypt.

Holds the notes' texts. Derived data: when it is stale or unreadable it is built again from the notes.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.engine.retrieval.chunk import chunk
from assistant.engine.retrieval.embed import Embedder, Vectors
from assistant.engine.retrieval.fuse import Hit
from assistant.engine.retrieval.layout import UnreadableLayout, packed, unpacked
from assistant.engine.retrieval.lexical import LexicalBuilder, LexicalIndex
from assistant.engine.retrieval.pipeline import HybridSearch, embedded_text
from assistant.engine.retrieval.vector_index import exact
from assistant.engine.types import Passage, Source
from records.engine.dates import SourceDate


class StaleShard(Exception):
    """Made with another encoder: its vectors cannot be compared with this one's. Build it again."""


@dataclass(frozen=True, slots=True)
class NoteItem:
    """A note as the index needs it. `ref` is what passages and citations name."""

    ref: str
    text: str
    title: str = ""
    author: str = ""
    date: SourceDate | None = None
    kind: str = ""

    @property
    def digest(self) -> str:
        """Of everything that search uses or shows: a note with an equal digest is up to date."""
        parts = (self.ref, self.text, self.title, self.author, self.date.text if self.date else "", self.kind)
        joined = "".join(f"{len(part)}:{part}" for part in parts)
        return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class _Row:
    """One passage: `note` is the ref, offsets count in its text."""

    note: str
    start: int
    end: int
    section: str


class ChartShard:
    """Not for writing from several threads at once."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._notes: dict[str, NoteItem] = {}
        self._rows: list[_Row] = []
        self._engine = _engine(embedder, [], np.zeros((0, embedder.info.dimension), np.float32))

    @classmethod
    def build(cls, notes: Iterable[NoteItem], embedder: Embedder) -> "ChartShard":
        shard = cls(embedder)
        shard.update(notes)
        return shard

    @property
    def digests(self) -> Mapping[str, str]:
        """Content digest by note ref, to compare with the notes as they are now."""
        return {ref: note.digest for ref, note in self._notes.items()}

    @property
    def size(self) -> int:
        """Passages."""
        return len(self._rows)

    def is_current(self, notes: Iterable[NoteItem]) -> bool:
        """Whether exactly these notes, with exactly these contents, are what is searched."""
        return dict(self.digests) == {note.ref: note.digest for note in notes}

    def update(self, notes: Iterable[NoteItem]) -> int:
        """Add notes or replace those with the same ref; returns how many were new or different."""
        offered = {note.ref: note for note in notes}
        changed = {ref: note for ref, note in offered.items() if self._notes.get(ref) != note}
        if changed:
            self._replace(changed.keys(), list(changed.values()))
        return len(changed)

    def remove(self, ref: str) -> bool:
        """Forget a note; False when it was not there."""
        known = ref in self._notes
        if known:
            self._replace({ref}, [])
        return known

    def search(self, query: str, limit: int = 8) -> list[Passage]:
        """Best first. Text that was carried from note to note is listed once, from the newest of them."""
        return _distinct(map(self._passage, self._engine.search(query)))[:limit]

    def read(self, refs: Iterable[str]) -> list[Passage]:
        """Every passage of these notes in reading order, note by note as asked for."""
        order = {ref: place for place, ref in enumerate(refs)}
        rows = [(order[row.note], row.start, place) for place, row in enumerate(self._rows) if row.note in order]
        return [self._passage(Hit(place, 0.0)) for _, _, place in sorted(rows)]

    def to_bytes(self) -> bytes:
        """Readable patient text: encrypt before it is stored anywhere."""
        info, lexical = self._embedder.info, self._engine.lexical
        header = {
            "encoder": [info.name, info.revision],
            "notes": [_note_record(note) for note in self._notes.values()],
            "rows": [[row.note, row.start, row.end, row.section] for row in self._rows],
            "terms": list(lexical.terms),
        }
        arrays: dict[str, npt.NDArray[Any]] = {
            "vectors": self._engine.vectors.vectors(),
            "starts": lexical.starts,
            "postings": lexical.rows,
            "weights": lexical.weights,
        }
        return packed(header, arrays)

    @classmethod
    def from_bytes(cls, data: bytes, embedder: Embedder) -> "ChartShard":
        """Raises UnreadableLayout or StaleShard; either way the remedy is to build it again."""
        header, arrays = unpacked(data)
        if header.get("encoder") != [embedder.info.name, embedder.info.revision]:
            raise StaleShard("made with another encoder")
        shard = cls.__new__(cls)
        shard._embedder = embedder
        try:
            shard._notes = {record[0]: _note(record) for record in header["notes"]}
            shard._rows = [_Row(*row) for row in header["rows"]]
            terms = {term: number for number, term in enumerate(header["terms"])}
            lexical = LexicalIndex(terms, arrays["starts"], arrays["postings"], arrays["weights"], len(shard._rows))
            shard._engine = HybridSearch(embedder, exact(arrays["vectors"]), lexical)
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise UnreadableLayout("an index shard whose parts do not fit together") from error
        return shard

    def _replace(self, gone: Iterable[str], new: Sequence[NoteItem]) -> None:
        left = set(gone)
        kept = [place for place, row in enumerate(self._rows) if row.note not in left]
        notes = {ref: note for ref, note in self._notes.items() if ref not in left} | {note.ref: note for note in new}
        added = [_Row(note.ref, part.start, part.end, part.section) for note in new for part in chunk(note.text)]
        vectors = self._engine.vectors.vectors()[kept]
        if added:
            fresh = self._embedder.embed([_search_text(notes[row.note], row) for row in added])
            vectors = np.concatenate([vectors, fresh])
        rows = [self._rows[place] for place in kept] + added
        engine = _engine(self._embedder, [_search_text(notes[row.note], row) for row in rows], vectors)
        self._notes, self._rows, self._engine = notes, rows, engine

    def _passage(self, hit: Hit) -> Passage:
        row = self._rows[hit.row]
        note = self._notes[row.note]
        return Passage(
            source=Source.NOTE,
            ref=note.ref,
            text=note.text[row.start : row.end],
            start=row.start,
            end=row.end,
            score=hit.score,
            title=note.title or note.kind,
            section=row.section,
            author=note.author,
            date=note.date,
        )


def _engine(embedder: Embedder, texts: Sequence[str], vectors: Vectors) -> HybridSearch:
    builder = LexicalBuilder()
    builder.add(texts)
    return HybridSearch(embedder, exact(vectors), builder.build())


def _search_text(note: NoteItem, row: _Row) -> str:
    return embedded_text(note.title or note.kind, row.section, note.text[row.start : row.end])


def _distinct(passages: Iterable[Passage]) -> list[Passage]:
    kept: dict[str, Passage] = {}
    for passage in passages:
        words = " ".join(passage.text.split())
        earlier = kept.setdefault(words, passage)
        if _is_newer(passage, earlier):
            kept[words] = replace(passage, score=earlier.score)
    return list(kept.values())


def _is_newer(passage: Passage, other: Passage) -> bool:
    if passage.date is None or other.date is None:
        return passage.date is not None
    return passage.date.instant > other.date.instant


def _note_record(note: NoteItem) -> list[str | None]:
    return [note.ref, note.text, note.title, note.author, note.date.text if note.date else None, note.kind]


def _note(record: Sequence[Any]) -> NoteItem:
    ref, text, title, author, day, kind = record
    return NoteItem(ref, text, title, author, SourceDate(day) if day else None, kind)
