"""The shipped entity models: a score for each tag at the first and last piece of each word, and a chain of tags."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from triage.engine.ner.chain import FAR, Chain, runs
from triage.engine.ner.windows import Line, Window, line, line_starts, windows
from triage.engine.trunk.errors import ModelUnavailable
from triage.engine.trunk.shapes import piece_shapes
from triage.engine.trunk.trunk import Trunk
from triage.engine.trunk.words import Pieces, Words
from triage.engine.types import Entity, ModelInfo

Array = npt.NDArray[np.float32]
# Pieces read together. Attention costs by the square: 256 read a tenth slower and marked no better on MACCROBAT's dev.
_WINDOW = 160
# What bounds memory: characters that are taken apart at once, and windows that are scored at once.
_TOGETHER, _WINDOWS = 200_000, 128


class Scorer(Protocol):
    """What of a trunk is needed here."""

    words: Words
    info: ModelInfo
    max_pieces: int

    def run(self, texts: Sequence[Sequence[int]], features: Sequence[Sequence[int]] | None = None) -> list[Array]: ...


@dataclass(frozen=True, slots=True)
class _Read:
    """A text taken apart; `shapes` has one number for each piece, `starts` are words that no mark may go on with."""

    text: str
    pieces: Pieces
    line: Line
    shapes: Sequence[int]
    starts: Sequence[int]


class OnnxRecogniser:
    """`tags` of the chain are O, B-x, I-x for each label in turn."""

    def __init__(self, scorer: Scorer, labels: Sequence[str], chain: Chain) -> None:
        self._scorer = scorer
        self._chain = chain
        self.labels = tuple(labels)
        self.info = scorer.info

    @classmethod
    def load(cls, folder: Path) -> "OnnxRecogniser":
        """Reads `card.json` (with `labels`), `model.onnx`, `features.npz` and `chain.npz`. Raises ModelUnavailable."""
        trunk = Trunk(folder)
        labels = trunk.card.get("labels")
        if not labels:
            raise ModelUnavailable(f"The model in {folder} marks no entities: its card.json has no labels.")
        stored = np.load(trunk.file("chain.npz"), allow_pickle=False)
        trunk.file("model.onnx")  # missing is said now and not at the first text
        return cls(trunk, labels, Chain.learned(stored["begin"], stored["move"]))

    def find(self, texts: Sequence[str]) -> list[tuple[Entity, ...]]:
        results: list[tuple[Entity, ...]] = []
        for group in _groups(texts):
            results += self._find(group)
        return results

    def _find(self, texts: Sequence[str]) -> list[tuple[Entity, ...]]:
        read = [_read(*pair) for pair in zip(texts, self._scorer.words.pieces(texts), strict=True)]
        room = min(self._scorer.max_pieces, _WINDOW) - 2
        found: list[list[Entity]] = [[] for _ in texts]
        places = [(n, window) for n, one in enumerate(read) for window in windows(one.text, one.line, room)]
        for some, outputs in self._scored(read, list(_slices(places, _WINDOWS))):
            for number, entities in self._marked(read, some, outputs):
                free = found[number][-1].end if found[number] else 0
                found[number] += [entity for entity in entities if entity.start >= free]
        return [tuple(entities) for entities in found]

    def _scored(
        self, read: Sequence[_Read], slices: Sequence[Sequence[tuple[int, Window]]]
    ) -> Iterator[tuple[Sequence[tuple[int, Window]], list[Array]]]:
        """What the model says of each slice. The next one is scored while the caller works on this one."""
        coming: Future[list[Array]] | None = None
        for before, some in pairwise([(), *slices, ()]):
            outputs = coming.result() if coming else []
            coming = self._ahead.submit(self._outputs, read, some) if some else None
            if before:
                yield before, outputs

    def _outputs(self, read: Sequence[_Read], some: Sequence[tuple[int, Window]]) -> list[Array]:
        ids = [_cut(read[number].pieces.ids, read[number].line, window) for number, window in some]
        rows = [_cut(read[number].shapes, read[number].line, window) for number, window in some]
        return self._scorer.run(ids, rows)

    @cached_property
    def _ahead(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(1, thread_name_prefix="marks")

    def _marked(
        self, read: Sequence[_Read], places: Sequence[tuple[int, Window]], outputs: Sequence[Array]
    ) -> Iterator[tuple[int, list[Entity]]]:
        """For each window the number of its text and the entities that begin in it."""
        scores = [_of_words(output, read[n], window) for output, (n, window) in zip(outputs, places, strict=True)]
        paths = self._chain.best(scores)
        for (number, window), path, sure in zip(places, paths, self._chain.sure(scores, paths), strict=True):
            yield number, list(self._entities(read[number], window, path, sure))

    def _entities(self, read: _Read, window: Window, path: npt.NDArray[np.int64], sure: Array) -> Iterator[Entity]:
        """The score is the mean over the words of how probable their tags are."""
        for first, after, label in runs(path):
            if window.own <= window.begin + first < window.until:
                start, end = read.line.spans[window.begin + first][0], read.line.spans[window.begin + after - 1][1]
                score = min(1.0, round(float(sure[first:after].mean()), 4))
                yield Entity(start, end, self.labels[label], read.text[start:end], score)


def _groups(texts: Sequence[str]) -> Iterator[list[str]]:
    group: list[str] = []
    size = 0
    for text in texts:
        if group and size + len(text) > _TOGETHER:
            yield group
            group, size = [], 0
        group.append(text)
        size += len(text)
    if group:
        yield group


def _slices(places: Sequence[tuple[int, Window]], size: int) -> Iterator[Sequence[tuple[int, Window]]]:
    for at in range(0, len(places), size):
        yield places[at : at + size]


def _cut(values: Sequence[int], words: Line, window: Window) -> Sequence[int]:
    return values[words.first[window.begin] : words.last[window.end - 1] + 1]


def _read(text: str, pieces: Pieces) -> _Read:
    words = line(pieces)
    return _Read(text, pieces, words, piece_shapes(text, pieces), line_starts(text, words))


def _of_words(output: Array, read: _Read, window: Window) -> Array:
    """[pieces, 2 x tags] to [words, tags]: the first half is read at a word's first piece, the other at its last.
    A word that has more pieces than the model reads ends where reading stopped."""
    words = read.line
    base, top = words.first[window.begin], len(output) - 1
    first = np.minimum(np.array(words.first[window.begin : window.end]) - base, top)
    last = np.minimum(np.array(words.last[window.begin : window.end]) - base, top)
    count = output.shape[1] // 2
    scores: Array = output[first, :count] + output[last, count:]
    inside = [word - window.begin for word in read.starts if window.begin <= word < window.end]
    if inside:
        scores[inside, 2::2] = FAR
    return scores
