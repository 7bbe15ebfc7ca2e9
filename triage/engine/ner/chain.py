"""The best path of labels through a text: what the entity models score, word by word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FAR = -1e4  # a step that cannot be
_MOST = 30.0  # of a learned score, so that its exponential stays in range
_TOGETHER = 64  # texts whose sums are held at once
Array = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Chain:
    """`move[a, b]` scores going from tag a to tag b, `begin[a]` starting with it. Tags are O, B-x, I-x, B-y, …"""

    begin: Array
    move: Array

    @classmethod
    def learned(cls, begin: Array, move: Array) -> "Chain":
        """With what BIO forbids added: I-x follows B-x or I-x only."""
        count = len(begin)
        never, first = np.zeros((count, count), np.float32), np.zeros(count, np.float32)
        for inside in range(2, count, 2):
            never[:, inside] = FAR
            never[[inside - 1, inside], inside] = 0
            first[inside] = FAR
        return cls(begin + first, move + never)

    def best(self, texts: Sequence[Array]) -> list[npt.NDArray[np.int64]]:
        """The best tags for each text's scores [words, tags] (Viterbi), all texts of a batch in step."""
        order = sorted(range(len(texts)), key=lambda place: -len(texts[place]))
        results: list[npt.NDArray[np.int64]] = [np.zeros(0, np.int64)] * len(texts)
        for place, path in zip(order, self._paths([texts[place] for place in order]), strict=True):
            results[place] = path
        return results

    def sure(self, texts: Sequence[Array], paths: Sequence[npt.NDArray[np.int64]]) -> list[Array]:
        """For each word of each text, how probable the tag of its path is over all paths, between 0 and 1."""
        shares = self.shares(texts)
        return [one[np.arange(len(one)), path] for one, path in zip(shares, paths, strict=True)]

    def shares(self, texts: Sequence[Array]) -> list[Array]:
        """For each text [words, tags], how probable each tag is over all paths."""
        order = sorted(range(len(texts)), key=lambda place: -len(texts[place]))
        results: list[Array] = [np.zeros((0, len(self.begin)), np.float32)] * len(texts)
        for group in (order[at : at + _TOGETHER] for at in range(0, len(order), _TOGETHER)):
            found = self._shares([texts[place] for place in group])
            for row, place in enumerate(group):
                results[place] = found[row, : len(texts[place])]
        return results

    def _shares(self, texts: Sequence[Array]) -> Array:
        """[texts, words, tags]; sums are scaled word by word, so that nothing runs out of range."""
        lengths, count = np.array([len(scores) for scores in texts]), len(self.begin)
        weight = np.ones((len(texts), max(1, int(lengths.max(initial=1))), count), np.float32)
        for row, scores in enumerate(texts):
            if len(scores):
                weight[row, : len(scores)] = np.exp(scores - scores.max(axis=1, keepdims=True))
        step, after = np.exp(np.minimum(self.move, _MOST)), np.ones_like(weight)
        before = np.empty_like(weight)
        before[:, 0] = _scaled(np.exp(np.minimum(self.begin, _MOST)) * weight[:, 0])
        for word in range(1, weight.shape[1]):
            before[:, word] = _scaled((before[:, word - 1] @ step) * weight[:, word])
        for word in range(weight.shape[1] - 2, -1, -1):
            follows = _scaled((weight[:, word + 1] * after[:, word + 1]) @ step.T)
            after[:, word] = np.where((lengths > word + 1)[:, None], follows, 1)
        return _scaled(before * after)

    def _paths(self, texts: Sequence[Array]) -> Iterator[npt.NDArray[np.int64]]:
        """Longest first, so that the texts still running are always the first rows."""
        lengths = [len(scores) for scores in texts]
        longest, count = (lengths[0] if lengths else 0), len(self.begin)
        padded = np.zeros((len(texts), longest, count), np.float32)
        for row, scores in enumerate(texts):
            padded[row, : len(scores)] = scores
        back = np.zeros((len(texts), longest, count), np.int16)
        alpha = padded[:, 0] + self.begin if longest else np.zeros((len(texts), count), np.float32)
        running = len(texts)
        for word in range(1, longest):
            while lengths[running - 1] <= word:
                running -= 1
            steps = alpha[:running, :, None] + self.move
            chosen = steps.argmax(axis=1)
            back[:running, word] = chosen
            best = np.take_along_axis(steps, chosen[:, None], axis=1)[:, 0]
            alpha[:running] = best + padded[:running, word]
        for row, length in enumerate(lengths):
            yield _walk(back[row], int(alpha[row].argmax()), length)


def _scaled(values: Array) -> Array:
    """With the last axis summing to one."""
    scaled: Array = values / np.maximum(values.sum(axis=-1, keepdims=True), np.float32(1e-30))
    return scaled


def _walk(back: npt.NDArray[np.int16], last: int, length: int) -> npt.NDArray[np.int64]:
    path = np.zeros(length, np.int64)
    for word in range(length - 1, -1, -1):
        path[word] = last
        last = int(back[word, last])
    return path


def runs(path: npt.NDArray[np.int64]) -> Iterator[tuple[int, int, int]]:
    """(first word, word after the last, label number) of every B-x I-x … run."""
    start, label = -1, -1
    for word, tag in enumerate([*path.tolist(), 0]):
        if label >= 0 and tag != 2 * label + 2:
            yield start, word, label
            label = -1
        if tag % 2 == 1:
            start, label = word, tag // 2
