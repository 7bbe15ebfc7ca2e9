"""Critical and changing laboratory values, and what kidney function means for what is taken."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from records.engine.flags import Flag, flag_of
from records.engine.rows import ObservationRow
from triage.engine.alerts.measures import Change, Measure, Valued, series
from triage.engine.alerts.medicines import Taken
from triage.engine.alerts.types import Alert, ChartRows, Kind, RowRef, Severity
from triage.engine.knowledge.drugs import DrugBook
from triage.engine.scores.kidney import ckd_epi_2021

# Older values say nothing about now.
CRITICAL_DAYS, TREND_DAYS, KIDNEY_DAYS = 7, 30, 365


def critical(chart: ChartRows, measures: Mapping[str, Measure]) -> Iterator[Alert]:
    for measure in measures.values():
        values = series(measure, chart.observations)
        if not values or not _recent(values[0].row, chart, CRITICAL_DAYS):
            continue
        latest = values[0]
        side = _side(measure, latest)
        if side:
            yield Alert(
                kind=Kind.CRITICAL,
                severity=Severity.CRITICAL,
                key=f"{Kind.CRITICAL}:{measure.id}:{latest.row.ref}",
                title=f"{measure.name} {latest.row.shown_value}, critically {side}",
                why=_limits(measure, side) or "The laboratory marked it as critical.",
                action="See or call the patient now, and repeat it if it does not fit.",
                rows=(_ref(latest),),
                knowledge=f"measure {measure.id}, unreviewed",
            )


def trends(chart: ChartRows, measures: Mapping[str, Measure]) -> Iterator[Alert]:
    for measure in measures.values():
        values = series(measure, chart.observations)
        if not values or not _recent(values[0].row, chart, TREND_DAYS):
            continue
        for change in measure.changes:
            before = _before(values, change)
            if before:
                yield Alert(
                    kind=Kind.TREND,
                    severity=Severity.WARNING,
                    key=f"{Kind.TREND}:{measure.id}:{values[0].row.ref}",
                    title=f"{measure.name} {before.row.number} → {values[0].row.shown_value}",
                    why=f"{change.why[:1].upper()}{change.why[1:]}.",
                    action="Look for the cause and repeat it.",
                    rows=(_ref(values[0]), _ref(before)),
                    knowledge=f"measure {measure.id}, unreviewed",
                )
                break


def kidney(
    drugs: Sequence[Taken], chart: ChartRows, measures: Mapping[str, Measure], book: DrugBook
) -> Iterator[Alert]:
    found = kidney_function(chart, measures)
    if found is None:
        return
    egfr, how, row = found
    for drug in {one.drug.id: one for one in drugs}.values():
        rule = next((rule for rule in book.kidney(drug.drug) if egfr < rule.below), None)
        if rule:
            yield Alert(
                kind=Kind.KIDNEY,
                severity=Severity.WARNING if rule.do == "avoid" else Severity.NOTE,
                key=f"{Kind.KIDNEY}:{drug.drug.id}:{rule.below:g}",
                title=f"{drug.drug.id} with eGFR {egfr:.0f}: {_DO[rule.do]}",
                why=f"Below {rule.below:g} mL/min/1.73 m²: {rule.why}. {how}",
                action=f"{_DO[rule.do].capitalize()}; check the label's dose for this kidney function.",
                rows=(drug.ref, row),
                knowledge=f"drug {drug.drug.id}, unreviewed",
                drug=drug.drug.id,
            )


_DO = {"avoid": "avoid", "reduce": "reduce the dose", "caution": "use with care"}


def kidney_function(chart: ChartRows, measures: Mapping[str, Measure]) -> tuple[float, str, RowRef] | None:
    """Latest eGFR of the last year in mL/min/1.73 m²: reported, or computed from a newer creatinine of an adult."""
    reported = [one for one in series(measures["egfr"], chart.observations) if _recent(one.row, chart, KIDNEY_DAYS)]
    creatinine = [v for v in series(measures["creatinine"], chart.observations) if _recent(v.row, chart, KIDNEY_DAYS)]
    newer = creatinine and (not reported or _day(creatinine[0].row) > _day(reported[0].row))
    age = chart.patient.age_on(chart.today)
    if newer and age is not None and age >= 18 and chart.patient.sex in ("male", "female"):
        value = ckd_epi_2021(creatinine[0].value, age, female=chart.patient.sex == "female")
        return value, "Computed from creatinine by CKD-EPI 2021.", _ref(creatinine[0])
    if reported:
        return reported[0].value, "As the laboratory reported it.", _ref(reported[0])
    return None


def _side(measure: Measure, latest: Valued) -> str:
    """`high` or `low` when critical, by the laboratory's own word or by our limits."""
    said = flag_of(latest.row)
    if said is Flag.CRITICALLY_HIGH or (measure.above is not None and latest.value > measure.above):
        return "high"
    if said is Flag.CRITICALLY_LOW or (measure.below is not None and latest.value < measure.below):
        return "low"
    return ""


def _limits(measure: Measure, side: str) -> str:
    limit = measure.above if side == "high" else measure.below
    return "" if limit is None else f"Our limit is {limit:g} {measure.unit}; laboratories differ."


def _before(values: Sequence[Valued], change: Change) -> Valued | None:
    """The value within the time of the change that the newest one differs from by as much."""
    latest = values[0]
    if change.floor is not None and latest.value < change.floor:
        return None
    if change.ceiling is not None and latest.value > change.ceiling:
        return None
    since = _day(latest.row) - timedelta(days=change.days)
    return next(
        (one for one in values[1:] if _day(one.row) >= since and _changed(one.value, latest.value, change)), None
    )


def _changed(before: float, now: float, change: Change) -> bool:
    if change.by is not None:
        return now - before >= change.by if change.by > 0 else now - before <= change.by
    times = change.times or 1
    return now >= before * times if times > 1 else now <= before * times


def _recent(row: ObservationRow, chart: ChartRows, days: int) -> bool:
    return 0 <= (chart.today - _day(row)).days <= days


def _day(row: ObservationRow) -> date:
    if row.effective is None:
        raise ValueError("a value in a series has a date")
    return row.effective.day


def _ref(one: Valued) -> RowRef:
    return RowRef("observation", one.row.ref, one.row.display)
