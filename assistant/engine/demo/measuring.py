"""Visits and what is measured at them.

Days are given as `ago`, days before today. Values that a story sets are kept exactly; values in between
follow them with a little noise, so that a trend reads the same in rows and notes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assistant.engine.demo import fhir_people as people
from assistant.engine.demo import fhir_rows as rows
from assistant.engine.demo.body import Levels, egfr, starting_levels
from assistant.engine.demo.catalog import ANALYTES, MALE_RANGES, PANELS
from assistant.engine.demo.identity import ChartIdentity
from assistant.engine.demo.people import STAFF, Person, Staff

_UNSPOKEN_UNITS = ("INR", "points")


@dataclass(frozen=True, slots=True)
class Measured:
    key: str
    ago: int
    day: date
    number: str
    unit: str
    ref: str
    value: float = 0.0
    comparator: str = ""

    @property
    def shown(self) -> str:
        unit = "" if self.unit in _UNSPOKEN_UNITS else self.unit
        gap = "" if unit == "%" else " "
        return f"{self.comparator} {self.number}".strip() + f"{gap}{unit}".rstrip()


@dataclass(frozen=True, slots=True)
class Visit:
    ago: int
    ref: str
    reason: str
    by: Staff
    days: int
    kind: str


class Measurements(ChartIdentity):
    def __init__(self, person: Person, seed: int, today: date) -> None:
        super().__init__(person, seed, today)
        self.measured: list[Measured] = []
        self.visits: list[Visit] = []
        self.levels = Levels(starting_levels(person), self.rng)
        self._dated: list[tuple[int, people.Resource]] = []

    def visit(
        self,
        ago: int,
        reason: str,
        by: str,
        *,
        kind: str = "AMB",
        days: int = 0,
        panels: str = "",
        vitals: bool = True,
        **exact: float,
    ) -> str:
        """`exact` values by analyte key; the rest of the vital signs follow the person's usual ones."""
        if kind in ("EMER", "IMP"):
            self.clock.keep(ago, days)
        staff = STAFF[by]
        hour = self.rng.choice((8, 9, 10, 11, 13, 14, 15, 16))
        period = (self.clock.at(ago, hour, 10), self.clock.at(ago - days, hour, 40))
        titles = {"AMB": "Office visit", "EMER": "Emergency department visit", "IMP": "Hospital admission"}
        title = titles.get(kind, "Telephone visit")
        place, who = self._site(staff.site), self._staff(by)
        row = people.encounter(self._next_id("Encounter"), self.subject, kind, title, reason, period, who, place)
        ref = self._add(row)
        self.visits.append(Visit(ago, ref, reason, staff, days, kind))
        if vitals and kind != "VR":
            self._vital_signs(ago, exact)
        for key, value in exact.items():
            if key not in ("systolic", "diastolic"):
                self.lab(key, ago, value)
        for panel in panels.split():
            self.panel(panel, ago)
        return ref

    def routine(self, first: int, last: int, step: int, by: str, reasons: tuple[str, ...], panels: str = "") -> None:
        """Visits about every `step` days from `first` down to `last` days ago, reasons in turn."""
        for turn, ago in enumerate(range(first, last - 1, -step)):
            near = ago + self.rng.randrange(-6, 7)
            self.visit(near, reasons[turn % len(reasons)], by, panels=panels)

    def _vital_signs(self, ago: int, exact: Mapping[str, float]) -> None:
        self.pressure(ago, exact.get("systolic"), exact.get("diastolic"))
        for key in ("pulse", "breaths", "spo2", "temperature", "weight", "height"):
            if key not in exact and not self.at(key, ago):
                self.lab(key, ago, self.levels.draw(key, ago))
        weight = exact.get("weight") or self.need("weight", ago).value
        height = exact.get("height") or self.need("height", ago).value
        self.lab("bmi", ago, round(weight / (height / 100) ** 2, 1))

    def pressure(self, ago: int, systolic: float | None = None, diastolic: float | None = None) -> str:
        high = round(systolic or self.levels.draw("systolic", ago))
        low = round(diastolic or self.levels.draw("diastolic", ago))
        ref = self._observe("bp", ago, "final", rows.bp_value(high, low))
        self.measured.append(Measured("bp", ago, self.clock.day(ago), f"{high}/{low}", "mmHg", ref, high))
        return ref

    def _observe(self, key: str, ago: int, status: str, value: people.Resource) -> str:
        at = self.clock.at(ago, 9, 20)
        row = rows.observation(self._next_id("Observation"), self.subject, key, status, at, value)
        self._dated.append((ago, row))
        return self._add(row)

    def lab(self, key: str, ago: int, value: float, *, comparator: str = "", status: str = "final") -> str:
        analyte = ANALYTES[key]
        low, high = analyte.low, analyte.high
        if self.person.sex == "male":
            low, high = MALE_RANGES.get(key, (low, high))
        value = round(value, analyte.digits) if analyte.digits else round(value)
        ref = self._observe(key, ago, status, rows.lab_value(key, value, comparator, low, high))
        if status == "entered-in-error":
            return ref
        unit = rows.quantity(key, value)["unit"]
        self.measured.append(Measured(key, ago, self.clock.day(ago), f"{value}", unit, ref, value, comparator))
        if key == "creatinine" and self.person.age >= 18:
            self.lab("egfr", ago, egfr(value, self.person.age - ago // 365, self.person.sex))
        return ref

    def series(self, key: str, values: Mapping[int, float]) -> None:
        """Sets values on their days; days in between will follow them."""
        self.levels.follow(key, values)
        for ago, value in values.items():
            self.lab(key, ago, value)

    def panel(self, name: str, ago: int) -> None:
        code, title, keys = PANELS[name]
        for key in keys:
            if not self.at(key, ago):
                self.lab(key, ago, self.levels.draw(key, ago))
        results = [{"reference": self.need(key, ago).ref} for key in keys]
        coded = people.concept(title, rows.LOINC, code)
        at = self.clock.at(ago, 9, 30)
        self._add(rows.report(self._next_id("DiagnosticReport"), self.subject, "LAB", coded, "final", at, results, ""))

    def smoking(self, ago: int, answer: str) -> str:
        return self._observe("smoking", ago, "final", rows.smoking_value(answer))

    def at(self, key: str, ago: int) -> Measured | None:
        return next((one for one in self.measured if one.key == key and one.ago == ago), None)

    def need(self, key: str, ago: int | None = None) -> Measured:
        """The value on a day, or the newest one. A story that asks for what it never wrote is broken."""
        found = self.at(key, ago) if ago is not None else self.newest(key)
        if found is None:
            raise LookupError(f"{self.person.key}: no {key} {'at all' if ago is None else f'{ago} days ago'}")
        return found

    def newest(self, key: str) -> Measured | None:
        return min((one for one in self.measured if one.key == key), key=lambda one: one.ago, default=None)

    def val(self, key: str, ago: int | None = None) -> str:
        return self.need(key, ago).shown

    def num(self, key: str, ago: int | None = None) -> str:
        return self.need(key, ago).number
