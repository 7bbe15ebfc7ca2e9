"""A whole chart without what names its people, as plain data.

Only what is listed here goes in: whatever else a row holds (names of staff, sites, numbers, ids of the source) stays
out. Free text is read for names; a coded name is left as its code says it. All dates move by one number of days, to
the day, so that what lies between two of them stays true.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from records.engine.dates import SourceDate
from records.engine.rows import ObservationRow, PatientFacts
from triage.engine.deid.types import Deidentified, Known
from triage.engine.summary.types import ChartRows

FORMAT = "anamnesis-deidentified-1"
OLDEST = 89  # years; above, only that it is more
_TITLES = frozenset("dr mr mrs ms miss mx prof professor nurse md rn np pa".split())
_NO_PERSON = frozenset("hospital clinic department team service unit ward practice center centre".split())

Item = dict[str, Any]
Part = tuple[str, list[Item]]
Read = Callable[[str], Deidentified]


def known_of(rows: ChartRows, former_names: Sequence[str] = ()) -> Known:
    """What the chart itself says of its patient and staff."""
    facts = rows.patient
    people = {facts.name, *former_names, *(row.author for row in rows.notes)}
    people |= {row.prescriber for row in rows.medications} | {row.provider for row in rows.encounters}
    sites = {facts.site, *(row.site for row in rows.encounters)}
    names = {name for one in people if (name := _without_titles(one)) and not _NO_PERSON & set(one.casefold().split())}
    places = {part.strip() for part in facts.address.split(",")} | sites
    return Known(
        names=tuple(sorted(names, key=lambda name: (-len(name), name))),
        identifiers=tuple(sorted(one for one in (facts.ref, facts.record_number, facts.phone) if len(one) > 3)),
        places=tuple(sorted(place for place in places if len(place) > 3)),
    )


def _without_titles(name: str) -> str:
    words = name.replace(",", " ").split()
    return " ".join(word for word in words if word.strip(".").casefold() not in _TITLES)


class ChartWriter:
    """One use. `read` finds and replaces what names people; `days` is by how much dates move (below zero);
    `replaced` counts by type what was replaced in texts."""

    def __init__(self, read: Read, days: int) -> None:
        self._read, self._days = read, days
        self._done: dict[str, str] = {}
        self.replaced: Counter[str] = Counter()

    def write(self, rows: ChartRows, pseudonym: str, today: date) -> Iterator[Part]:
        """The file part by part, notes one by one, so that the work between two can be shown or stopped."""
        yield "patient", [_filled(self._patient(rows.patient, pseudonym, today))]
        for part in (self._problems, self._allergies, self._medicines, self._results, self._reports):
            yield part(rows)
        for part in (self._visits, self._procedures, self._immunizations):
            yield part(rows)
        for row in rows.notes:
            note = {"title": self._text(row.title), "kind": self._text(row.kind), "written": self._date(row.written)}
            yield "notes", [_filled({**note, "status": row.status, "text": self._text(row.text)})]

    def _patient(self, facts: PatientFacts, pseudonym: str, today: date) -> Item:
        age = facts.age_on(today)
        shown: int | str | None = f"over {OLDEST}" if age is not None and age > OLDEST else age
        return {"id": pseudonym, "sex": facts.sex, "age": shown, "deceased": facts.is_deceased or None}

    def _problems(self, rows: ChartRows) -> Part:
        return "problems", [
            self._row(row, "clinical_status verification category", onset=row.onset, abated=row.abated)
            for row in rows.conditions
        ]

    def _allergies(self, rows: ChartRows) -> Part:
        return "allergies", [
            self._row(row, "clinical_status verification category criticality", recorded=row.recorded)
            | _filled({"reactions": [self._text(one) for one in row.reactions], "none_known": row.none_known or None})
            for row in rows.allergies
        ]

    def _medicines(self, rows: ChartRows) -> Part:
        return "medicines", [
            self._row(row, "status", authored=row.authored, ended=row.ended)
            | _filled({"dosage": self._text(row.dosage), "reason": self._text(row.reason)})
            for row in rows.medications
        ]

    def _results(self, rows: ChartRows) -> Part:
        return "results", [self._result(row) for row in rows.observations]

    def _result(self, row: ObservationRow) -> Item:
        found = self._row(row, "category status comparator unit interpretation", effective=row.effective)
        numbers = {"value": row.value, "low": row.low, "high": row.high}
        texts = {"value_text": self._text(row.value_text), "range_text": self._text(row.range_text)}
        return found | _filled({**numbers, **texts, "components": [self._result(one) for one in row.components]})

    def _reports(self, rows: ChartRows) -> Part:
        return "reports", [
            self._row(row, "status", effective=row.effective) | _filled({"conclusion": self._text(row.conclusion)})
            for row in rows.reports
        ]

    def _visits(self, rows: ChartRows) -> Part:
        return "visits", [
            self._row(row, "kind status", start=row.start, end=row.end) | _filled({"reason": self._text(row.reason)})
            for row in rows.encounters
        ]

    def _procedures(self, rows: ChartRows) -> Part:
        return "procedures", [
            self._row(row, "status", performed=row.performed, ended=row.ended)
            | _filled({"reason": self._text(row.reason)})
            for row in rows.procedures
        ]

    def _immunizations(self, rows: ChartRows) -> Part:
        return "immunizations", [self._row(row, "status", given=row.given) for row in rows.immunizations]

    def _row(self, row: Any, plain: str, **dates: SourceDate | None) -> Item:
        """Name and code, what `plain` names as it stands, and the dates moved."""
        code = getattr(row, "code", "")
        name = {"name": row.name if code else self._text(row.name), "code": code}
        moved = {key: self._date(when) for key, when in dates.items()}
        return _filled({**name, **{key: getattr(row, key) for key in plain.split()}, **moved})

    def _text(self, text: str) -> str:
        """Short texts recur; the same text has the same surrogates."""
        if not text.strip():
            return ""
        if text not in self._done:
            done = self._read(text)
            self.replaced.update(one.type for one in done.spans if not one.kept)
            self._done[text] = done.text
        return self._done[text]

    def _date(self, when: SourceDate | None) -> str:
        return moved_date(when, self._days) if when else ""


def moved_date(when: SourceDate, days: int) -> str:
    """As exact as it was, but to the day at most: an hour can tell a person."""
    exact = min(len(when.text), 10)
    middle = {4: when.day.replace(month=7, day=1), 7: when.day.replace(day=15)}  # as `dates` does in texts
    return (middle.get(exact, when.day) + timedelta(days)).isoformat()[:exact]


def _filled(item: Mapping[str, Any]) -> Item:
    return {key: value for key, value in item.items() if value not in (None, "", [], ())}
