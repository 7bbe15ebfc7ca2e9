"""Are the suggested questions those that this chart can answer?"""

from assistant.selectors.suggestions import suggestions
from records.access import Chart
from tests import factories


def test_an_empty_chart_suggests_nothing(chart: Chart) -> None:
    assert suggestions(chart) == []


def test_only_what_the_chart_holds_is_suggested_and_never_more_than_three(chart: Chart) -> None:
    factories.allergy(chart.patient)
    assert suggestions(chart) == ["Does the patient have any allergies?"]
    factories.medication(chart.patient)
    factories.condition(chart.patient)
    factories.encounter(chart.patient)
    assert len(suggestions(chart)) == 3


def test_what_is_followed_over_time_comes_before_what_was_measured_more_often(chart: Chart) -> None:
    for _ in range(3):
        factories.observation(chart.patient, code="17861-6", name="Calcium")
    for _ in range(2):
        factories.observation(chart.patient, code="4548-4", name="Hemoglobin A1c")
    assert suggestions(chart)[0] == "What is the latest Hemoglobin A1c and its trend?"


def test_a_value_measured_once_has_no_trend(chart: Chart) -> None:
    factories.observation(chart.patient, code="4548-4", name="Hemoglobin A1c")
    assert suggestions(chart) == []
