"""Which ingredients an order holds: "amoxicillin 250 MG / clavulanate 125 MG Oral Tablet" holds two."""

import re
from dataclasses import dataclass
from functools import lru_cache

from records.engine.rows import MedicationRow
from triage.engine.alerts.types import ChartRows, RowRef
from triage.engine.knowledge.drugs import Drug, DrugBook

_WORD = re.compile(r"[a-z0-9]+")
_TOPICAL = frozenset("cream ointment gel lotion shampoo ophthalmic otic drops nasal topical patch".split())
_LONGEST = 4  # words in a name


@dataclass(frozen=True, slots=True)
class Taken:
    """An ingredient that is being taken, and the order that says so."""

    drug: Drug
    row: MedicationRow

    @property
    def ref(self) -> RowRef:
        return RowRef("medication", self.row.ref, self.row.display)


class DrugNames:
    """Finds drugs by name in a text, longest names first, and by RxNorm ingredient code."""

    def __init__(self, book: DrugBook) -> None:
        self._by_name = {_words(phrase): drug for drug in book.drugs.values() for phrase in drug.phrases}
        self._by_code = {drug.rxnorm: drug for drug in book.drugs.values() if drug.rxnorm}

    def find(self, text: str, code: str = "") -> tuple[Drug, ...]:
        found: dict[str, Drug] = {}
        if code in self._by_code:
            found[self._by_code[code].id] = self._by_code[code]
        words = _words(text)
        place = 0
        while place < len(words):
            length, drug = self._at(words, place)
            if drug:
                found[drug.id] = drug
            place += length
        return tuple(found.values())

    def _at(self, words: tuple[str, ...], place: int) -> tuple[int, Drug | None]:
        for length in range(min(_LONGEST, len(words) - place), 0, -1):
            drug = self._by_name.get(words[place : place + length])
            if drug:
                return length, drug
        return 1, None


def taken(chart: ChartRows, names: DrugNames) -> list[Taken]:
    """Every ingredient of every active order; what is only put on the skin or into the eye is left out."""
    found = []
    for row in chart.medications:
        if row.status in ("active", "on-hold", "draft") and not is_local(row.name):
            found += [Taken(drug, row) for drug in names.find(row.name, row.code)]
    return found


def is_local(name: str) -> bool:
    return not _TOPICAL.isdisjoint(_WORD.findall(name.casefold()))


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))
