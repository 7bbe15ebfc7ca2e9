"""Diagnoses that go with one sex, against the recorded one. A mismatch may be a wrong code, a wrong sex or a
wrong chart, or be right (a trans person, a history before a change of the record): it is shown, never settled."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from triage.engine.reconcile.types import Difference, Kind, Lists

FILE = Path(__file__).resolve().parents[3] / "knowledge" / "reconcile" / "sexes.yaml"
_CODE = re.compile(r"[A-Z]\d{2}")


class SexesError(ValueError):
    """The file breaks a rule; the text says which."""


@dataclass(frozen=True, slots=True)
class Of:
    """ICD-10-CM ranges (three characters each, ends included) and words that go with one sex."""

    codes: tuple[tuple[str, str], ...]
    words: tuple[re.Pattern[str], ...]

    def fits(self, name: str, code: str) -> bool:
        short = code[:3]
        if _CODE.fullmatch(short) and any(first <= short <= last for first, last in self.codes):
            return True
        return any(word.search(name) for word in self.words)


@lru_cache(maxsize=1)
def sexes(path: Path = FILE) -> Mapping[str, Of]:
    """Raises SexesError for a file without date and review state, or with a range that is none."""
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(content.get("date"), date) or not content.get("review"):
        raise SexesError("sexes.yaml: needs date and review")
    return {sex: _of(content[sex]) for sex in ("female", "male")}


def wrong_sex(lists: Lists) -> Iterator[Difference]:
    known = lists.patient.sex
    other = {"female": "male", "male": "female"}.get(known)
    if other is None:
        return
    table = sexes()[other]
    for row in lists.conditions:
        if table.fits(row.name, row.code):
            key = f"{Kind.SEX}|condition|{row.ref}"
            yield Difference(Kind.SEX, key, row.name, "condition", row.ref, row.onset or row.recorded, other=known)


def _of(entry: Mapping[str, Any]) -> Of:
    ranges = []
    for text in entry["icd10"]:
        first, _, last = str(text).partition("-")
        if not (_CODE.fullmatch(first) and (not last or _CODE.fullmatch(last))):
            raise SexesError(f"sexes.yaml: {text} is no range of ICD-10-CM categories")
        ranges.append((first, last or first))
    words = tuple(re.compile(rf"\b(?:{word})\b", re.IGNORECASE) for word in entry["words"])
    return Of(tuple(ranges), words)
