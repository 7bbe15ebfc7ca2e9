"""Whether a text mentions a row: by the words that carry the name."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from records.engine.rows import AllergyRow, ConditionRow, MedicationRow
from triage.engine.summary.drugs import drugs_in
from triage.engine.summary.types import ChartRows, LeftOut, RowKind

Row = TypeVar("Row", ConditionRow, AllergyRow, MedicationRow)
Opposing = AllergyRow | ConditionRow | MedicationRow
_WORD = re.compile(r"[a-z0-9]{3,}")
_WEAK = frozenset(
    "essential primary disorder finding situation procedure disease syndrome chronic acute "
    "due with the and for not other unspecified type stage "
    "oral tablet capsule solution injection suspension extended release "
    "hour actuat inhaler mg mcg substance product allergy to".split()
)
_CURRENT = ("active", "on-hold", "draft")


def content_words(name: str) -> frozenset[str]:
    """The words that tell one name from another; all of its words when none does."""
    words = _WORD.findall(re.sub(r"\([^)]*\)", " ", name.lower()))
    return frozenset(w for w in words if w not in _WEAK and not w[0].isdigit()) or frozenset(words)


@dataclass(frozen=True, slots=True)
class Told:
    """The words and the drugs of one text."""

    words: frozenset[str]
    drugs: frozenset[str]

    def mentions(self, name: str) -> bool:
        """All content words of `name` are told; for a drug, its ingredient's name is enough."""
        drugs = drugs_in(name)
        if drugs:
            return bool(drugs & self.drugs)
        words = content_words(name)
        return bool(words) and words <= self.words


def told(text: str) -> Told:
    return Told(frozenset(_WORD.findall(text.lower())), frozenset(drugs_in(text)))


def current_medications(rows: Iterable[MedicationRow]) -> tuple[MedicationRow, ...]:
    return tuple(row for row in rows if row.status in _CURRENT and row.ended is None)


def conflicts(rows: ChartRows) -> tuple[tuple[MedicationRow, Opposing], ...]:
    """Current medicines with the row that speaks against each: an allergy by name, or what the alert rules say."""
    current = current_medications(rows.medications)
    found = [
        (row, allergy)
        for allergy in rows.allergies
        for row in current
        if not allergy.none_known
        and (_same_drug(row, allergy) or (row.ref, RowKind.ALLERGY, allergy.ref) in rows.against)
    ]
    others: list[tuple[RowKind, ConditionRow | MedicationRow]] = [
        *((RowKind.CONDITION, row) for row in rows.conditions),
        *((RowKind.MEDICATION, row) for row in current),
    ]
    said = [(row, other) for kind, other in others for row in current if (row.ref, kind, other.ref) in rows.against]
    return (*found, *said)


def _same_drug(row: MedicationRow, allergy: AllergyRow) -> bool:
    words = drugs_in(allergy.name) or content_words(allergy.name)
    return bool(words & (drugs_in(row.name) | content_words(row.name)))


def left_out(text: str, rows: ChartRows, cited: Collection[str] = ()) -> LeftOut:
    """Active problems, allergies and current medicines of the chart that `text` does not mention. Rows of
    one name are listed once. `cited` are refs of rows that the text rests on, in whatever words."""
    known = told(text)
    named = {row.name.lower() for row in _current(rows) if row.ref in cited}

    def missing(row: Row) -> bool:
        return row.name.lower() not in named and not known.mentions(row.name)

    problems = [row for row in rows.conditions if row.is_active and missing(row)]
    allergies = [row for row in rows.allergies if not row.none_known and missing(row)]
    medicines = [row for row in current_medications(rows.medications) if missing(row)]
    return LeftOut(_once_each(problems), _once_each(allergies), _once_each(medicines))


def _current(rows: ChartRows) -> Iterator[ConditionRow | AllergyRow | MedicationRow]:
    yield from rows.conditions
    yield from rows.allergies
    yield from rows.medications


def _once_each(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple({row.name.lower(): row for row in reversed(list(rows))}.values())[::-1]
