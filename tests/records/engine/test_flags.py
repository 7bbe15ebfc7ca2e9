"""Is a value called high or low exactly where it is?"""

from typing import Any

import pytest

from records.engine.flags import Flag, flag_of
from records.engine.rows import ObservationRow


def row(value: float | None, **fields: Any) -> ObservationRow:
    given = {"low": 3.5, "high": 5.1, **fields}
    return ObservationRow("o-1", "2823-3", "Potassium", "laboratory", "final", None, value=value, **given)


@pytest.mark.parametrize(
    ("value", "flag"), [(3.4, Flag.LOW), (3.5, Flag.NONE), (5.1, Flag.NONE), (5.2, Flag.HIGH), (None, Flag.NONE)]
)
def test_the_limits_themselves_are_still_normal(value: float | None, flag: Flag) -> None:
    assert flag_of(row(value)) == flag


@pytest.mark.parametrize(
    ("comparator", "value", "flag"),
    [
        ("<", 3.5, Flag.LOW),  # everything below the lower limit
        ("<=", 3.5, Flag.NONE),
        ("<", 6.0, Flag.NONE),  # may be anything
        (">", 5.1, Flag.HIGH),
        (">=", 5.1, Flag.NONE),
        (">", 3.0, Flag.NONE),
    ],
)
def test_a_bound_is_out_of_range_only_when_all_it_allows_is(comparator: str, value: float, flag: Flag) -> None:
    assert flag_of(row(value, comparator=comparator)) == flag


def test_the_laboratorys_own_word_comes_before_the_limits() -> None:
    assert flag_of(row(6.9, interpretation="Critically high")) == Flag.CRITICALLY_HIGH
    assert flag_of(row(4.0, interpretation="Abnormal")) == Flag.ABNORMAL


def test_a_normal_from_the_laboratory_does_not_hide_a_value_outside_its_limits() -> None:
    assert flag_of(row(6.9, interpretation="Normal")) == Flag.HIGH


def test_without_limits_nothing_is_claimed() -> None:
    assert flag_of(row(400.0, low=None, high=None)) == Flag.NONE


def test_a_panel_is_as_bad_as_its_worst_part() -> None:
    parts = (row(4.0), row(6.9, interpretation="HH"), row(2.0))
    assert flag_of(row(None, components=parts)) == Flag.CRITICALLY_HIGH
    assert Flag.CRITICALLY_HIGH.is_critical
    assert not Flag.HIGH.is_critical
