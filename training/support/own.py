"""Passages and statements made from the facts of `own.yaml`: what is said and what is not is known by construction."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import yaml

from training.support.types import CONTRADICTED, SILENT, SUPPORTED, Pair
from triage.engine.support.lexicon import Lexicon

FILE = Path(__file__).parent / "own.yaml"
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\??)(\w+)(?:\.(\w+))?(!?)\}")
_ORDERED = {"low": "dose", "high": "dose", "small": "size", "large": "size"}
_TABLES = {
    "cond2": "cond",
    "find2": "find",
    "drug2": "drug",
    "drugX": "drug",
    "event2": "event",
    "sign2": "sign",
    "bp2": "bp",
}
_PERSON = frozenset(("P", "p", "his", "him", "sexself"))
_MONTHS = "January February March April May June July August September October November December".split()
_GENERIC = 0.75  # share of drugs that are called by their generic name
LABELS = {"ways": SUPPORTED, "also": SUPPORTED, "wrong": CONTRADICTED, "silent": SILENT}


@dataclass(frozen=True, slots=True)
class Fact:
    kind: str
    wordings: Mapping[str, list[str]]  # ways, also, wrong, silent
    values: dict[str, Any]


@dataclass(slots=True)
class Scene:
    """What one passage tells: its patient, its facts, and the slots that each wording of a fact has filled."""

    female: bool
    name: str
    facts: list[Fact] = field(default_factory=list)
    told: list[set[str]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


class Own:
    def __init__(self, lexicon: Lexicon, rng: Random) -> None:
        read = _read()
        self._rng = rng
        self._kinds: dict[str, dict[str, list[str]]] = {
            kind: {part: lines.strip().splitlines() for part, lines in parts.items()}
            for kind, parts in read["facts"].items()
        }
        for place, (one, other) in enumerate(read["states"]):
            here, there = one.split("|"), other.split("|")
            self._kinds[f"state {place} a"] = {"ways": here, "wrong": there}
            self._kinds[f"state {place} b"] = {"ways": there, "wrong": here}
        self._facts = [kind for kind in self._kinds if kind in read["facts"]]
        self._states = [kind for kind in self._kinds if kind not in read["facts"]]
        self._apart = [tuple(pair.split("/")) for pair in read["apart"].split()]
        self._tables = {name: [_forms(value) for value in values] for name, values in read["values"].items()}
        ways: dict[str, list[str]] = {}
        for name, generic in lexicon.drugs.items():
            ways.setdefault(generic, []).append(name)
        self._tables["drug"] = [{"": [generic, *names]} for generic, names in ways.items()]

    def pairs(self) -> Iterator[Pair]:
        """Of one passage."""
        scene = self._scene()
        passage = self._rng.choice((" ", " ", " ", "\n")).join(scene.lines)
        for at in self._rng.sample(range(len(scene.facts)), min(2, len(scene.facts))):
            said, label = self._said(scene, at, self._rng.choice(("ways", "ways", "also")))
            if label == SUPPORTED and self._rng.random() < 0.15:
                said, label = self._joined(scene, said)
            yield Pair(said, passage, label, "own")
            for part in ("wrong", "silent") if self._rng.random() < 0.5 else ("wrong",):
                yield Pair(*self._with_passage(self._said(scene, at, part), passage), "own")
        for said in self._mixed_up(scene):
            yield Pair(said, passage, SILENT, "own")

    @staticmethod
    def _with_passage(made: tuple[str, str], passage: str) -> tuple[str, str, str]:
        return made[0], passage, made[1]

    def _scene(self) -> Scene:
        rng = self._rng
        scene = Scene(rng.random() < 0.5, rng.choice(self._tables["names"])[""][0])
        kinds = list(rng.choice(self._apart)) if rng.random() < 0.4 else self._some_kinds(1)
        kinds += self._some_kinds(rng.choices((0, 1, 2, 3), (3, 4, 3, 1))[0])
        rng.shuffle(kinds)
        used: set[str] = set()
        for kind in kinds:
            fact = Fact(kind, self._kinds[kind], self._values(used))
            scene.facts.append(fact)
            text = self._choose(rng.choice(fact.wordings["ways"]))
            scene.told.append({m[2] for m in _SLOT.finditer(text)} - _PERSON)
            scene.lines.append(self._fill(scene, fact.values, text))
        return scene

    def _some_kinds(self, count: int) -> list[str]:
        pool = self._states if self._rng.random() < 0.25 else self._facts
        return self._rng.sample(pool, count)

    def _values(self, used: set[str]) -> dict[str, Any]:
        """Of every slot; of one table no value twice within a passage."""
        rng = self._rng
        found: dict[str, Any] = {}
        for slot in (*self._tables, *_TABLES):
            table = self._tables[_TABLES.get(slot, slot)]
            if slot not in ("labs", "names"):
                free = [one for one in table if f"{slot} {one['']}" not in used] or table
                free = [one for one in free if one is not found.get(_TABLES.get(slot, ""))]
                found[slot] = rng.choice(free)
                used.add(f"{_TABLES.get(slot, slot)} {found[slot]['']}")
        for lower, higher in pairwise(_ORDERED):
            if _ORDERED[lower] == _ORDERED[higher]:
                table = self._tables[_ORDERED[lower]]
                low, high = sorted(rng.sample(range(len(table)), 2))
                found[lower], found[higher] = table[low], table[high]
        found |= self._lab(used)
        found["day"] = _day(rng)
        for slot, (first, last) in {"year": (1998, 2025), "age": (28, 84)}.items():
            found[slot] = {"": [str(rng.randrange(first, last))]}
        return found

    def _lab(self, used: set[str]) -> dict[str, Any]:
        free = [one for one in self._tables["labs"] if one["names"][0] not in used]
        lab = self._rng.choice(free)
        used.add(lab["names"][0])
        low, high = sorted(self._rng.sample(range(len(lab["numbers"])), 2))
        values = [{"": [number + lab["unit"]]} for number in lab["numbers"]]
        return {
            "lab": {"": lab["names"]},
            "less": values[low],
            "more": values[high],
            "val": values[low],
            "vals": values,
        }

    def _other(self, slot: str, value: Any, values: Mapping[str, Any]) -> Any:
        rng = self._rng
        if slot == "day":
            return _day(rng)
        if slot in ("year", "age"):
            return {"": [str(int(value[""][0]) + rng.choice((-11, -4, -1, 1, 2, 10)))]}
        if slot == "lab":
            return {"": rng.choice([one for one in self._tables["labs"] if one["names"] != value[""]])["names"]}
        table = values["vals"] if slot == "val" else self._tables[_TABLES.get(slot, _ORDERED.get(slot, slot))]
        return rng.choice([one for one in table if one is not value])

    def _said(self, scene: Scene, at: int, part: str) -> tuple[str, str]:
        """A statement and its label; one that names what the passage leaves out is not told by it."""
        fact = scene.facts[at]
        part = part if part in fact.wordings else "ways"
        text = self._choose(self._rng.choice(fact.wordings[part]))
        need = {m[2] for m in _SLOT.finditer(text) if m[2] not in _PERSON} - {"drugX"}
        label = LABELS[part] if need <= scene.told[at] or part == "silent" else SILENT
        return self._fill(scene, fact.values, text), label

    def _joined(self, scene: Scene, said: str) -> tuple[str, str]:
        """With a second statement; wrong where that is."""
        part = self._rng.choice(("ways", "also", "wrong"))
        other, label = self._said(scene, self._rng.randrange(len(scene.facts)), part)
        return f"{said.rstrip('.')}{self._rng.choice((' and ', '; ', ', and '))}{other[:1].lower()}{other[1:]}", label

    def _mixed_up(self, scene: Scene) -> Iterator[str]:
        """What is told of one fact, said with a value of the other."""
        for one, other in zip(range(len(scene.facts)), range(1, len(scene.facts)), strict=False):
            kinds = (scene.facts[one].kind, scene.facts[other].kind)
            if kinds not in self._apart:
                continue
            shared = scene.told[one] & scene.told[other]
            text = self._choose(self._rng.choice(scene.facts[one].wordings["ways"]))
            slots = {m[2] for m in _SLOT.finditer(text)} - _PERSON
            taken = sorted(slots & shared)
            alike = kinds[0] == kinds[1]
            if not taken or (alike and len(slots & scene.told[one]) < 2) or not slots <= scene.told[one]:
                continue
            chosen = [self._rng.choice(taken)] if alike else taken
            values = scene.facts[one].values | {slot: scene.facts[other].values[slot] for slot in chosen}
            yield self._fill(scene, values, text)

    def _choose(self, text: str) -> str:
        while found := _CHOICE.search(text):
            text = text[: found.start()] + self._rng.choice(found[1].split("|")) + text[found.end() :]
        return text

    def _fill(self, scene: Scene, values: Mapping[str, Any], text: str) -> str:
        def one(match: re.Match[str]) -> str:
            silent, slot, form, other = match.groups()
            if silent:
                return ""
            if slot in _PERSON:
                return self._person(scene, slot)
            value = self._other(slot, values[slot], values) if other else values[slot]
            return self._written(slot, value.get(form or "") or value[""])

        return _tidy(_SLOT.sub(one, text))

    def _written(self, slot: str, ways: list[str]) -> str:
        if slot.startswith("drug"):
            return ways[0] if self._rng.random() < _GENERIC else self._rng.choice(ways)
        return self._rng.choice(ways)

    def _person(self, scene: Scene, slot: str) -> str:
        forms = {"p": ("she", "he"), "his": ("her", "his"), "him": ("her", "him"), "sexself": ("herself", "himself")}
        if slot == "P":
            title = "Mrs" if scene.female else "Mr"
            return self._rng.choice(
                (forms["p"][not scene.female],) * 3 + ("the patient", f"{title} {scene.name}", "pt")
            )
        return forms[slot][not scene.female]


@cache
def _read() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


def _forms(value: str) -> dict[str, Any]:
    parts = [part.strip() for part in value.split(";")]
    if len(parts) == 3:
        unit = "" if not parts[1] else parts[1] if parts[1] == "%" else f" {parts[1]}"
        return {"names": parts[0].split(" | "), "unit": unit, "numbers": parts[2].split()}
    ways = [part.split(" | ") for part in parts]
    return {"": ways[0], "adj": ways[-1], "lay": ways[-1]}


def _day(rng: Random) -> dict[str, list[str]]:
    day, month, year = rng.randrange(1, 29), rng.randrange(12), rng.randrange(2018, 2026)
    name = _MONTHS[month]
    ways = [
        f"{day} {name} {year}",
        f"{name} {day}, {year}",
        f"{year}-{month + 1:02d}-{day:02d}",
        f"{day} {name[:3]} {year}",
    ]
    return {"": ways, "month": [f"{name} {year}", name]}


def _tidy(text: str) -> str:
    text = re.sub(r"\s+([.,;:?)])", r"\1", " ".join(text.split())).replace(" / ", "/")
    return re.sub(r"(^|[.] )([a-z])", lambda m: m[1] + m[2].upper(), text)
