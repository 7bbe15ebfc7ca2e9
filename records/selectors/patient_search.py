"""The finder: one box for names, record numbers and birth dates.

Users find their own patients by any of them. A stranger is found only by the exact record number, or by
full name with birth date, and then one line says no more than that the chart can be opened with a reason.
Every search leaves an audit line with its outcome and counts, never what was searched for.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db.models import Q, QuerySet

from records import audit
from records.access import Actor, my_patients
from records.engine.dates import SourceDate
from records.engine.written_dates import find_dates
from records.models import Patient, Role
from records.selectors.as_rows import source_date
from records.selectors.merged import with_number
from records.services import identity

MAX_FOUND = 50


class Why(StrEnum):
    """What of the search fits."""

    NAME = "name"
    RECORD_NUMBER = "record_number"
    BIRTH_DATE = "birth_date"
    NAME_AND_BIRTH_DATE = "name_and_birth_date"


@dataclass(frozen=True, slots=True)
class Found:
    """One of the user's own patients."""

    patient_id: UUID
    name: str
    sex: str
    birth_date: SourceDate | None
    record_number: str
    why: Why


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody else's patient: not on your care team, open with a reason. Nothing else is told."""

    patient_id: UUID
    why: Why


@dataclass(frozen=True, slots=True)
class Finding:
    """`too_vague` when there was nothing to search by: a name needs three letters, or a whole word."""

    found: list[Found] = field(default_factory=list)
    stranger: Stranger | None = None
    more: bool = False
    too_vague: bool = False


@dataclass(frozen=True, slots=True)
class _Query:
    words: tuple[str, ...]
    days: tuple[date, ...]
    numbers: tuple[bytes, ...]
    former: frozenset[UUID] = frozenset()  # who stands for a replaced patient of one of these numbers

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.days or self.numbers)


def search(actor: Actor, text: str) -> Finding:
    query = _parse(text)
    mine = my_patients(actor)
    rows = [] if query.is_empty else list(_matching(mine, query)[: MAX_FOUND + 1])
    found = sorted((_found(row, query) for row in rows[:MAX_FOUND]), key=lambda one: one.name.casefold())
    stranger = None if found or actor.user.role != Role.CLINICIAN else _stranger(mine, query)
    audit.write(
        actor,
        audit.Action.SEARCH,
        patient_id=stranger.patient_id if stranger else None,
        object_type="patient_search",
        detail={"found": len(found), "stranger": stranger is not None},
    )
    return Finding(found, stranger, len(rows) > MAX_FOUND, query.is_empty)


def _parse(text: str) -> _Query:
    text = text.strip()[:200]
    days, rest = find_dates(text)
    candidates = [text, *(part for part in text.split() if any(sign.isdigit() for sign in part))]
    numbers = [key for part in candidates if (key := identity.record_number_key(part))]
    words = [word for word in identity.name_words(rest) if not word.isdigit()]
    return _Query(tuple(words), tuple(days), tuple(dict.fromkeys(numbers)), frozenset(with_number(numbers)))


def _matching(patients: QuerySet[Patient], query: _Query) -> QuerySet[Patient]:
    by_number = Q(record_number_key__in=query.numbers) | Q(pk__in=query.former)
    if not query.words and not query.days:
        return patients.filter(by_number)
    described = patients
    for word in query.words:  # every word must fit, as a whole word or as its beginning
        described = described.filter(pk__in=_with_name(word))
    if query.days:
        described = described.filter(birth_date_key__in=_day_keys(query.days))
    return patients.filter(by_number | Q(pk__in=described.order_by().values("pk")))


def _with_name(word: str) -> QuerySet[Patient]:
    return Patient.objects.filter(name_keys__key=identity.name_key(word)).order_by().values("pk")  # type: ignore[return-value]


def _day_keys(days: Iterable[date]) -> list[bytes | None]:
    return [identity.birth_date_key(day.isoformat()) for day in days]


def _found(patient: Patient, query: _Query) -> Found:
    key = bytes(patient.record_number_key or b"")
    if key in query.numbers or patient.pk in query.former:
        why = Why.RECORD_NUMBER
    elif query.words:
        why = Why.NAME_AND_BIRTH_DATE if query.days else Why.NAME
    else:
        why = Why.BIRTH_DATE
    born = source_date(patient.birth_date)
    return Found(patient.pk, patient.name, patient.sex, born, patient.record_number, why)


def _stranger(mine: QuerySet[Patient], query: _Query) -> Stranger | None:
    """Only when exactly one person fits."""
    others = Patient.objects.filter(replaced_by=None).exclude(pk__in=mine.order_by().values("pk"))
    numbers = Q(record_number_key__in=query.numbers) | Q(pk__in=query.former)
    by_number = list(others.filter(numbers)[:2]) if query.numbers else []
    if len(by_number) == 1:
        return Stranger(by_number[0].pk, Why.RECORD_NUMBER)
    if not query.words or not query.days:
        return None
    born = others.filter(birth_date_key__in=_day_keys(query.days))
    for word in query.words:
        born = born.filter(pk__in=_with_name(word))
    full = [patient for patient in born if _is_full_name(query.words, patient)]
    return Stranger(full[0].pk, Why.NAME_AND_BIRTH_DATE) if len(full) == 1 else None


def _is_full_name(words: tuple[str, ...], patient: Patient) -> bool:
    """All of the family name and the first given name; further given names may be left out."""
    needed = [*identity.spellings(patient.given_name)[:1], *identity.spellings(patient.family_name)]
    return bool(needed) and all(set(words) & set(ways) for ways in needed)
