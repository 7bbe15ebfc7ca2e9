"""Sentences of running text said in other words, and made to say another thing."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from random import Random

import yaml

from triage.engine.support.lexicon import Lexicon

_PHRASES = Path(__file__).parent / "phrases.yaml"
_OPENED = ("The patient's record says that ", "It is noted that ", "The note says: ", "According to the text, ")
_MONTHS = "January February March April May June July August September October November December".split()
_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_AUX = "is|was|are|were|can|should|may|will|has|have|does|did"
_DAY = re.compile(rf"\b({'|'.join(_MONTHS)}) (\d{{1,2}}), (\d{{4}})")
_DATE = re.compile(rf"\b({'|'.join(_MONTHS)})\b(?: \d{{1,2}})?")
_NUMBER = re.compile(r"(?<![\w.,/-])\d+(?![\w.,/-]*\d)")
_COUNT = re.compile(rf"\b({'|'.join(_NUMBERS[2:])})\b")
_LONG = re.compile(r"\b[a-z]{6,}\b")
_LISTED = re.compile(r"\b([a-z]{4,}(?: [a-z]{4,})?), ([a-z]{4,}(?: [a-z]{4,})?)(,? and )([a-z]{4,}(?: [a-z]{4,})?)\b")
_ABBREVIATION = 3  # letters; as short a word means too many things to be written out


class Changes:
    def __init__(self, lexicon: Lexicon, knowledge: Path, rng: Random) -> None:
        read = yaml.safe_load(_PHRASES.read_text(encoding="utf-8"))
        plain = yaml.safe_load((knowledge / "vocabulary" / "plain_words.yaml").read_text(encoding="utf-8"))["words"]
        named = yaml.safe_load((knowledge / "vocabulary" / "conditions.yaml").read_text(encoding="utf-8"))["entries"]
        self._rng, self._lexicon = rng, lexicon
        groups = [list(pair) for pair in plain.items()] + [entry["words"][:4] for entry in named]
        groups += [[first, *others] for first, others in _by_first(lexicon.same).items() if first not in read["unfit"]]
        groups += [[first, *others] for first, others in _by_first(lexicon.drugs).items()]
        self._same = {word: others for word, others in _ways(groups).items() if len(word) > _ABBREVIATION}
        self._same |= {first: others for first, *others in (line.split(" | ") for line in read["same"])}
        self._same_pattern = _any_of(self._same)
        self._opposed = _ways([pair.split("/") for pair in read["opposed"].split()])
        self._opposed_pattern = _any_of(self._opposed)
        self._turned = re.compile(
            rf"^(.*?\w)\s+\b({read['turned'].replace('| ', '|')})\b\s+(\w.*?)([.;]?)$", re.IGNORECASE
        )
        self._drugs = sorted(set(lexicon.drugs.values()))

    def reworded(self, sentence: str) -> str:
        """The same or less, in other words."""
        rng, said = self._rng, sentence
        if rng.random() < 0.35:
            said = self._shortened(said)
        said = self._swapped(said, rng.choice((1, 2, 3, 4)))
        said = _DAY.sub(lambda m: f"{m[2]} {m[1]} {m[3]}", said) if rng.random() < 0.5 else said
        said = self._counted(said) if rng.random() < 0.5 else said
        said = self._reordered(said) if rng.random() < 0.3 else said
        if rng.random() < 0.15:
            said = self._telegraphic(said)
        if rng.random() < 0.08:
            said = rng.choice(_OPENED) + said[:1].lower() + said[1:]
        return said if len(said.split()) > 2 else sentence

    def corrupted(self, sentence: str, around: str = "") -> str:
        """With one thing made wrong, at worst a word that stands `around`; empty where nothing can be."""
        ways: list[Callable[[str], str]] = [self._opposite, self._opposite, self._turn, self._number, self._drug]
        ways += [self._deny, partial(self._word, around=around), self._date, self._half_turn]
        self._rng.shuffle(ways)
        return next((wrong for way in ways if (wrong := way(sentence)) and wrong != sentence), "")

    def _swapped(self, said: str, most: int) -> str:
        found = list(self._same_pattern.finditer(said.lower()))
        for match in sorted(self._rng.sample(found, min(most, len(found))), key=lambda m: -m.start()):
            other = self._rng.choice([way for way in self._same[match[0]] if way != match[0]])
            said = said[: match.start()] + other + said[match.end() :]
        return said[:1].upper() + said[1:]

    def _shortened(self, said: str) -> str:
        """One side of a comma or of "and", without what stands in brackets."""
        said = re.sub(r" \([^)]*\)", "", said)
        halves = re.split(r"[,;] ", said)
        if len(halves) < 2:
            return said
        kept = halves[:-1] if self._rng.random() < 0.6 else halves[:1]
        whole = ", ".join(kept).strip(" ,;")
        return whole if len(whole.split()) >= 4 else said

    def _counted(self, said: str) -> str:
        if match := _COUNT.search(said):
            return f"{said[: match.start()]}{_NUMBERS.index(match[1])}{said[match.end() :]}"
        match = _NUMBER.search(said)
        if match and int(match[0]) < len(_NUMBERS):
            return f"{said[: match.start()]}{_NUMBERS[int(match[0])]}{said[match.end() :]}"
        return said

    def _reordered(self, said: str) -> str:
        """ "a, b and c" as "c, a and b"."""
        return _LISTED.sub(r"\4, \1\3\2", said, count=1)

    def _telegraphic(self, said: str) -> str:
        words = [w for w in said.split() if w.lower() not in self._lexicon.function or self._rng.random() < 0.4]
        return " ".join(words)

    def _opposite(self, said: str) -> str:
        found = list(self._opposed_pattern.finditer(said.lower()))
        if not found:
            return ""
        match = self._rng.choice(found)
        return said[: match.start()] + self._rng.choice(self._opposed[match[0]]) + said[match.end() :]

    def _turn(self, said: str) -> str:
        match = self._turned.match(said)
        if not match or len(match[1].split()) > 12 or len(match[3].split()) > 12:
            return ""
        return f"{match[3][:1].upper()}{match[3][1:]} {match[2]} {match[1][:1].lower()}{match[1][1:]}{match[4]}"

    def _half_turn(self, said: str) -> str:
        """Two words of a comparison or of "from … to" change places."""
        for pattern in (r"\b(from) ([\w.%]+) (to) ([\w.%]+)", r"\b(between) ([\w.%]+) (and) ([\w.%]+)"):
            if re.search(pattern, said):
                return re.sub(pattern, r"\1 \4 \3 \2", said, count=1)
        return ""

    def _number(self, said: str) -> str:
        found = list(_NUMBER.finditer(said))
        if not found:
            return ""
        match = self._rng.choice(found)
        other = int(match[0]) * self._rng.choice((1, 2, 3)) + self._rng.choice((1, 2, 5, 10))
        return f"{said[: match.start()]}{other}{said[match.end() :]}"

    def _date(self, said: str) -> str:
        match = _DATE.search(said)
        if not match:
            return ""
        return said[: match.start(1)] + self._rng.choice([m for m in _MONTHS if m != match[1]]) + said[match.end(1) :]

    def _drug(self, said: str) -> str:
        match = self._lexicon.drug_pattern.search(said.lower())
        return f"{said[: match.start()]}{self._rng.choice(self._drugs)}{said[match.end() :]}" if match else ""

    def _deny(self, said: str) -> str:
        if re.search(rf"\b(?:{_AUX}) not\b", said):
            return re.sub(rf"\b({_AUX}) not\b", r"\1", said, count=1)
        if re.search(r"\b(?:no|denies|denied|without) ", said):
            return re.sub(r"\b(?:no|denies|denied|without) ", "has ", said, count=1)
        return re.sub(rf"\b({_AUX})\b", r"\1 not", said, count=1)

    def _word(self, said: str, around: str) -> str:
        """One long word made another one of the same text: a swapped analyte, organ or finding."""
        own = set(said.lower().split())
        places = [m for m in _LONG.finditer(said) if m[0] not in self._lexicon.light]
        others = [m[0] for m in _LONG.finditer(around) if m[0] not in self._lexicon.light and m[0] not in own]
        if not places or not others:
            return ""
        match = self._rng.choice(places)
        alike = [other for other in others if other[-2:] == match[0][-2:]] or others
        return said[: match.start()] + self._rng.choice(alike) + said[match.end() :]


def _by_first(names: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for other, first in names.items():
        found.setdefault(first, []).append(other)
    return found


def _ways(groups: list[list[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for group in groups:
        for word in group:
            found.setdefault(word, []).extend(other for other in group if other != word)
    return {word: others for word, others in found.items() if others}


def _any_of(phrases: Mapping[str, list[str]]) -> re.Pattern[str]:
    ordered = sorted(phrases, key=lambda phrase: -len(phrase))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, ordered))})(?![\w-])")
