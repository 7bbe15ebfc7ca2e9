"""What a chart tells of the items of a bedside score, each with the row that says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from assistant.selectors.row_links import row_addresses
from records.access import Chart
from records.engine.rows import ObservationRow, PatientFacts
from records.selectors import rows
from triage.engine.alerts.states import states
from triage.engine.alerts.types import ChartRows, RowRef
from triage.engine.scores.types import Item, Sheet
from triage.services.alerts import rules

PRESSURES = ("85354-9", "55284-4")  # panels that hold systolic and diastolic


@dataclass(frozen=True, slots=True)
class Told:
    """`row` is what says so, empty for age and sex; `is_recent` whether it still counts and is filled in."""

    value: float | bool
    row: str = ""
    address: str = ""
    is_recent: bool = True


def told_by_chart(chart: Chart, sheet: Sheet) -> dict[str, Told]:
    """By the names of the items. What the chart does not hold is left to be filled in by hand."""
    today = timezone.localdate()
    with transaction.atomic():  # one sealing of the audit lines
        facts = rows.patient_facts(chart)
        found = {**_measured(chart, sheet, today), **_stated(chart, sheet, facts, today)}
    addresses = row_addresses(chart, {ref.key for _told, ref in found.values()})
    named = {name: _with_row(told, ref, addresses.get(ref.key, "")) for name, (told, ref) in found.items()}
    return _person(facts, today) | named


def _person(facts: PatientFacts, today: date) -> dict[str, Told]:
    age = facts.age_on(today)
    found = {"female": Told(facts.sex == "female")} if facts.sex in ("female", "male") else {}
    return found | ({"age": Told(float(age))} if age is not None else {})


def _measured(chart: Chart, sheet: Sheet, today: date) -> dict[str, tuple[Told, RowRef]]:
    codes = [code for item in sheet.items for code in item.loinc]
    measured = rows.observations(chart, [*codes, *PRESSURES]) if codes else []
    newest = {item.name: _newest(item, measured, today) for item in sheet.items if item.loinc}
    return {name: one for name, one in newest.items() if one}


def _newest(item: Item, measured: Sequence[ObservationRow], today: date) -> tuple[Told, RowRef] | None:
    """The first, for they come newest first; a bound (`< 5`) or a strange unit tells no number."""
    for row in measured:
        for part in (row, *row.components):
            factor = (item.units or {}).get(part.unit)
            if part.code in item.loinc and part.value is not None and not part.comparator and factor and row.effective:
                is_recent = timedelta(0) <= today - row.effective.day <= timedelta(days=item.days)
                told = Told(round(part.value * factor, 2), is_recent=is_recent)
                return told, RowRef("observation", row.ref, row.display)
    return None


def _stated(chart: Chart, sheet: Sheet, facts: PatientFacts, today: date) -> dict[str, tuple[Told, RowRef]]:
    asked = [item for item in sheet.items if item.states]
    if not asked:
        return {}
    known = states(ChartRows(facts, today, conditions=tuple(rows.conditions(chart))), rules().book)
    refs = {item.name: next((known[one] for one in item.states if one in known), None) for item in asked}
    return {name: (Told(True), ref) for name, ref in refs.items() if ref}


def _with_row(told: Told, ref: RowRef, address: str) -> Told:
    return Told(told.value, ref.display, address, told.is_recent)
