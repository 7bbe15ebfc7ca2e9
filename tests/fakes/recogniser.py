"""A recogniser without weights: marks the words that it was told, denied where a `no` or `denies` stands before."""

import re
from collections.abc import Mapping, Sequence

from triage.engine.types import Entity, ModelInfo

WORDS = {
    "blood pressure": "Diagnostic_procedure",
    "lisinopril": "Medication",
    "chest pain": "Sign_symptom",
    "gout": "Disease_disorder",
    "penicillin": "Medication",
    "each morning": "Frequency",
}


class WordRecogniser:
    info = ModelInfo("word-list", "1")

    def __init__(self, words: Mapping[str, str] = WORDS) -> None:
        self._words = words

    def find(self, texts: Sequence[str]) -> list[tuple[Entity, ...]]:
        return [tuple(sorted(self._in(text), key=lambda one: one.start)) for text in texts]

    def _in(self, text: str) -> list[Entity]:
        found = []
        for word, label in self._words.items():
            for hit in re.finditer(rf"\b{re.escape(word)}\b", text, re.IGNORECASE):
                before = text[: hit.start()].lower().split()[-1:]
                found.append(Entity(*hit.span(), label, hit[0], 0.9, negated=before in (["no"], ["denies"])))
        return found
