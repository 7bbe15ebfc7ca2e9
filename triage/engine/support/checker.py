"""Does a passage support a sentence? Checks that can be stated first, then a small model over what they leave open."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from triage.engine.support.doubts import doubts
from triage.engine.support.facts import failed, heavy
from triage.engine.support.features import COVERED, numbers_of
from triage.engine.support.lexicon import load_lexicon
from triage.engine.support.reading import Reading, read
from triage.engine.support.types import CONTRADICTED, NOT_SUPPORTED, SUPPORTED, SupportUnavailable, Verdict
from triage.engine.trunk.errors import ModelUnavailable
from triage.engine.trunk.words import Words, shared_words
from triage.engine.types import ModelInfo

_LONGEST = 20_000  # characters of a passage that are read; the rest is not
_SAYS_OTHERWISE = frozenset({"side", "negation", "opposite"})
_SAME_MATTER = 0.7  # share of the sentence's words from which another number, day or drug contradicts
Floats = npt.NDArray[np.float32]


class Checker:
    """Reads `weights.npz` and `card.json` of a folder such as `weights/support`, and the lists of `knowledge`."""

    def __init__(self, weights: Path, knowledge: Path, words: Words | None = None) -> None:
        self._lexicon = load_lexicon(knowledge)
        self._words = words or shared_words()
        try:
            card = json.loads((weights / "card.json").read_text(encoding="utf-8"))
            with np.load(weights / "weights.npz", allow_pickle=False) as stored:
                self._layers = [stored[name].astype(np.float32) for name in ("in", "in_bias", "out", "out_bias")]
            self.info = ModelInfo(card["name"], card["revision"])
            self._threshold = float(card["threshold"])
        except (OSError, ValueError, KeyError) as error:
            raise SupportUnavailable(f"No readable support model in {weights}.") from error

    def check(self, pairs: Sequence[tuple[str, str]]) -> list[Verdict]:
        """For each sentence and passage. Raises ModelUnavailable where the shared word rows are missing."""
        return [self._one(sentence, passage[:_LONGEST]) for sentence, passage in pairs]

    def weighed(self, sentence: str, passage: str) -> tuple[list[float], tuple[str, ...]]:
        """What the net sees, and the rules that withhold the sentence whatever the net would say."""
        said, held = read(sentence, self._lexicon), read(passage, self._lexicon)
        reasons = failed(said, held, self._lexicon) or doubts(sentence, passage, said, held, self._lexicon)
        return numbers_of(said, held, self._near(said, held)), reasons

    def _one(self, sentence: str, passage: str) -> Verdict:
        if not sentence.strip() or not passage.strip():
            return Verdict(NOT_SUPPORTED, 0.0)
        if _stands_in(sentence, passage):
            return Verdict(SUPPORTED, 1.0)
        values, reasons = self.weighed(sentence, passage)
        score = self._score(np.array(values, np.float32))
        if reasons:
            same_matter = values[COVERED] >= _SAME_MATTER and set(reasons) != {"certainty"}
            contradicted = bool(_SAYS_OTHERWISE & set(reasons)) or same_matter
            return Verdict(CONTRADICTED if contradicted else NOT_SUPPORTED, min(score, self._threshold / 2), reasons)
        return Verdict(SUPPORTED if score >= self._threshold else NOT_SUPPORTED, score)

    def _score(self, values: Floats) -> float:
        inner, inner_bias, out, out_bias = self._layers
        logit = float((np.tanh(values @ inner + inner_bias) @ out + out_bias)[0])
        return float(1 / (1 + np.exp(-np.clip(logit, -30, 30))))

    def _near(self, said: Reading, held: Reading) -> list[float]:
        """For each heavy word of the sentence the cosine with the nearest word of the passage, by the shared rows."""
        mine = [word.text for word in heavy(said.words).values()]
        theirs = list(dict.fromkeys(word.text for word in held.words if not word.light))
        if not mine or not theirs:
            return [0.0] * len(mine)
        near = self._vectors(mine) @ self._vectors(theirs).T
        return [float(value) for value in near.max(axis=1)]

    def _vectors(self, words: Sequence[str]) -> Floats:
        try:
            pieces = self._words.pieces(words)
        except ModelUnavailable as error:
            raise SupportUnavailable(str(error)) from error
        rows = [self._words.rows(np.array(piece.ids or (0,), np.int64)).mean(axis=0) for piece in pieces]
        table = np.stack(rows)
        scaled: Floats = table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-6)
        return scaled


def _stands_in(sentence: str, passage: str) -> bool:
    """Whether the passage holds the sentence as a whole one, word for word."""
    said, held = _plain(sentence), _plain(passage)
    at = held.find(said)
    while at >= 0:
        before, after = held[:at].rstrip(), held[at + len(said) :].lstrip()
        if (not before or before[-1] in ".!?;") and (not after or after[0] in ".!?;"):
            return True
        at = held.find(said, at + 1)
    return False


def _plain(text: str) -> str:
    """Lines are sentences of their own."""
    return " ".join(text.strip().replace("\n", " . ").casefold().split()).strip(" .")
