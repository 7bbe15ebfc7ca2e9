"""The traps that the clinic sets on purpose must be there, and nothing else may contradict."""

from assistant.engine.demo import DemoClinic
from tests.assistant.engine.demo.reading import by_ref, note_text, resources, shown


def test_every_conflict_points_at_rows_that_exist(clinic: DemoClinic) -> None:
    for chart in clinic.charts:
        known = by_ref(chart)
        for conflict in chart.conflicts:
            assert all(ref in known for ref in conflict.refs), conflict.kind
            assert conflict.explanation


def test_all_kinds_of_conflict_occur(clinic: DemoClinic) -> None:
    assert {conflict.kind for chart in clinic.charts for conflict in chart.conflicts} == {
        "allergy_and_order",
        "allergy_only_in_note",
        "entered_in_error",
        "family_history",
        "lab_only_in_note",
        "note_denies_allergy",
        "outside_medication_in_note",
        "preliminary_result",
        "smoking_status",
        "stopped_in_note_active_in_orders",
        "superseded_document",
        "two_doses",
    }


def test_a_penicillin_allergy_stands_beside_an_active_amoxicillin_order(clinic: DemoClinic) -> None:
    chart = clinic.chart("pneumonia")
    allergies = [row["code"]["text"] for row in resources(chart, "AllergyIntolerance")]
    active = [
        row["medicationCodeableConcept"]["text"]
        for row in resources(chart, "MedicationRequest")
        if row["status"] == "active"
    ]
    assert allergies == ["Penicillin G"]
    assert "Amoxicillin 875 mg tablet" in active


def test_the_note_stops_lisinopril_while_the_order_runs_on(clinic: DemoClinic) -> None:
    chart = clinic.chart("diabetes_ckd")
    conflict = next(one for one in chart.conflicts if one.kind == "stopped_in_note_active_in_orders")
    note, order = (by_ref(chart)[ref] for ref in conflict.refs)
    assert "Stopped lisinopril today because of the cough" in note_text(note)
    assert order["status"] == "active"


def test_two_strengths_of_one_drug_are_active_together(clinic: DemoClinic) -> None:
    orders = [
        row["medicationCodeableConcept"]["text"]
        for row in resources(clinic.chart("heart_failure"), "MedicationRequest")
        if row["status"] == "active" and "Metoprolol" in row["medicationCodeableConcept"]["text"]
    ]
    assert len(orders) == 2


def test_rows_entered_in_error_are_marked_and_their_content_is_nowhere_else(clinic: DemoClinic) -> None:
    inr = [row for row in resources(clinic.chart("af_warfarin"), "Observation") if row["status"] == "entered-in-error"]
    assert [row["valueQuantity"]["value"] for row in inr] == [12.0]
    chart = clinic.chart("breast_cancer")
    wrong = [
        row
        for row in resources(chart, "Condition")
        if row["verificationStatus"]["coding"][0]["code"] == "entered-in-error"
    ]
    assert [row["code"]["text"] for row in wrong] == ["Type 2 diabetes mellitus"]
    assert "clinicalStatus" not in wrong[0]
    assert sum("diabetes" in shown(row).lower() for row in resources(chart)) == 1


def test_the_corrected_operation_note_replaces_the_wrong_one(clinic: DemoClinic) -> None:
    notes = resources(clinic.chart("knee"), "DocumentReference")
    old = next(row for row in notes if note_text(row).startswith("LEFT TOTAL KNEE"))
    new = next(row for row in notes if note_text(row).startswith("RIGHT TOTAL KNEE"))
    assert (old["status"], new["status"]) == ("superseded", "current")
    assert old["date"] < new["date"]
    assert new["relatesTo"] == [{"code": "replaces", "target": {"reference": f"DocumentReference/{old['id']}"}}]


def test_preliminary_results_say_so(clinic: DemoClinic) -> None:
    for key in ("pregnancy", "epilepsy"):
        reports = resources(clinic.chart(key), "DiagnosticReport")
        assert any(row["status"] == "preliminary" for row in reports), key


def test_some_values_come_with_a_comparator(clinic: DemoClinic) -> None:
    rows = resources(clinic.chart("hiv"), "Observation")
    assert any(row.get("valueQuantity", {}).get("comparator") == "<" for row in rows)


def test_no_known_allergy_and_no_entry_both_occur(clinic: DemoClinic) -> None:
    def codes(key: str) -> list[str]:
        return [row["code"]["text"] for row in resources(clinic.chart(key), "AllergyIntolerance")]

    assert codes("heart_failure") == ["No known allergies"]
    assert codes("gout") == codes("new_patient") == []


def test_outside_drugs_are_in_notes_and_in_no_order(clinic: DemoClinic) -> None:
    for key, drug in (("heart_failure", "ibuprofen"), ("depression", "melatonin"), ("prostate", "pseudoephedrine")):
        chart = clinic.chart(key)
        assert any(drug in note_text(row) for row in resources(chart, "DocumentReference"))
        assert not any(drug in shown(row).lower() for row in resources(chart, "MedicationRequest"))
