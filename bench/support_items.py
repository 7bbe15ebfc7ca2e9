"""Statements with passages for measuring the support checker: true ones of the demo clinic's notes and rows and of
the reference articles, the same with one thing made wrong, and those in `tests/data/support`. Of `statements.txt` only
those of odd passages may be read while the checker is worked on.

Nothing here is trained on; the corruptions are written apart from those of the recipe.
"""

import base64
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import yaml

from assistant.engine.demo import build_clinic
from assistant.engine.knowledge.articles import load_articles
from triage.engine.sentences import sentences

ROOT = Path(__file__).parents[1]
_DAY = date(2026, 3, 2)
_MONTHS = "January February March April May June July August September October November December".split()
_SAME = (
    ("BP ", "Blood pressure "),
    ("HR ", "Heart rate "),
    (" twice a day", " twice daily"),
    (" once a day", " once daily"),
)
_MORE = (
    ("No ", "There is no "),
    ("Potassium ", "The potassium is "),
    ("weight ", "a weight of "),
    ("Denies ", "The patient denies "),
)
_DRUGS = (
    "lisinopril metformin warfarin apixaban sertraline prednisone omeprazole amlodipine furosemide atorvastatin".split()
)
_SIDES = {"left": "right", "right": "left", "Left": "Right", "Right": "Left"}
_PEOPLE = {
    "mother": "father",
    "father": "mother",
    "wife": "sister",
    "husband": "brother",
    "daughter": "son",
    "son": "daughter",
}
_SELF = re.compile(r"\b(?:Mother|Father|Brother|Sister|Uncle|Aunt|Grandmother|Grandfather)\b(?= (?:had|has|died|with))")


@dataclass(frozen=True, slots=True)
class Item:
    """`wrong` is empty for a true statement, else what was made wrong in it."""

    sentence: str
    passage: str
    wrong: str
    origin: str  # notes, rows, articles, written, odd, even


def items(seed: int = 11) -> list[Item]:
    rng = Random(seed)
    clinic = build_clinic(5, _DAY)
    notes = [item for chart in clinic.charts for item in _notes(chart.bundle)]
    rows = [item for chart in clinic.charts for item in _rows(chart.bundle)]
    articles = [item for article in load_articles(ROOT / "knowledge" / "articles") for item in _article(article)]
    found: list[Item] = []
    for origin, pairs, share in (("notes", notes, 150), ("rows", rows, 60), ("articles", articles, 90)):
        rng.shuffle(pairs)
        found += [Item(_reworded(sentence, rng), passage, "", origin) for sentence, passage in pairs[:share]]
        found += _made_wrong(pairs, origin, share // 5, rng)
    return [*found, *_written()]


def _notes(bundle: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for entry in bundle["entry"]:
        resource = entry["resource"]
        if resource["resourceType"] == "DocumentReference":
            yield from _pairs(base64.b64decode(resource["content"][0]["attachment"]["data"]).decode())


def _article(article: Any) -> Iterator[tuple[str, str]]:
    for section in article.sections:
        yield from _pairs(section.text)


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Each sentence with the three around it."""
    places = list(sentences(text))
    for at, (start, end) in enumerate(places):
        sentence = " ".join(text[start:end].split())
        if len(sentence.split()) >= 4 and not sentence.isupper():
            around = text[places[max(0, at - 1)][0] : places[min(len(places) - 1, at + 1)][1]]
            yield sentence, " ".join(around.split())


def _rows(bundle: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for entry in bundle["entry"]:
        row = entry["resource"]
        quantity = row.get("valueQuantity")
        if row["resourceType"] == "Observation" and quantity:
            day = date.fromisoformat(row["effectiveDateTime"][:10])
            name, value = (
                row["code"].get("text") or row["code"]["coding"][0]["display"],
                f"{quantity['value']} {quantity['unit']}",
            )
            spoken = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
            yield f"{name} was {value} on {spoken}.", f"{name} {value}, {day.isoformat()}"


def _reworded(sentence: str, rng: Random) -> str:
    if rng.random() < 0.5:
        for old, new in (*_SAME, *_MORE):
            if old in sentence:
                return (
                    sentence.replace(old, new, 1)
                    if old in (pair[0] for pair in _SAME) or sentence.startswith(old)
                    else sentence
                )
    return sentence


def _made_wrong(pairs: Sequence[tuple[str, str]], origin: str, share: int, rng: Random) -> Iterator[Item]:
    for kind, change in _CHANGES.items():
        made = 0
        for sentence, passage in pairs:
            wrong = change(sentence, rng)
            if wrong and wrong.casefold() not in passage.casefold():
                yield Item(wrong, passage, kind, origin)
                made += 1
            if made == share:
                break
    for _one in range(share):
        (sentence, _own), (_other, passage) = rng.sample(list(pairs), 2)
        if not set(re.findall(r"[a-z]{4,}", sentence.lower())) & set(re.findall(r"[a-z]{4,}", passage.lower())):
            yield Item(sentence, passage, "unrelated", origin)


def _number(sentence: str, rng: Random) -> str:
    found = [
        m
        for m in re.finditer(r"(?<![\w./-])\d+(?:\.\d+)?(?![\w/-]|\.\d)", sentence)
        if not re.fullmatch(r"(?:19|20)\d\d", m[0])
    ]
    if not found:
        return ""
    match = rng.choice(found)
    whole, _dot, rest = match[0].partition(".")
    other = str(int(whole) + rng.choice((1, 2, 10))) + (f".{rest}" if rest else "")
    return sentence[: match.start()] + other + sentence[match.end() :]


def _date(sentence: str, rng: Random) -> str:
    match = re.search(rf"\b(\d{{1,2}}) ({'|'.join(m[:3] for m in _MONTHS)})([a-z]*) (\d{{4}})", sentence)
    if not match:
        return ""
    changed = rng.choice(
        (
            f"{int(match[1]) % 28 + 1} {match[2]}{match[3]} {match[4]}",
            f"{match[1]} {match[2]}{match[3]} {int(match[4]) - 1}",
        )
    )
    return sentence[: match.start()] + changed + sentence[match.end() :]


def _drug(sentence: str, rng: Random) -> str:
    match = re.search(
        r"\b(?:[A-Za-z]+(?:pril|olol|statin|artan|formin|flozin|oxaban|pine|cillin|traline|triptan|thyroxine|lactone|semide|zole|purinol|mesalamine|trexate|nisone|profen|butamol|buterol)|warfarin|aspirin)\b",
        sentence,
        re.IGNORECASE,
    )
    others = [drug for drug in _DRUGS if drug not in sentence.lower()]
    return sentence[: match.start()] + rng.choice(others) + sentence[match.end() :] if match else ""


def _side(sentence: str, rng: Random) -> str:
    changed = re.sub(r"\b(?:left|right)\b", lambda m: _SIDES.get(m[0], m[0]), sentence, count=1, flags=re.IGNORECASE)
    return changed if changed != sentence else ""


def _negation(sentence: str, rng: Random) -> str:
    for pattern, new in (
        (r"^No (\w+)", r"Has \1"),
        (r"\b[Dd]enies ", "reports "),
        (r"\b(is|was|has been|can|will|should|may|are|were) (?!not\b|no\b)", r"\1 not "),
        (r"\b(is|was|are|were|does|did|can|should|will) not ", r"\1 "),
        (r"\bno (?=[a-z]{4,})", "marked "),
    ):
        changed = re.sub(pattern, new, sentence, count=1)
        if changed != sentence:
            return changed
    return ""


def _person(sentence: str, rng: Random) -> str:
    if _SELF.search(sentence):
        return _SELF.sub("The patient", sentence, count=1)
    match = re.search(rf"\b({'|'.join(_PEOPLE)})\b", sentence)
    return sentence[: match.start()] + _PEOPLE[match[0]] + sentence[match.end() :] if match else ""


_CHANGES: dict[str, Callable[[str, Random], str]] = {
    "number": _number,
    "date": _date,
    "drug": _drug,
    "side": _side,
    "negation": _negation,
    "person": _person,
}


def _written() -> Iterator[Item]:
    path = ROOT / "tests" / "data" / "support" / "written.yaml"
    for group in yaml.safe_load(path.read_text(encoding="utf-8")):
        for sentence in group["supported"]:
            yield Item(sentence, group["passage"], "", "written")
        for kind in group.keys() - {"passage", "supported"}:
            yield Item(group[kind], group["passage"], kind, "written")


def statements(name: str = "statements.txt") -> Iterator[Item]:
    """A passage (`P`), what it says (`+`), and what it does not (`-`, with the kind)."""
    passage, place = "", 0
    for line in (ROOT / "tests" / "data" / "support" / name).read_text(encoding="utf-8").splitlines():
        sign, text = line[0], line[2:]
        if sign == "P":
            passage, place = text, place + 1
        else:
            kind, _colon, wrong = text.partition(": ") if sign == "-" else ("", "", text)
            yield Item(wrong, passage, kind, "odd" if place % 2 else "even")
