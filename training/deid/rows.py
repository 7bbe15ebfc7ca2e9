"""Labelled texts for the tagger: `pii_synthetic`, its templates filled anew, our own sentences, medical text.

Split rule: rows of `pii_synthetic` whose `template_id` is divisible by 5 are held out, for reporting only;
those with `template_id % 5 == 1` are the development part of a trial run.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from training.deid.madeup import NameMaker, in_other_case
from triage.engine.deid.dates import dates
from triage.engine.deid.lists import Lists
from triage.engine.deid.patterns import ages
from triage.engine.deid.tagger import LABELS
from triage.engine.deid.tokens import Token, tokenize

_SAME = {"CREDIT_CARD": "ID", "IBAN_CODE": "ID", "US_SSN": "ID", "US_DRIVER_LICENSE": "ID"}
_FORM_ONLY = {"EMAIL_ADDRESS": "O", "DOMAIN_NAME": "O", "IP_ADDRESS": "O"}
_SLOT = re.compile(r"\{\{?([A-Z_]+)\}?\}")
_MEDICAL_NAMES = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Hospital|University|Institute|Center|Centre|Clinic|Doctor)\b")


@dataclass(frozen=True, slots=True)
class Row:
    tokens: list[Token]
    labels: list[int]


def read_pii(folder: Path) -> list[dict[str, Any]]:
    with (folder / "train.jsonl").open(encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def held_out(row: dict[str, Any]) -> bool:
    return int(row["template_id"]) % 5 == 0


def for_development(row: dict[str, Any]) -> bool:
    return int(row["template_id"]) % 5 == 1


def labelled(text: str, spans: Iterable[tuple[int, int, str]]) -> Row:
    tokens = tokenize(text)
    marks = [(start, end, _FORM_ONLY.get(kind) or _SAME.get(kind, kind)) for start, end, kind in spans]
    labels = [next((LABELS.index(k) for s, e, k in marks if s < t.end and t.start < e), 0) for t in tokens]
    return Row(tokens, labels)


class Filler:
    """Fills {TYPE} slots with values seen in training rows, from our lists, or made up."""

    def __init__(self, rows: list[dict[str, Any]], lists: Lists, rng: Random) -> None:
        self._rng, self._lists = rng, lists
        self._seen: dict[str, list[str]] = {}
        for row in rows:
            for span in row["spans"]:
                self._seen.setdefault(span["type"], []).append(span["value"])
        words = [w for v in self._seen.get("PERSON", []) for w in re.findall(r"[^\W\d_]{3,}", v)]
        self._person = NameMaker([*words, *lists.ordered["given"], *lists.ordered["family"]], rng)
        towns = [w for v in self._seen.get("GPE", []) for w in re.findall(r"[^\W\d_]{4,}", v)]
        self._town = NameMaker([*towns, *(w for c in lists.ordered["cities"] for w in c.split())], rng)
        streets = [w for v in self._seen.get("STREET_ADDRESS", []) for w in re.findall(r"[^\W\d_]{4,}", v)]
        self._street = NameMaker([*streets, *words], rng)
        self._made: dict[str, Callable[[], str]] = {
            "PERSON": self._made_person,
            "GPE": self._made_place,
            "STREET_ADDRESS": self._made_address,
            "ORGANIZATION": self._made_organization,
            "TITLE": self._made_title,
            "NRP": lambda: self._rng.choice(lists.ordered["peoples"]),
            "AGE": lambda: str(self._rng.randrange(1, 104)),
            "ZIP_CODE": self._made_code,
            "DATE_TIME": self._made_date,
            "ID": lambda: str(self._rng.randrange(10**5, 10**9)),
        }

    def fill(self, template: str) -> Row:
        text, spans, last = "", [], 0
        for match in _SLOT.finditer(template):
            text += template[last : match.start()]
            value = self._value(match[1])
            spans.append((len(text), len(text) + len(value), match[1]))
            text, last = text + value, match.end()
        text += template[last:]
        changed = in_other_case(text, self._rng) if spans else text
        return labelled(changed if len(changed) == len(text) else text, spans)

    def _value(self, kind: str) -> str:
        seen = self._seen.get(kind)
        if kind not in self._made or (seen and self._rng.random() < 0.4):
            return self._rng.choice(seen) if seen else "1234"
        return in_other_case(self._made[kind](), self._rng)

    def _name(self, key: str) -> str:
        return self._rng.choice(self._lists.ordered[key]) if self._rng.random() < 0.4 else self._person()

    def _made_person(self) -> str:
        given, family = self._name("given"), self._name("family")
        initial = self._rng.choice("ABCDEFGHIJKLMNOPRSTVW")
        forms = (given, family, f"{given} {family}", f"{given} {family}", f"{given} {initial} {family}")
        more = (f"{given} {initial}. {family}", f"{family}, {given}", f"{given} {family}-{self._name('family')}")
        return self._rng.choice((*forms, *more, f"{initial}. {family}", f"{given} {self._name('family')} {family}"))

    def _made_place(self) -> str:
        dice = self._rng.random()
        if dice < 0.5:
            return self._rng.choice(self._lists.ordered["cities" if dice < 0.3 else "countries"])
        if dice < 0.56:
            return self._rng.choice(self._lists.ordered["states"])
        town = self._town()
        ends = (
            "",
            "",
            "",
            "",
            " City",
            "ville",
            " Falls",
            " sur " + self._town(),
            "-" + self._town(),
            " " + self._town(),
        )
        return town + self._rng.choice(ends)

    def _made_address(self) -> str:
        rng, number = self._rng, str(self._rng.randrange(1, 9999))
        street, word = self._street(), rng.choice(self._lists.ordered["street_words"])
        forms = [
            f"{number} {street} {word.title()}",
            f"{number} {street} {self._street()} {word.title()}",
            f"{word.title()} {street} {rng.randrange(1, 200)}",
            f"{street}{rng.choice(self._lists.ordered['street_endings'])} {rng.randrange(1, 200)}",
            f"{street} {rng.randrange(1, 200)}",
            f"{street} {word.title()}",
            f"{number} {street}",
            f"{number} {street} {self._street()} {rng.randrange(1, 999)}",
            f"{number} {rng.randrange(1, 99)} {street} {word.title()}",
            f"{street} {self._street()} {rng.randrange(1, 999)}",
            f"Suite {rng.randrange(1, 999)}",
        ]
        text = rng.choice(forms)
        if rng.random() < 0.3:
            text += f"{rng.choice((' ', chr(10) + ' '))}{rng.choice(('Apt.', 'Suite'))} {rng.randrange(1, 999)}"
        if rng.random() < 0.3:
            text += rng.choice((", ", "\n", " ", "\n, ")) + self._made_place()
            text += rng.choice(("", f" {self._made_code()}", f"\n {rng.choice(self._lists.ordered['countries'])}"))
        return text

    def _made_organization(self) -> str:
        rng, name = self._rng, self._name("family")
        word = rng.choice(self._lists.ordered["organization_words"]).title()
        forms = [
            f"{name} {word}",
            f"{name}, {self._name('family')} and {self._name('family')}",
            f"{name}-{self._name('family')}",
            f"St. {self._name('given')} {word}",
            f"{self._town()} {word}",
            f"{self._town()} General Hospital",
            f"University of {self._town()}",
            self._street(),
            self._street() + rng.choice(("tech", "data", "soft", "io", "ly", "works", "care", "med")),
            f"{self._town()} {self._street()} {word}",
        ]
        return rng.choice(forms)

    def _made_title(self) -> str:
        if self._rng.random() < 0.5:
            return self._rng.choice(("Mr.", "Mrs.", "Ms.", "Miss", "Dr.", "Mr", "Mrs", "Ms", "Dr", "Prof."))
        job = self._rng.choice(self._lists.ordered["occupations"])
        before = (
            "",
            "",
            "senior ",
            "assistant ",
            "chief ",
            "sales ",
            "machine ",
            "field ",
            "retail ",
            "building ",
            "travel ",
        )
        return (self._rng.choice(before) + job).capitalize()

    def _made_code(self) -> str:
        r = self._rng.randrange
        forms = (
            f"{r(10**5):05d}",
            f"{r(10**5):05d}",
            f"{r(1000, 9999)}",
            f"{r(100, 999)} {r(10, 99)}",
            f"{r(10, 99)}-{r(100, 999)}",
        )
        return self._rng.choice(forms)

    def _made_date(self) -> str:
        r, year = self._rng.randrange, self._rng.randrange(1950, 2026)
        month = self._rng.choice(self._lists.ordered["months"][:12]).title()
        day = self._rng.choice(self._lists.ordered["weekdays"][:7]).title()
        forms = (f"{r(1, 13)}/{r(1, 29)}/{year}", f"{year}-{r(1, 13):02d}-{r(1, 29):02d}", f"{r(1, 29)} {month} {year}")
        return self._rng.choice(
            (*forms, f"{month} {r(1, 29)}, {year}", f"{month} {year}", str(year), str(year), day, f"{month} {r(1, 29)}")
        )


def our_sentences(folder: Path) -> tuple[list[str], list[str]]:
    content = yaml.safe_load((folder / "texts.yaml").read_text(encoding="utf-8"))
    with_names = [line.replace("\\n", "\n") for line in content["with_names"].splitlines() if line.strip()]
    return with_names, [line for line in content["without_names"].splitlines() if line.strip()]


def medical_rows(texts: Iterable[str], lists: Lists, rng: Random, keep: int) -> list[Row]:
    """Sentences of medical text in which our lists and rules find all there is to find."""
    sentences = [one for text in texts for one in re.split(r"(?<=[.?!])\s+|\n+", text) if 20 < len(one) < 400]
    rng.shuffle(sentences)
    usable = (one for one in sentences if not _MEDICAL_NAMES.search(one))
    rows = []
    for sentence in usable:
        rows.append(labelled(sentence, _silver(sentence, lists)))
        if len(rows) >= keep:
            break
    return rows


def _silver(sentence: str, lists: Lists) -> Iterator[tuple[int, int, str]]:
    for found in ages(sentence):
        yield found.start, found.end, "AGE"
    for found, _move in dates(sentence):
        yield found.start, found.end, "DATE_TIME"
    for kind, keys in (("GPE", ("countries", "cities", "states")), ("NRP", ("peoples",))):
        for match in _any_of(tuple(p for k in keys for p in lists.ordered[k] if len(p) > 3)).finditer(sentence):
            yield match.start(), match.end(), kind


@cache
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, phrases), key=len, reverse=True))})s?\b")
