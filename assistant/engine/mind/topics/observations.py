"""Labs and vital signs: one value, a value at a time, the extreme, the mean, the course."""

from collections.abc import Callable, Sequence
from datetime import date

from assistant.engine.mind.draft import Draft
from assistant.engine.mind.measured import Found, Measure, find
from assistant.engine.mind.plan import Aspect, Plan, Window, within
from assistant.engine.mind.say import Say
from assistant.engine.types import Progress, Table, Tools, Trend
from records.engine.rows import ObservationRow

_SHOWN = 60  # values listed one by one
_OVERVIEW = ("laboratory", "vital-signs", "vital-sign")


def answer(plan: Plan, tools: Tools, say: Say) -> Draft:
    draft = Draft()
    draft.parts.append(Progress("Looking up results"))
    found = find(plan, tools) if plan.words else _everything(plan, tools)
    if found.choices:
        draft.unclear(say("which_measure"), found.choices)
        return draft
    if plan.aspect is Aspect.ABNORMAL:
        return _abnormal(draft, found.measures, say)
    present = [m for m in found.measures if m.rows]
    if not plan.words and present:
        draft.line(say("latest_of"))
    for measure in present:
        _one(draft, plan, measure, say)
    for measure in found.measures:
        if not measure.rows:
            draft.line(say("never_measured", name=measure.label) if measure.label else say("no_labs"))
    if not present:
        _nothing(draft, found, say)
    return draft


def _nothing(draft: Draft, found: Found, say: Say) -> None:
    if not found.measures:
        draft.missing(say("no_labs"))
    draft.status = draft.status.NOT_IN_RECORD


def _everything(plan: Plan, tools: Tools) -> Found:
    """`Latest labs`: each kind of laboratory result or vital sign."""
    wanted = ("vital-signs", "vital-sign") if "vital" in plan.question.lower() else _OVERVIEW
    kinds = [k for k in tools.observation_kinds() if k.category in wanted]
    rows = tools.observations(sorted({k.code for k in kinds if k.code}), sorted({k.name for k in kinds if not k.code}))
    by_kind: dict[tuple[str, str], list[ObservationRow]] = {}
    for row in rows:
        if row.category in wanted:
            by_kind.setdefault((row.code, row.name), []).append(row)
    return Found(tuple(Measure(name, tuple(listed)) for (_, name), listed in by_kind.items()))


def _one(draft: Draft, plan: Plan, measure: Measure, say: Say) -> None:
    kept = within(plan.window, (r.effective for r in measure.rows))
    rows = [measure.rows[i] for i in kept]
    if not rows:
        _outside(draft, plan, measure, say)
        return
    window = plan.window
    if window and window.near and plan.aspect is Aspect.LATEST and window.start < window.end:
        rows = [min(rows, key=lambda r: _distance(r, window))]
    if plan.limit:
        rows = rows[: plan.limit]
    _ASPECTS.get(plan.aspect, _latest)(draft, plan, Measure(measure.label, tuple(rows), measure.whole), say)


def _outside(draft: Draft, plan: Plan, measure: Measure, say: Say) -> None:
    window = plan.window
    dated = [r for r in measure.rows if r.effective]
    if window is None or not window.near or not dated:
        draft.missing(say("not_then", name=measure.rows[0].name))
        return
    row = min(dated, key=lambda r: _distance(r, window))
    draft.line(say("nearest", name=row.name, value=row.shown_value, on=say.on(row.effective)), measure.cite(row))


def _distance(row: ObservationRow, window: Window) -> int:
    """Days from the middle of the window."""
    middle = window.start + (window.end - window.start) / 2
    return abs(((row.effective.day if row.effective else date.min) - middle).days)


def _latest(draft: Draft, plan: Plan, measure: Measure, say: Say) -> None:
    if plan.offset >= len(measure.rows):
        draft.missing(say("no_earlier", name=measure.rows[0].name))
        return
    row = measure.rows[plan.offset]
    conflict = _same_moment(row, measure.rows)
    if conflict:
        values = say.listed([r.shown_value for r in (row, *conflict)])
        sources = [measure.cite(r) for r in (row, *conflict)]
        draft.line(say("same_time", name=row.name, on=say.on(row.effective), values=values), *sources)
    else:
        draft.line(_sentence("value", row, say), measure.cite(row))
    _details(draft, measure, row, plan.offset, say)


def _sentence(key: str, row: ObservationRow, say: Say) -> str:
    return say(key, name=row.name, value=row.shown_value, on=say.on(row.effective), flag=_flag(row, say))


def _flag(row: ObservationRow, say: Say) -> str:
    marks = say("preliminary") if row.status in ("preliminary", "registered") else ""
    if row.value is None:
        return marks
    high = (row.high is not None and row.value > row.high) or row.interpretation.upper().startswith("H")
    low = (row.low is not None and row.value < row.low) or row.interpretation.upper().startswith("L")
    return marks + (say("high") if high and not low else say("low") if low and not high else "")


def _same_moment(row: ObservationRow, rows: Sequence[ObservationRow]) -> list[ObservationRow]:
    """Other results of the same kind at the very same time that say something else."""
    return [
        r
        for r in rows
        if r is not row
        and (r.code, r.name) == (row.code, row.name)
        and r.effective is not None
        and row.effective is not None
        and r.effective.instant == row.effective.instant
        and r.shown_value != row.shown_value
    ]


def _details(draft: Draft, measure: Measure, row: ObservationRow, offset: int, say: Say) -> None:
    if row.low is not None or row.high is not None or row.range_text:
        reference = row.range_text or f"{_bound(row.low)}–{_bound(row.high)} {row.unit}".strip()
        draft.line(say("range", range=reference), measure.cite(row), detail=True, computed=_numbers(row))
    for other in measure.rows[offset + 1 : offset + 2]:
        same_day = bool(other.effective and row.effective and other.effective.day == row.effective.day)
        text = (
            say("same_day", value=other.shown_value)
            if same_day
            else say("previous", value=other.shown_value, on=say.on(other.effective))
        )
        draft.line(text, measure.cite(other), detail=True)
    _picture(draft, measure)


def _bound(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _numbers(row: ObservationRow) -> list[str]:
    return [*(_bound(v) for v in (row.low, row.high) if v is not None), *row.range_text.replace("-", " ").split()]


def _picture(draft: Draft, measure: Measure) -> None:
    """Points for a chart, where there is more than one number in one unit."""
    if not measure.rows:
        return
    unit = measure.rows[0].unit
    points = [
        (r.effective.day.isoformat(), r.value)
        for r in reversed(measure.rows)
        if r.effective is not None and r.value is not None and r.unit == unit
    ]
    if len(points) > 1:
        last = measure.rows[0]
        draft.parts.append(Trend(last.name, unit, tuple(points), last.low, last.high))


def _first(draft: Draft, plan: Plan, measure: Measure, say: Say) -> None:
    row = measure.rows[-1]
    draft.line(_sentence("first", row, say), measure.cite(row))
    _picture(draft, measure)


def _extreme(key: str) -> Callable[[Draft, Plan, Measure, Say], None]:
    def choose(draft: Draft, plan: Plan, measure: Measure, say: Say) -> None:
        rows = _comparable(measure.rows)
        if not rows:
            _list(draft, plan, measure, say)
            return
        ordered = sorted(rows, key=lambda r: _size(r) or 0.0, reverse=key == "highest")
        row = ordered[min(plan.offset, len(ordered) - 1)]
        draft.line(_sentence(key, row, say), measure.cite(row))
        _picture(draft, measure)

    return choose


def _comparable(rows: Sequence[ObservationRow]) -> list[ObservationRow]:
    """Numbers in the unit of the newest one: values in another unit are not larger or smaller."""
    numbered = [r for r in rows if _size(r) is not None]
    return [r for r in numbered if _unit(r) == _unit(numbered[0])] if numbered else []


def _size(row: ObservationRow) -> float | None:
    return row.ordered_components[0].value if row.components else row.value


def _unit(row: ObservationRow) -> str:
    return row.ordered_components[0].unit if row.components else row.unit


def _average(draft: Draft, plan: Plan, measure: Measure, say: Say) -> None:
    rows = _comparable(measure.rows)
    dated = [r for r in rows if r.effective]
    if not dated:
        _list(draft, plan, measure, say)
        return
    value = f"{_mean(rows)} {_unit(rows[0])}".strip()
    first, last = dated[-1].effective, dated[0].effective
    text = say("average", name=rows[0].name, value=value, count=len(rows), start=first, end=last)
    numbers = [len(rows), *_mean(rows).split("/")]
    draft.line(text, *(measure.cite(r) for r in rows), computed=numbers)
    _picture(draft, measure)


def _mean(rows: Sequence[ObservationRow]) -> str:
    columns = zip(*([c.value for c in r.ordered_components] if r.components else [r.value] for r in rows), strict=False)
    means = []
    for column in columns:
        values = [v for v in column if v is not None]
        means.append(f"{sum(values) / len(values):.2f}".rstrip("0").rstrip("."))
    return "/".join(means)


def _count(draft: Draft, plan: Plan, measure: Measure, say: Say) -> None:
    row, total = measure.rows[0], len(measure.rows)
    text = say("count", name=row.name, count=total, value=row.shown_value, on=say.on(row.effective))
    draft.line(text, measure.cite(row), computed=[total])
    _table(draft, measure)


def _trend(draft: Draft, plan: Plan, measure: Measure, say: Say) -> None:
    rows = _comparable(measure.rows)
    if len(rows) < 2:
        _latest(draft, plan, measure, say)
        return
    last, first = rows[0], rows[-1]
    newer, older = _size(last) or 0.0, _size(first) or 0.0
    direction = say("up" if newer > older else "down" if newer < older else "unchanged")
    text = say(
        "trend", name=last.name, value=last.shown_value, on=say.on(last.effective), direction=direction,
        earlier=first.shown_value, earlier_on=say.on(first.effective),
    )  # fmt: skip
    draft.line(text, measure.cite(last), measure.cite(first))
    _picture(draft, measure)
    _table(draft, measure)


def _list(draft: Draft, plan: Plan, measure: Measure, say: Say) -> None:
    for row in measure.rows[:_SHOWN]:
        draft.line(_sentence("value", row, say), measure.cite(row))
    _picture(draft, measure)


def _table(draft: Draft, measure: Measure) -> None:
    rows = measure.rows[:_SHOWN]
    cells = tuple((r.effective.display if r.effective else "", r.shown_value) for r in rows)
    draft.parts.append(Table(measure.rows[0].name, ("Date", "Value"), cells, tuple(measure.cite(r) for r in rows)))


def _exists(draft: Draft, plan: Plan, measure: Measure, say: Say) -> None:
    limit = plan.threshold
    if limit is None:
        row = measure.rows[0]
        draft.line(_sentence("exists_yes", row, say), measure.cite(row))
        _details(draft, measure, row, 0, say)
        return
    rows = _comparable(measure.rows)
    fitting = [r for r in rows if limit.holds(_size(r) or 0.0)]
    if rows and not fitting:
        row = sorted(rows, key=lambda r: _size(r) or 0.0, reverse=limit.above)[0]
        text = say("threshold_no", total=len(rows), name=row.name, value=row.shown_value, on=say.on(row.effective))
        draft.line(text, measure.cite(row), computed=[len(rows)])
        return
    row = fitting[0]
    text = say(
        "threshold_yes", count=len(fitting), total=len(rows), name=row.name, value=row.shown_value,
        on=say.on(row.effective),
    )  # fmt: skip
    draft.line(text, measure.cite(row), computed=[len(fitting), len(rows)])


def _abnormal(draft: Draft, measures: Sequence[Measure], say: Say) -> Draft:
    if not any(m.rows for m in measures):
        draft.missing(say("no_labs"))
        return draft
    flagged = [m for m in measures if m.rows and _flag(m.rows[0], say).replace(say("preliminary"), "")]
    draft.line(say("abnormal") if flagged else say("no_abnormal"))
    for measure in flagged:
        draft.line(_sentence("value", measure.rows[0], say), measure.cite(measure.rows[0]))
    return draft


_ASPECTS: dict[Aspect, Callable[[Draft, Plan, Measure, Say], None]] = {
    Aspect.LATEST: _latest,
    Aspect.FIRST: _first,
    Aspect.HIGHEST: _extreme("highest"),
    Aspect.LOWEST: _extreme("lowest"),
    Aspect.AVERAGE: _average,
    Aspect.COUNT: _count,
    Aspect.TREND: _trend,
    Aspect.LIST: _list,
    Aspect.EXISTS: _exists,
}
