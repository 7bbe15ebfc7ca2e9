"""Does the overview say what is new since the person was last seen, and what does not agree?"""

from datetime import date

from assistant.selectors.overview import overview
from records.access import Chart
from tests import factories

TODAY = date(2024, 6, 1)


def test_news_is_what_is_dated_from_the_last_visit_on(chart: Chart) -> None:
    factories.encounter(chart.patient, start="2024-05-02")
    factories.observation(chart.patient, value=4.4, effective="2023-05-02")
    factories.observation(chart.patient, value=5.6, effective="2024-05-02")
    factories.observation(chart.patient, code="718-7", name="Haemoglobin", effective="2023-05-02")
    factories.medication(chart.patient, name="Losartan", authored="2024-05-02")
    factories.medication(chart.patient, name="Lisinopril", status="stopped", ended="2024-05-03")
    factories.condition(chart.patient, name="Gout", onset="2024-05-02")
    factories.condition(chart.patient)
    news = overview(chart, TODAY).news
    assert [(one.series.name, one.series.change) for one in news.labs] == [("Potassium", "up")]
    assert [row.name for row in news.started] == ["Losartan"]
    assert [row.name for row in news.stopped] == ["Lisinopril"]
    assert [row.name for row in news.problems] == ["Gout"]


def test_a_phone_call_is_no_visit_where_the_person_was_seen_before(chart: Chart) -> None:
    factories.encounter(chart.patient, start="2024-05-02", name="Office visit")
    factories.encounter(chart.patient, start="2024-05-20", name="Phone call", kind="VR")
    seen = overview(chart, TODAY).last_visit
    assert seen is not None
    assert seen.name == "Office visit"


def test_a_planned_visit_is_not_the_last_one(chart: Chart) -> None:
    factories.encounter(chart.patient, start="2024-07-01")
    assert overview(chart, TODAY).last_visit is None


def test_a_value_that_stayed_is_no_news_unless_it_is_out_of_range(chart: Chart) -> None:
    factories.encounter(chart.patient, start="2024-05-02")
    for day in ("2024-05-01", "2024-05-02"):
        factories.observation(chart.patient, effective=day)
        factories.observation(chart.patient, code="2345-7", name="Glucose", effective=day, value=9.9)
    assert [one.series.name for one in overview(chart, TODAY).news.labs] == ["Glucose"]


def test_an_order_against_a_recorded_allergy_is_shown(chart: Chart) -> None:
    factories.allergy(chart.patient, name="Penicillin")
    factories.medication(chart.patient, name="Amoxicillin 500 MG Oral Capsule")
    factories.medication(chart.patient)
    found = overview(chart, TODAY).conflicts
    assert [(one.allergy.name, one.medicine.name) for one in found] == [
        ("Penicillin", "Amoxicillin 500 MG Oral Capsule")
    ]


def test_an_order_that_ended_does_not_conflict(chart: Chart) -> None:
    factories.allergy(chart.patient, name="Penicillin")
    factories.medication(chart.patient, name="Amoxicillin 500 MG Oral Capsule", status="completed")
    assert overview(chart, TODAY).conflicts == ()


def test_the_labs_that_are_out_of_range_come_first(chart: Chart) -> None:
    factories.observation(chart.patient, effective="2024-05-20")
    factories.observation(chart.patient, code="2345-7", name="Glucose", effective="2021-05-02", value=9.9)
    critical = {"code": "718-7", "name": "Haemoglobin", "effective": "2020-05-02", "interpretation": "Critically low"}
    factories.observation(chart.patient, **critical)
    assert [one.series.name for one in overview(chart, TODAY).labs] == ["Haemoglobin", "Glucose", "Potassium"]
