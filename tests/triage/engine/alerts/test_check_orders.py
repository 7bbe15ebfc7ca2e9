"""What would be said if a drug were ordered now."""

from tests.triage.engine.alerts.rows import allergy, chart, order, problem
from triage.engine.alerts.engine import AlertRules
from triage.engine.alerts.types import Kind

CHART = chart(
    medications=(order("Warfarin 5 mg tablet"), order("Metoprolol 25 mg tablet")),
    allergies=(allergy("Penicillin G"),),
    conditions=(problem("Chronic kidney disease, stage 3a", "N18.31"),),
)


def test_a_drug_meets_what_is_taken_and_the_problems(rules: AlertRules) -> None:
    found = rules.check_orders(CHART, ["ibuprofen"])
    assert found.drugs == ("ibuprofen",)
    assert {alert.kind for alert in found.alerts} == {Kind.INTERACTION, Kind.CONDITION}
    assert {row.ref for alert in found.alerts for row in alert.rows} == {
        "Warfarin 5 mg tablet",
        "Chronic kidney disease, stage 3a",
    }


def test_an_allergy_to_the_group_speaks_against_it(rules: AlertRules) -> None:
    found = rules.check_orders(CHART, ["amoxicillin"])
    assert [alert.kind for alert in found.alerts][:1] == [Kind.ALLERGY]


def test_what_is_taken_already_is_not_ordered_twice(rules: AlertRules) -> None:
    found = rules.check_orders(CHART, ["warfarin"])
    assert Kind.DUPLICATE not in {alert.kind for alert in found.alerts}


def test_without_a_drug_all_that_is_taken_is_looked_at(rules: AlertRules) -> None:
    taken = chart(medications=(order("Warfarin 5 mg tablet"), order("Ibuprofen 400 mg tablet")))
    found = rules.check_orders(taken, [])
    assert [alert.kind for alert in found.alerts] == [Kind.INTERACTION]


def test_a_drug_that_is_not_known_is_said_to_be_unknown(rules: AlertRules) -> None:
    assert rules.check_orders(CHART, ["unobtainium"]).drugs == ()
