"""Texts without what names their people: found, and replaced by surrogates."""

import json
from pathlib import Path

from triage.engine.deid.features import Features
from triage.engine.deid.find import Finder
from triage.engine.deid.lists import load_lists
from triage.engine.deid.surrogates import Surrogates, days_back
from triage.engine.deid.tagger import Tagger
from triage.engine.deid.types import Deidentified, Found, Known
from triage.engine.deid.vocabulary import Vocabulary
from triage.engine.ner import Recogniser
from triage.engine.types import ModelInfo

CAUTION = 2.0  # recall first: what a token's label "nothing" has to win by


class DeidUnavailable(ValueError):
    """The weights cannot be read; says which folder."""


class Deidentifier:
    """Reads `weights.npz`, `words.npz` and `card.json` of a folder such as `weights/deid`, and our lists. `others`
    takes the place of the tagger among them."""

    def __init__(self, weights: Path, lists: Path, others: Recogniser | None = None) -> None:
        self._lists = load_lists(lists)
        try:
            card = json.loads((weights / "card.json").read_text(encoding="utf-8"))
            vocabulary = Vocabulary.load(weights / "words.npz")
            tagger = Tagger(weights / "weights.npz", Features(self._lists, vocabulary), CAUTION)
        except (OSError, ValueError, KeyError) as error:
            raise DeidUnavailable(f"No readable de-identification model in {weights}.") from error
        self.info = others.info if others else ModelInfo(card["name"], card["revision"])
        self._finder = Finder(others or tagger, self._lists, vocabulary)

    def find(self, text: str, known: Known | None = None) -> tuple[Found, ...]:
        return self._finder.find(text, known or Known())

    def deidentify(self, text: str, secret: bytes, patient: str = "", known: Known | None = None) -> Deidentified:
        """`secret` and `patient` choose the surrogates and by how many days dates move: the same for all
        texts of a patient. `known` are facts of the chart, found with certainty."""
        found = self.find(text, known)
        names = [text[one.start : one.end] for one in found if one.type == "PERSON"]
        lend = Surrogates(self._lists, secret, days_back(secret, patient), names)
        out, last = [], 0
        for one in found:
            out += [text[last : one.start], lend(one, text)]
            last = one.end
        return Deidentified("".join([*out, text[last:]]), found)
