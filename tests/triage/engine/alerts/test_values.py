from dataclasses import replace

import pytest

from records.engine.dates import SourceDate
from records.engine.rows import ObservationRow
from tests.triage.engine.alerts.rows import TODAY, chart, lab, of, order, problem, shot
from triage.engine.alerts.engine import AlertRules
from triage.engine.alerts.types import Kind, Severity

POTASSIUM, CREATININE, EGFR, HEMOGLOBIN = "2823-3", "2160-0", "33914-3", "718-7"


def test_a_critical_value_is_told_and_units_are_minded(rules: AlertRules) -> None:
    high = rules.alerts(chart(observations=(lab(POTASSIUM, 6.5, "mmol/L"),)))
    assert [a.severity for a in of(high, Kind.CRITICAL)] == [Severity.CRITICAL]
    assert of(rules.alerts(chart(observations=(lab("2339-0", 6.5, "mmol/L"),))), Kind.CRITICAL) == []
    low_glucose = rules.alerts(chart(observations=(lab("2339-0", 2.0, "mmol/L"),)))
    assert [a.title for a in of(low_glucose, Kind.CRITICAL)] == ["glucose 2 mmol/L, critically low"]


@pytest.mark.parametrize(
    "silent",
    [
        lab(POTASSIUM, 6.5, "furlongs"),
        lab(POTASSIUM, 6.5, "mmol/L", "2026-10-01"),
        lab(POTASSIUM, 6.5, "mmol/L", "2027-01-01"),
        lab(POTASSIUM, 6.5, "mmol/L", comparator="<"),
        lab(POTASSIUM, 5.9, "mmol/L"),
    ],
)
def test_unknown_units_old_future_and_bounded_values_say_nothing(rules: AlertRules, silent: ObservationRow) -> None:
    assert of(rules.alerts(chart(observations=(silent,))), Kind.CRITICAL) == []


def test_the_laboratorys_own_word_comes_first(rules: AlertRules) -> None:
    said = lab(POTASSIUM, 5.9, "mmol/L", interpretation="HH")
    assert of(rules.alerts(chart(observations=(said,))), Kind.CRITICAL)


def test_rising_creatinine_is_told_with_both_values(rules: AlertRules) -> None:
    rows = (lab(CREATININE, 1.4, "mg/dL"), lab(CREATININE, 1.0, "mg/dL", "2026-11-23"))
    [alert] = of(rules.alerts(chart(observations=rows)), Kind.TREND)
    assert "KDIGO" in alert.why
    assert [row.ref for row in alert.rows] == [row.ref for row in rows]


def test_a_slow_rise_is_no_acute_injury(rules: AlertRules) -> None:
    rows = (lab(CREATININE, 1.4, "mg/dL"), lab(CREATININE, 1.0, "mg/dL", "2026-06-23"))
    assert of(rules.alerts(chart(observations=rows)), Kind.TREND) == []


def test_hemoglobin_that_falls_and_stays_normal_says_nothing(rules: AlertRules) -> None:
    rows = (lab(HEMOGLOBIN, 13.5, "g/dL"), lab(HEMOGLOBIN, 16, "g/dL", "2026-11-10"))
    assert of(rules.alerts(chart(observations=rows)), Kind.TREND) == []


def test_the_newer_creatinine_goes_before_an_older_reported_egfr(rules: AlertRules) -> None:
    rows = (lab(CREATININE, 2.1, "mg/dL"), lab(EGFR, 70, "mL/min/{1.73_m2}", "2026-05-01"))
    [alert] = of(rules.alerts(chart(medications=(order("Metformin 500 MG"),), observations=rows)), Kind.KIDNEY)
    assert alert.title == "metformin with eGFR 24: avoid"
    assert {row.source for row in alert.rows} == {"medication", "observation"}


def test_the_strictest_kidney_rule_that_holds_is_told(rules: AlertRules) -> None:
    rows = (lab(EGFR, 40, "mL/min"),)
    [alert] = of(rules.alerts(chart(medications=(order("Metformin 500 MG"),), observations=rows)), Kind.KIDNEY)
    assert "reduce the dose" in alert.title


def test_no_kidney_alert_without_kidney_function_or_for_a_childs_creatinine(rules: AlertRules) -> None:
    medicines = (order("Metformin 500 MG"),)
    assert of(rules.alerts(chart(medications=medicines)), Kind.KIDNEY) == []
    child = chart(born="2018-01-01", medications=medicines, observations=(lab(CREATININE, 2.1, "mg/dL"),))
    assert of(rules.alerts(child), Kind.KIDNEY) == []


def test_monitoring_is_due_once_it_is_late_and_names_who_asks(rules: AlertRules) -> None:
    medicines = (order("Spironolactone", ordered="2025-01-01"), order("Lisinopril", ordered="2025-01-01"))
    late = of(rules.alerts(chart(medications=medicines)), Kind.MONITORING)
    assert [a.title for a in late if "potassium" in a.title] == ["potassium is due (lisinopril, spironolactone)"]
    fresh = chart(medications=medicines, observations=(lab(POTASSIUM, 4.4, "mmol/L"),))
    assert [a for a in of(rules.alerts(fresh), Kind.MONITORING) if "potassium" in a.title] == []


def test_a_new_order_gives_time_before_monitoring_is_due(rules: AlertRules) -> None:
    assert of(rules.alerts(chart(medications=(order("Levothyroxine", ordered="2026-10-01"),))), Kind.MONITORING) == []


def test_vaccines_are_due_by_age_and_last_dose(rules: AlertRules) -> None:
    due = {
        a.key
        for a in of(rules.alerts(chart(immunizations=(shot("Influenza, seasonal", "2026-10-01"),))), Kind.IMMUNIZATION)
    }
    assert "immunization:influenza" not in due
    assert {"immunization:zoster", "immunization:tetanus"} <= due
    assert "immunization:hpv" not in due


@pytest.mark.parametrize(
    ("born", "doses"), [("2026-10-20", 0), ("2026-09-01", 1), ("2025-10-01", 2), ("2024-11-01", 3), ("2021-11-01", 4)]
)
def test_doses_of_childhood_come_due_one_by_one(rules: AlertRules, born: str, doses: int) -> None:
    def is_due(given: int) -> bool:
        shots = tuple(shot("IPV", f"2026-11-{day:02}") for day in range(1, 1 + given))
        found = of(rules.alerts(chart(born=born, immunizations=shots)), Kind.IMMUNIZATION)
        return "immunization:polio" in {alert.key for alert in found}

    assert not is_due(doses)
    assert doses == 0 or is_due(doses - 1)


def test_nothing_is_told_of_somebody_who_has_died(rules: AlertRules) -> None:
    rows = chart(observations=(lab(POTASSIUM, 6.8, "mmol/L"),))
    assert rules.alerts(rows) != []
    assert rules.alerts(replace(rows, patient=replace(rows.patient, is_deceased=True))) == []


def vital(code: str, value: float, unit: str = "", day: str = f"{TODAY}T08:00:00Z") -> ObservationRow:
    return ObservationRow(f"{code}-{day}", code, code, "vital-signs", "final", SourceDate(day), value, unit=unit)


SICK = (
    vital("9279-1", 26),
    vital("2708-6", 90),
    vital("8480-6", 95),
    vital("8867-4", 118),
    vital("8310-5", 102.6, "[degF]"),
)


def test_early_warning_is_told_with_its_signs(rules: AlertRules) -> None:
    [alert] = of(rules.alerts(chart(observations=SICK)), Kind.EARLY_WARNING)
    assert alert.title == "NEWS2 12"
    assert alert.severity is Severity.CRITICAL
    assert len(alert.rows) == 5


def test_early_warning_shows_where_it_is_going(rules: AlertRules) -> None:
    day = "2026-11-24T08:00:00Z"
    well = tuple(vital(row.code, value, day=day) for row, value in zip(SICK, (16, 97, 120, 80, 37), strict=True))
    [alert] = of(rules.alerts(chart(observations=(*SICK, *well))), Kind.EARLY_WARNING)
    assert alert.title == "NEWS2 12; 0 before"


@pytest.mark.parametrize(
    "rows", [SICK[:3], tuple(vital(r.code, r.value or 0, r.unit, "2026-01-01T08:00:00Z") for r in SICK)]
)
def test_too_few_or_old_signs_give_no_score(rules: AlertRules, rows: tuple[ObservationRow, ...]) -> None:
    assert of(rules.alerts(chart(observations=rows)), Kind.EARLY_WARNING) == []


def test_nobody_is_scored_in_pregnancy(rules: AlertRules) -> None:
    pregnant = chart(born="1995-01-01", observations=SICK, conditions=(problem("Normal pregnancy", "Z34.9"),))
    assert of(rules.alerts(pregnant), Kind.EARLY_WARNING) == []


def test_a_child_is_not_scored(rules: AlertRules) -> None:
    assert of(rules.alerts(chart(born="2020-01-01", observations=SICK)), Kind.EARLY_WARNING) == []
