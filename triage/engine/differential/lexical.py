"""BM25 of a case's text over everything that the knowledge says of each condition."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from triage.engine.differential.documents import neutral
from triage.engine.differential.tables import Matrix
from triage.engine.findings.tokens import content
from triage.engine.knowledge import Condition, Knowledge

_K1, _B = 1.2, 0.6


class Lexical:
    def __init__(self, knowledge: Knowledge) -> None:
        texts = [Counter(content(neutral(_text(c, knowledge)))) for c in knowledge.conditions.values()]
        self._count = len(texts)
        lengths = np.array([sum(words.values()) for words in texts], np.float32)
        norm = _K1 * (1 - _B + _B * lengths / (lengths.mean() if len(lengths) else 1.0))
        postings: dict[str, list[tuple[int, float]]] = {}
        for row, words in enumerate(texts):
            for word, count in words.items():
                postings.setdefault(word, []).append((row, count * (_K1 + 1) / (count + float(norm[row]))))
        self._postings = {word: self._posting(rows) for word, rows in postings.items()}

    def _posting(self, rows: list[tuple[int, float]]) -> tuple[Matrix, Matrix]:
        rarity = np.log(1 + (self._count - len(rows) + 0.5) / (len(rows) + 0.5))
        return np.array([row for row, _ in rows]), np.array([weight for _, weight in rows], np.float32) * rarity

    def score(self, said: Sequence[str]) -> Matrix:
        """For each condition, each word of the case counted once, per root of the number of words."""
        total = np.zeros(self._count, np.float32)
        words = {word for sentence in said for word in content(sentence)}
        for word in words:
            if word in self._postings:
                rows, weights = self._postings[word]
                total[rows] += weights
        found: Matrix = total / max(1.0, len(words) ** 0.5)
        return found


def _text(condition: Condition, knowledge: Knowledge) -> str:
    mentioned = [knowledge.findings[id_] for id_ in condition.mentioned if condition.findings.get(id_) != "never"]
    named = " ; ".join(" ; ".join(finding.phrases[:4]) for finding in mentioned)
    parts = [*condition.names, condition.overview, condition.course, named, *condition.words, condition.vignette]
    parts += [f"{test.test} {test.shows}" for test in condition.tests]
    return " . ".join(parts)
