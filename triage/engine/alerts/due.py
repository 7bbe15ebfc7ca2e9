"""What is overdue: measurements that a drug asks for, and vaccines."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from records.engine.rows import ImmunizationRow
from triage.engine.alerts.measures import Measure, series
from triage.engine.alerts.medicines import Taken
from triage.engine.alerts.types import Alert, ChartRows, Kind, RowRef, Severity
from triage.engine.knowledge.drugs import DrugBook, Monitoring, Vaccine

_MONTH, _YEAR = 30.44, 365.25  # days
_GRACE = 1.25  # of the time between two: nobody is measured on the day


def monitoring(
    drugs: Sequence[Taken], chart: ChartRows, measures: Mapping[str, Measure], book: DrugBook
) -> Iterator[Alert]:
    """One alert a measurement, naming the drugs that ask for it."""
    asked: dict[str, list[tuple[Taken, Monitoring]]] = {}
    age = chart.patient.age_on(chart.today)
    for one in {taken.drug.id: taken for taken in drugs}.values():
        for rule in book.monitor(one.drug):
            if rule.what in measures and (rule.from_age == 0 or (age is not None and age >= rule.from_age)):
                asked.setdefault(rule.what, []).append((one, rule))
    for what, who in asked.items():
        yield from _overdue(measures[what], who, chart)


def _overdue(measure: Measure, who: Sequence[tuple[Taken, Monitoring]], chart: ChartRows) -> Iterator[Alert]:
    values = series(measure, chart.observations)
    last = values[0].row if values else None
    months = min(rule.months for _, rule in who)
    begun = min((one.row.authored.day for one, _ in who if one.row.authored), default=chart.today)
    since = max(begun, last.effective.day) if last and last.effective else begun
    if chart.today <= since + timedelta(days=months * _MONTH * _GRACE):
        return
    names = ", ".join(sorted({one.drug.id for one, _ in who}))
    rows = [one.ref for one, _ in who]
    if last:
        rows.append(RowRef("observation", last.ref, last.display))
    yield Alert(
        kind=Kind.MONITORING,
        severity=Severity.NOTE,
        key=f"{Kind.MONITORING}:{measure.id}",
        title=f"{measure.name} is due ({names})",
        why=f"It is usually measured every {months:g} months; "
        + (_last(last.effective.day) if last and last.effective else "none is in the chart since the order."),
        action=f"Measure {measure.name}.",
        rows=tuple(dict.fromkeys(rows)),
        knowledge=f"drugs {names}, unreviewed",
    )


def _last(day: date) -> str:
    return f"the last one is from {day.day} {day:%b %Y}."


def immunizations(chart: ChartRows, book: DrugBook) -> Iterator[Alert]:
    born = chart.patient.birth_date
    if born is None:
        return
    age = (chart.today - born.day).days / _YEAR
    for vaccine in book.vaccines:
        given = [row for row in chart.immunizations if _is(row, vaccine)]
        if _is_due(vaccine, given, age, chart.today):
            yield Alert(
                kind=Kind.IMMUNIZATION,
                severity=Severity.NOTE,
                key=f"{Kind.IMMUNIZATION}:{vaccine.id}",
                title=f"{vaccine.name} vaccine is due",
                why=f"{vaccine.why[:1].upper()}{vaccine.why[1:]}; {len(given)} in the chart.",
                action="Ask about doses given elsewhere, then offer it.",
                rows=tuple(RowRef("immunization", row.ref, row.display) for row in given[:1]),
                knowledge=f"vaccine {vaccine.id}, unreviewed",
            )


def _is(row: ImmunizationRow, vaccine: Vaccine) -> bool:
    name = f" {row.name.casefold().replace('-', ' ').replace(',', ' ')} "
    return row.code in vaccine.cvx or any(f" {word} " in name for word in vaccine.words)


def _is_due(vaccine: Vaccine, given: Sequence[ImmunizationRow], age: float, today: date) -> bool:
    if age < vaccine.from_age or (vaccine.until_age is not None and age >= vaccine.until_age):
        return False
    days = {row.given.day for row in given if row.given}
    if vaccine.every_months is None:
        return len(days) < sum(age >= each for each in vaccine.ages)
    return not days or today > max(days) + timedelta(days=vaccine.every_months * _MONTH * 1.1)
