import pytest

from tests.triage.engine.alerts.rows import allergy, chart, of, order, problem
from triage.engine.alerts.engine import AlertRules
from triage.engine.alerts.types import Kind, Severity


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Simvastatin 10 MG Oral Tablet", {"simvastatin"}),
        ("Hydrochlorothiazide 25 MG / Lisinopril 10 MG Oral Tablet", {"hydrochlorothiazide", "lisinopril"}),
        ("Acetaminophen 325 MG / HYDROcodone Bitartrate 7.5 MG", {"acetaminophen", "hydrocodone"}),
        ("Tylenol PM", {"acetaminophen"}),
        ("insulin human, isophane 70 UNT/ML [Humulin]", {"insulin human"}),
        ("sodium chloride 0.9 %", set()),
    ],
)
def test_an_order_tells_its_ingredients(rules: AlertRules, name: str, expected: set[str]) -> None:
    assert {drug.id for drug in rules.names.find(name)} == expected


def test_two_orders_that_interact_are_named_once_with_both_rows(rules: AlertRules) -> None:
    found = rules.alerts(chart(medications=(order("Warfarin 5 MG"), order("Ibuprofen 400 MG"), order("Advil"))))
    [alert] = of(found, Kind.INTERACTION)
    assert alert.severity is Severity.WARNING
    assert [row.ref for row in alert.rows] == ["Warfarin 5 MG", "Ibuprofen 400 MG"]
    assert "unreviewed" in alert.knowledge


def test_nitrates_with_sildenafil_are_critical(rules: AlertRules) -> None:
    found = rules.alerts(chart(medications=(order("Nitroglycerin 0.4 MG"), order("Viagra 50 MG"))))
    assert [alert.severity for alert in of(found, Kind.INTERACTION)] == [Severity.CRITICAL]


def test_a_pair_that_is_named_itself_goes_before_its_classes(rules: AlertRules) -> None:
    pair = rules.book.interactions[frozenset(("simvastatin", "gemfibrozil"))]
    assert "fenofibrate" in pair.action


@pytest.mark.parametrize("status", ["stopped", "completed", "cancelled", "entered-in-error"])
def test_an_order_that_is_over_interacts_with_nothing(rules: AlertRules, status: str) -> None:
    found = rules.alerts(chart(medications=(order("Warfarin 5 MG"), order("Ibuprofen 400 MG", status=status))))
    assert of(found, Kind.INTERACTION) == []


def test_what_is_only_put_on_the_skin_does_not_interact(rules: AlertRules) -> None:
    found = rules.alerts(chart(medications=(order("Warfarin 5 MG"), order("Diclofenac 1 % Topical Gel"))))
    assert of(found, Kind.INTERACTION) == []


@pytest.mark.parametrize(
    ("drug", "recorded", "severity"),
    [
        ("Amoxicillin 500 MG", "Penicillin V", Severity.CRITICAL),
        ("Augmentin", "Allergy to penicillin", Severity.CRITICAL),
        ("Cephalexin 500 MG", "penicillins", Severity.NOTE),
        ("Bactrim DS", "sulfa drugs", Severity.CRITICAL),
        ("Ibuprofen 400 MG", "Aspirin", Severity.CRITICAL),
    ],
)
def test_an_order_against_an_allergy_is_told(rules: AlertRules, drug: str, recorded: str, severity: Severity) -> None:
    found = of(rules.alerts(chart(medications=(order(drug),), allergies=(allergy(recorded),))), Kind.ALLERGY)
    assert {alert.severity for alert in found} == {severity}
    assert {row.source for alert in found for row in alert.rows} == {"medication", "allergy"}


@pytest.mark.parametrize(
    "harmless",
    [
        allergy("No known drug allergies", none_known=True),
        allergy("Penicillin", clinical_status="inactive"),
        allergy("Peanut"),
        allergy("Shellfish"),
    ],
)
def test_no_known_allergy_and_others_are_no_alert(rules: AlertRules, harmless: object) -> None:
    found = rules.alerts(chart(medications=(order("Amoxicillin 500 MG"),), allergies=(harmless,)))
    assert of(found, Kind.ALLERGY) == []


def test_a_problem_speaks_against_a_drug_by_word_or_code(rules: AlertRules) -> None:
    by_word = rules.alerts(
        chart(medications=(order("Diltiazem 120 MG"),), conditions=(problem("Chronic heart failure"),))
    )
    by_code = rules.alerts(chart(medications=(order("Diltiazem 120 MG"),), conditions=(problem("CHF NOS", "I50.9"),)))
    assert len(of(by_word, Kind.CONDITION)) == len(of(by_code, Kind.CONDITION)) == 1


def test_a_resolved_problem_does_not_unless_once_is_for_good(rules: AlertRules) -> None:
    over = problem("Hyperkalemia", status="resolved")
    lasting = problem("Angioedema", status="resolved")
    found = of(rules.alerts(chart(medications=(order("Lisinopril"),), conditions=(over, lasting))), Kind.CONDITION)
    assert [alert.title for alert in found] == ["lisinopril with angioedema: contraindicated"]


def test_a_drug_that_harms_the_child_is_told_in_pregnancy_only(rules: AlertRules) -> None:
    medicines = (order("Warfarin"), order("Labetalol"))
    pregnant = chart(born="1995-01-01", medications=medicines, conditions=(problem("Normal pregnancy"),))
    assert [a.title for a in of(rules.alerts(pregnant), Kind.PREGNANCY)] == ["warfarin in pregnancy: contraindicated"]
    assert of(rules.alerts(chart(medications=medicines)), Kind.PREGNANCY) == []


def test_two_of_a_class_are_told_and_sensible_pairs_are_not(rules: AlertRules) -> None:
    twice = chart(medications=(order("Omeprazole"), order("Pantoprazole")))
    sensible = chart(
        medications=(order("Insulin glargine"), order("Insulin lispro"), order("Albuterol"), order("Salmeterol"))
    )
    assert [a.title for a in of(rules.alerts(twice), Kind.DUPLICATE)] == [
        "two proton pump inhibitors: omeprazole and pantoprazole"
    ]
    assert of(rules.alerts(sensible), Kind.DUPLICATE) == []


def test_one_order_is_never_twice_what_it_is(rules: AlertRules) -> None:
    found = rules.alerts(chart(medications=(order("amoxicillin 250 MG / clavulanate 125 MG Oral Tablet"),)))
    assert of(found, Kind.DUPLICATE) == []


def test_keys_stay_the_same_whatever_the_order_of_rows(rules: AlertRules) -> None:
    rows = (order("Warfarin"), order("Ibuprofen"), order("Lisinopril"))
    one, other = (rules.alerts(chart(medications=medicines)) for medicines in (rows, rows[::-1]))
    assert {alert.key for alert in one} == {alert.key for alert in other}
