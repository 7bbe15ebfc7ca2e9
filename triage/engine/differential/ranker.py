"""The trained ranker: a softmax regression over findings and words, learned from cases made of our own entries and
of published condition statistics. What it does not know (a new condition) it leaves at the mean."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from triage.engine.differential.observations import Observation
from triage.engine.differential.tables import Matrix
from triage.engine.findings.tokens import content
from triage.engine.knowledge import Knowledge


def features(told: Iterable[Observation], said: Sequence[str], knowledge: Knowledge) -> set[str]:
    """Names of what is there: `f:` findings with all that they imply, `w:` stems of the affirming sentences."""
    present = {one.finding for one in told if one.present}
    implied = present.union(*(knowledge.ancestors[id_] for id_ in present))
    return {f"f:{id_}" for id_ in implied} | {f"w:{stem}" for sentence in said for stem in content(sentence)}


class Ranker:
    """Reads `ranker.npz` (int8 `codes` [features, conditions], `scales` of the features, `bias`) and `ranker.json`."""

    def __init__(self, folder: Path, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._rows = np.zeros(0, np.int64)
        if not (folder / "ranker.npz").is_file():
            return
        names = json.loads((folder / "ranker.json").read_text(encoding="utf-8"))
        with np.load(folder / "ranker.npz", allow_pickle=False) as stored:
            self._codes, self._scales, self._bias = stored["codes"], stored["scales"], stored["bias"]
        place = {id_: row for row, id_ in enumerate(knowledge.conditions)}
        kept = [(column, place[id_]) for column, id_ in enumerate(names["conditions"]) if id_ in place]
        self._columns = np.array([column for column, _row in kept], np.int64)
        self._rows = np.array([row for _column, row in kept], np.int64)
        self._feature = {name: row for row, name in enumerate(names["features"])}

    def score(self, told: Iterable[Observation], said: Sequence[str]) -> Matrix:
        """Log odds, at mean 0."""
        total = np.zeros(len(self._knowledge.conditions), np.float32)
        if not len(self._rows):
            return total
        rows = sorted(self._feature[n] for n in features(told, said, self._knowledge) if n in self._feature)
        if not rows:
            return total
        logits = self._scales[rows] @ self._codes[rows] / len(rows) ** 0.5 + self._bias
        chosen = logits[self._columns]
        total[self._rows] = chosen - chosen.mean()
        return total
