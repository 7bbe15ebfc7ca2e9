"""A question about one test is never answered with another one."""

from dataclasses import replace

import pytest

from assistant.engine.types import Status
from records.engine.dates import SourceDate
from records.engine.rows import ObservationRow
from tests.assistant.engine.mind.asking import ask
from tests.assistant.engine.mind.charts import empty, pressure, value
from tests.fakes.tools import FakeTools


def _with(*rows: ObservationRow) -> FakeTools:
    tools = empty()
    tools.observed = rows
    return tools


@pytest.mark.parametrize(
    ("question", "name", "code"),
    [
        ("latest glucose", "Glucose [Mass/volume] in Urine by Test strip", "5792-7"),
        ("latest LDL", "High Density Lipoprotein Cholesterol", "2085-9"),
        ("latest hemoglobin", "Hemoglobin A1c/Hemoglobin.total in Blood", "4548-4"),
        ("latest A1c", "Hemoglobin [Mass/volume] in Blood", "718-7"),
        ("height", "Body height percentile", "8303-0"),
        ("weight", "Weight-for-length Per age and sex", "77606-2"),
        ("BMI", "Body mass index (BMI) [Percentile] Per age and sex", "59576-9"),
        ("creatinine", "Microalbumin Creatinine Ratio", "14959-1"),
        ("albumin", "Microalbumin [Mass/volume] in Urine", "14957-5"),
        ("urine sodium", "Sodium", "2951-2"),
        ("ionized calcium", "Calcium", "49765-1"),
        ("fasting glucose", "Glucose", "2345-7"),
        ("ferritin", "ferrous iron", "9999-9"),
    ],
)
def test_only_a_neighbour_was_measured(question: str, name: str, code: str) -> None:
    reply = ask(question, _with(value(code, name, "2024-01-05", 7.5, "x")))
    assert reply.status is Status.NOT_IN_RECORD
    assert not reply.holds("7.5")


def test_two_codes_of_the_same_test_are_one_course() -> None:
    tools = _with(
        value("2345-7", "Glucose", "2024-01-05", 99, "mg/dL"), value("2339-0", "Glucose", "2023-01-05", 88, "mg/dL")
    )
    assert ask("highest glucose", tools).holds("99")
    assert ask("first glucose", tools).holds("88")


def test_a_test_without_code_is_found_by_its_name() -> None:
    assert ask("latest potassium", _with(value("", "Potassium", "2024-01-05", 4.4, "mmol/L"))).holds("4.4")


def test_a_name_that_only_this_chart_knows_is_found() -> None:
    assert ask("latest zonulin", _with(value("LOCAL-7", "Zonulin", "2024-01-05", 31, "ng/mL"))).holds("31")


def test_several_unknown_names_that_fit_are_asked_back() -> None:
    tools = _with(
        value("6206-7", "Peanut IgE Ab in Serum", "2024-01-05", 0.2, "kU/L"),
        value("6273-7", "Walnut IgE Ab in Serum", "2024-01-05", 0.4, "kU/L"),
    )
    reply = ask("latest IgE", tools)
    assert reply.status is Status.NEEDS_CLARIFICATION
    assert reply.finished.choices == ("Peanut IgE Ab in Serum", "Walnut IgE Ab in Serum")
    assert ask("latest walnut IgE", tools).holds("0.4")


def test_values_in_another_unit_are_not_compared() -> None:
    tools = _with(
        value("2345-7", "Glucose", "2024-01-05", 99, "mg/dL"), value("2345-7", "Glucose", "2023-01-05", 5.1, "mmol/L")
    )
    assert ask("lowest glucose", tools).holds("99")


def test_a_preliminary_result_and_a_comparator_are_shown() -> None:
    row = ObservationRow(
        "t", "6598-7", "Troponin T", "laboratory", "preliminary", SourceDate("2024-01-05"), 0.01, "<", unit="ng/mL"
    )
    reply = ask("latest troponin", _with(row))
    assert "< 0.01 ng/mL" in reply.text
    assert "preliminary" in reply.text


def test_systolic_comes_first_whatever_the_sources_order() -> None:
    row = pressure("2024-01-05", 121, 77)
    reply = ask("blood pressure", _with(replace(row, components=row.components[::-1])))
    assert "121/77 mm[Hg]" in reply.text
