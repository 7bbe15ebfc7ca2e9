"""Are values compared only with their like?"""

from typing import Any

from records.engine.dates import SourceDate
from records.engine.rows import ObservationRow
from records.engine.series import Change, group


def row(day: str, value: float | None = None, **fields: Any) -> ObservationRow:
    given = {"code": "2823-3", "name": "Potassium", "unit": "mmol/L", **fields}
    return ObservationRow(
        ref=f"o-{day}", category="laboratory", status="final", effective=SourceDate(day), value=value, **given
    )


def test_one_test_in_two_units_makes_two_series() -> None:
    found = group([row("2024-03-01", 4.4), row("2023-03-01", 17.2, unit="mg/dL"), row("2022-03-01", 4.1)])
    assert [(series.latest.unit, series.values) for series in found] == [("mmol/L", [4.1, 4.4]), ("mg/dL", [17.2])]


def test_rows_without_a_code_are_told_apart_by_name() -> None:
    found = group([row("2024-03-01", 1, code="", name="Ferritin"), row("2024-02-01", 2, code="", name="ferritin")])
    assert [len(series.rows) for series in found] == [2]


def test_the_change_is_from_the_value_before() -> None:
    assert group([row("2024-03-01", 4.4), row("2023-03-01", 4.9)])[0].change == Change.DOWN
    assert group([row("2024-03-01", 4.9), row("2023-03-01", 4.4)])[0].change == Change.UP
    assert group([row("2024-03-01", 4.4), row("2023-03-01", 4.4)])[0].change == Change.SAME


def test_a_bound_or_a_text_has_no_direction() -> None:
    assert group([row("2024-03-01", 4.4, comparator="<"), row("2023-03-01", 4.9)])[0].change == Change.UNKNOWN
    assert group([row("2024-03-01", value_text="negative"), row("2023-03-01", 4.9)])[0].change == Change.UNKNOWN
    assert group([row("2024-03-01", 4.4)])[0].change == Change.UNKNOWN


def test_the_line_of_a_panel_follows_its_first_part() -> None:
    parts = (row("2024-03-01", 128, name="Systolic", high=140.0), row("2024-03-01", 79, name="Diastolic"))
    series = group([row("2024-03-01", components=parts)])[0]
    assert [(point.value, point.part) for point in series.points] == [(128, "Systolic")]
    assert series.high == 140.0
