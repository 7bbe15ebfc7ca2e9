"""Sentences with passages for the checker: rewordings and corruptions of allowed text, and SciFact's train claims.

SciFact claims whose id ends in 0 or 5 are held out: `scifact(held_out=True)` gives them for reporting only.
"""

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from triage.engine.sentences import sentences
from triage.engine.support.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Pair:
    sentence: str
    passage: str
    supported: bool
    contradicted: bool
    source: str


def scifact(data: Path, rng: Random, *, held_out: bool) -> Iterator[Pair]:
    folder = data / "scifact"
    with gzip.open(folder / "corpus.jsonl.gz", "rt", encoding="utf-8") as stream:
        corpus = {row["_id"]: row for row in map(json.loads, stream)}
    for line in (folder / "claims_train.jsonl").read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        if (str(claim["id"])[-1] in "05") == held_out:
            yield from _of_claim(claim, corpus, rng)


def _of_claim(claim: dict[str, Any], corpus: dict[str, Any], rng: Random) -> Iterator[Pair]:
    told = {evidence["doc_id"] for evidence in claim["evidence"]}
    for evidence in claim["evidence"]:
        lines = _lines(corpus[str(evidence["doc_id"])])
        chosen = [lines[at] for at in evidence["sentences"] if at < len(lines)]
        supports = evidence["label"] == "SUPPORT"
        yield Pair(claim["claim"], " ".join(chosen), supports, not supports, "scifact")
        others = [line for at, line in enumerate(lines) if at not in evidence["sentences"]]
        if others:
            yield Pair(claim["claim"], " ".join(rng.sample(others, min(2, len(others)))), False, False, "scifact")
    for cited in claim["cited_doc_ids"]:
        if cited not in told and str(cited) in corpus and not claim["evidence"]:
            lines = _lines(corpus[str(cited)])
            yield Pair(claim["claim"], " ".join(rng.sample(lines, min(3, len(lines)))), False, False, "scifact")


def _lines(row: dict[str, Any]) -> list[str]:
    return row.get("metadata", {}).get("sentences") or [row["text"][a:b] for a, b in sentences(row["text"])]


def made(texts: Sequence[str], lexicon: Lexicon, rng: Random, count: int) -> Iterator[Pair]:
    """From running text: reworded sentences, corrupted ones, and true sentences of the text beside the passage."""
    maker = _Maker(lexicon, rng)
    while count > 0:
        text = rng.choice(texts)
        parts = [" ".join(text[a:b].split()) for a, b in sentences(text)]
        if len(parts) < 3:
            continue
        size = rng.randrange(1, 5)
        at = rng.randrange(0, max(1, len(parts) - size))
        inside, passage = parts[at : at + size], " ".join(parts[at : at + size])
        outside = [part for n, part in enumerate(parts) if not at <= n < at + size]
        sentence = rng.choice(inside)
        if not 4 <= len(sentence.split()) <= 45:
            continue
        count -= 1
        yield Pair(maker.reworded(sentence), passage, True, False, "made")
        wrong = maker.corrupted(maker.reworded(sentence) if rng.random() < 0.5 else sentence)
        if wrong and wrong.casefold() not in passage.casefold():
            yield Pair(wrong, passage, False, True, "made")
        if outside and rng.random() < 0.5:
            yield Pair(rng.choice(outside), passage, False, False, "made")


class _Maker:
    def __init__(self, lexicon: Lexicon, rng: Random) -> None:
        self._lexicon, self._rng = lexicon, rng
        self._drugs = sorted(set(lexicon.drugs.values()))
        self._ways: dict[str, list[str]] = {}
        for other, first in lexicon.same.items():
            self._ways.setdefault(first, [first]).append(other)

    def reworded(self, sentence: str) -> str:
        dice = self._rng.random()
        if dice < 0.2:
            return sentence
        words = sentence.split()
        if dice < 0.6:
            words = [w for w in words if w.lower() not in self._lexicon.function or self._rng.random() < 0.6]
        halves = re.split(r"(?<=[,;]) ", " ".join(words))
        if len(halves) > 1 and self._rng.random() < 0.6:
            words = " ".join(halves[:-1] if self._rng.random() < 0.5 else halves[1:]).strip(" ,;").split()
        said = " ".join(words)
        found = self._lexicon.same_pattern.search(said.lower())
        if found and self._rng.random() < 0.5:
            ways = self._ways[self._lexicon.same[found[0]]]
            said = said[: found.start()] + self._rng.choice(ways) + said[found.end() :]
        opened = ("The patient ", "It is noted that ", "The note says: ", "", "", "", "")
        return self._rng.choice(opened) + said if len(said.split()) > 2 else sentence

    def corrupted(self, sentence: str) -> str:
        ways = [self._number, self._drug, self._side, self._deny, self._word, self._opposite]
        self._rng.shuffle(ways)
        return next((wrong for way in ways if (wrong := way(sentence)) and wrong != sentence), "")

    def _number(self, sentence: str) -> str:
        return re.sub(r"(?<![\w.])\d+", lambda m: str(int(m[0]) * self._rng.choice((2, 3)) + 1), sentence, count=1)

    def _drug(self, sentence: str) -> str:
        return self._lexicon.drug_pattern.sub(lambda m: self._rng.choice(self._drugs), sentence.lower(), count=1)

    def _side(self, sentence: str) -> str:
        return re.sub(r"\b(left|right)\b", lambda m: "right" if m[0] == "left" else "left", sentence, count=1)

    def _deny(self, sentence: str) -> str:
        if re.search(r"\b(?:is|was|are|were|can|should|may|will|has|have|does|did) not\b", sentence):
            return re.sub(r"\b(is|was|are|were|can|should|may|will|has|have|does|did) not\b", r"\1", sentence, count=1)
        return re.sub(r"\b(is|was|are|were|can|should|may|will)\b", r"\1 not", sentence, count=1)

    def _word(self, sentence: str) -> str:
        """One long word of the sentence made another one: a swapped analyte, organ or finding."""
        places = [m for m in re.finditer(r"\b[a-z]{6,}\b", sentence) if m[0] not in self._lexicon.light]
        if not places:
            return ""
        match = self._rng.choice(places)
        others = (
            "sodium",
            "kidneys",
            "hearing",
            "fracture",
            "glucose",
            "vaccine",
            "pancreas",
            "insomnia",
            "platelets",
            "eyelids",
        )
        return sentence[: match.start()] + self._rng.choice(others) + sentence[match.end() :]

    def _opposite(self, sentence: str) -> str:
        pairs = (
            ("increase", "decrease"),
            ("higher", "lower"),
            ("positive", "negative"),
            ("improve", "worsen"),
            ("normal", "abnormal"),
        )
        for one, other in (*pairs, *((b, a) for a, b in pairs)):
            if re.search(rf"\b{one}", sentence):
                return re.sub(rf"\b{one}", other, sentence, count=1)
        return ""
