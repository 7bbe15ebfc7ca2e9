from random import Random

import pytest

from assistant.engine.demo import DemoClinic
from assistant.engine.demo.body import Levels, egfr
from assistant.engine.demo.catalog import ANALYTES, PANELS
from tests.assistant.engine.demo.reading import resources


def _series(clinic: DemoClinic, chart: str, key: str) -> list[float]:
    """Values that stand in the record, oldest first."""
    rows = [
        row
        for row in resources(clinic.chart(chart), "Observation")
        if row["code"]["coding"][0]["code"] == ANALYTES[key].code and row["status"] != "entered-in-error"
    ]
    return [row["valueQuantity"]["value"] for row in sorted(rows, key=lambda row: str(row["effectiveDateTime"]))]


@pytest.mark.parametrize(
    ("chart", "key", "first", "last"),
    [
        ("diabetes_ckd", "hba1c", 6.9, 8.4),
        ("rheumatoid", "crp", 42.0, 3.1),
        ("depression", "phq9", 14, 4),
        ("celiac", "ttg", 128, 6),
        ("gout", "uric_acid", 9.8, 5.4),
        ("stroke", "ldl", 158, 62),
        ("sickle", "hbf", 4.2, 21.6),
    ],
)
def test_a_story_keeps_the_values_that_it_set(
    clinic: DemoClinic, chart: str, key: str, first: float, last: float
) -> None:
    values = _series(clinic, chart, key)
    assert values[-1] == last
    if key != "ldl":  # visits before the first set value follow it with noise
        assert values[0] == first


def test_potassium_climbs_with_spironolactone_and_lisinopril(clinic: DemoClinic) -> None:
    values = _series(clinic, "heart_failure", "potassium")
    assert values[-1] == max(values) == 5.6


def test_kidney_function_falls_as_creatinine_rises(clinic: DemoClinic) -> None:
    filtration = _series(clinic, "diabetes_ckd", "egfr")
    assert filtration[-1] < 45 < 60 < filtration[0]


# Reference values computed by hand from the published equation (CKD-EPI 2021).
@pytest.mark.parametrize(
    ("creatinine", "age", "sex", "expected"), [(1.0, 50, "male", 92), (1.0, 50, "female", 69), (0.6, 30, "female", 124)]
)
def test_filtration_follows_the_2021_equation(creatinine: float, age: int, sex: str, expected: int) -> None:
    assert round(egfr(creatinine, age, sex)) == expected


def test_values_between_two_set_days_lie_between_them() -> None:
    levels = Levels({"height": 0.0}, Random(1))
    levels.follow("height", {100: 100.0, 0: 200.0})
    assert levels.draw("height", 25) == 175.0
    assert levels.draw("height", 400) == 100.0


def test_values_outside_their_range_are_flagged(clinic: DemoClinic) -> None:
    for chart in clinic.charts:
        for row in resources(chart, "Observation"):
            for limits in row.get("referenceRange", []):
                value = row["valueQuantity"]["value"]
                low, high = limits.get("low", {}).get("value"), limits.get("high", {}).get("value")
                flag = "L" if low is not None and value < low else "H" if high is not None and value > high else "N"
                assert row["interpretation"][0]["coding"][0]["code"] == flag


def test_no_analyte_is_given_twice_on_one_day(clinic: DemoClinic) -> None:
    for chart in clinic.charts:
        rows = [
            (row["code"]["coding"][0]["code"], row["effectiveDateTime"])
            for row in resources(chart, "Observation")
            if row["status"] != "entered-in-error"
        ]
        assert len(rows) == len(set(rows)), chart.key


def test_lab_values_carry_a_unit_and_a_code(clinic: DemoClinic) -> None:
    for chart in clinic.charts:
        for row in resources(chart, "Observation"):
            assert row["code"]["coding"][0]["system"] == "http://loinc.org"
            if "valueQuantity" in row:
                assert row["valueQuantity"]["unit"]
                assert row["valueQuantity"]["system"] == "http://unitsofmeasure.org"


def test_panels_hold_only_known_analytes() -> None:
    assert all(key in ANALYTES for _, _, keys in PANELS.values() for key in keys)


def test_two_analytes_never_share_a_code() -> None:
    assert len({one.code for one in ANALYTES.values()}) == len(ANALYTES)
