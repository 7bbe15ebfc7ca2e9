from assistant.engine.demo import DemoClinic
from tests.assistant.engine.demo.reading import by_ref, resources, shown


def test_there_are_questions_for_every_chart(clinic: DemoClinic) -> None:
    assert all(chart.questions for chart in clinic.charts)
    assert sum(len(chart.questions) for chart in clinic.charts) >= 150


def test_expected_answers_stand_in_their_evidence(clinic: DemoClinic) -> None:
    for chart in clinic.charts:
        known = by_ref(chart)
        for asked in chart.questions:
            text = " ".join(shown(known[ref]) for ref in asked.evidence).lower()
            for group in asked.expected:
                assert any(one.lower() in text for one in group), (chart.key, asked.question)


def test_what_is_said_to_be_absent_is_nowhere_in_the_chart(clinic: DemoClinic) -> None:
    for chart in clinic.charts:
        everything = " ".join(shown(row) for row in resources(chart))
        for asked in chart.questions:
            assert not any(word in everything for word in asked.absent), (chart.key, asked.question)


def test_answered_and_unanswerable_questions_are_told_apart(clinic: DemoClinic) -> None:
    for chart in clinic.charts:
        for asked in chart.questions:
            assert asked.patient == chart.patient
            if asked.status == "answered":
                assert asked.expected
                assert asked.evidence
                assert not asked.absent
            else:
                assert asked.status == "not_in_record"
                assert asked.absent
                assert not asked.expected


def test_questions_reach_into_rows_of_every_kind(clinic: DemoClinic) -> None:
    kinds = {ref.split("/")[0] for chart in clinic.charts for one in chart.questions for ref in one.evidence}
    assert kinds >= {
        "AllergyIntolerance",
        "Condition",
        "DiagnosticReport",
        "DocumentReference",
        "Encounter",
        "Immunization",
        "MedicationRequest",
        "Observation",
        "Patient",
        "Procedure",
    }


def test_answers_do_not_rest_on_withdrawn_or_replaced_rows(clinic: DemoClinic) -> None:
    for chart in clinic.charts:
        known = by_ref(chart)
        for asked in chart.questions:
            for ref in asked.evidence:
                assert known[ref].get("status") not in ("entered-in-error", "superseded"), asked.question
