from pathlib import Path
from typing import Any

import pytest

from records.engine.fhir.types import (
    AllergyRecord,
    ConditionRecord,
    ImmunizationRecord,
    MedicationRecord,
    ProcedureRecord,
)
from tests.records.engine.fhir.builders import about, allergy, concept, condition, failures, only, order, read, warnings

RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"


def _drug(folder: Path, *others: dict[str, Any], **fields: Any) -> MedicationRecord:
    return only(read(folder, order(**fields), *others), MedicationRecord)


def test_a_condition_keeps_statuses_dates_and_severity(tmp_path: Path) -> None:
    made = condition(
        category=[concept("Problem", "problem-list-item")],
        onsetDateTime="2015-06",
        abatementDateTime="2018",
        recordedDate="2015-06-10",
        severity={"text": "Mild"},
    )
    record = only(read(tmp_path, made), ConditionRecord)
    assert (record.status, record.verification, record.category) == ("active", "confirmed", "problem-list-item")
    assert [str(day) for day in (record.onset, record.abated, record.recorded)] == ["Jun 2015", "2018", "10 Jun 2015"]
    assert record.severity == "Mild"


def test_an_onset_that_is_no_date_is_kept_in_words(tmp_path: Path) -> None:
    made = condition(onsetAge={"value": 12, "unit": "years"}, abatementString="in her teens")
    record = only(read(tmp_path, made), ConditionRecord)
    assert (record.onset, record.onset_text, record.abated_text) == (None, "at age 12 years", "in her teens")


def test_a_missing_clinical_status_is_not_invented(tmp_path: Path) -> None:
    made = condition()
    del made["clinicalStatus"]
    items = read(tmp_path, made)
    assert only(items, ConditionRecord).status == ""
    assert "clinicalStatus: missing" in warnings(items)


def test_a_condition_that_nothing_names_fails(tmp_path: Path) -> None:
    assert failures(read(tmp_path, condition(code={}))) == [("Condition", "code: nothing names it")]


def test_an_instruction_is_put_in_words(tmp_path: Path) -> None:
    dosage = {
        "timing": {"repeat": {"frequency": 2, "period": 1, "periodUnit": "d", "boundsPeriod": {"end": "2021-05-01"}}},
        "doseAndRate": [{"doseQuantity": {"value": 0.5, "unit": "mg"}}],
        "route": {"text": "by mouth"},
        "asNeededCodeableConcept": {"text": "pain"},
    }
    record = _drug(tmp_path, dosageInstruction=[dosage])
    assert record.dosage == "0.5 mg, by mouth, twice every day, as needed for pain"
    assert str(record.ended) == "1 May 2021"


def test_a_dose_without_unit_is_not_given_one(tmp_path: Path) -> None:
    record = _drug(tmp_path, dosageInstruction=[{"doseAndRate": [{"doseQuantity": {"value": 1}}]}])
    assert record.dosage == "1 per dose"


def test_the_sources_own_words_come_first(tmp_path: Path) -> None:
    dosages = [{"sequence": 2, "text": "then one daily"}, {"sequence": 1, "text": "two at once"}]
    assert _drug(tmp_path, dosageInstruction=dosages).dosage == "two at once; then one daily"


def test_a_contained_or_referenced_medication_names_the_drug(tmp_path: Path) -> None:
    drug = {"resourceType": "Medication", "id": "m1", "code": concept("Allopurinol 100 mg", "1", RXNORM)}
    contained = order("c", contained=[drug], medicationReference={"reference": "#m1"})
    referenced = order("r", medicationReference={"reference": "Medication/m1"})
    for made, others in ((contained, []), (referenced, [drug])):
        del made["medicationCodeableConcept"]
        record = only(read(tmp_path, made, *others), MedicationRecord)
        assert (record.name, record.codes[0].code) == ("Allopurinol 100 mg", "1")


def test_a_reason_is_named_by_the_condition_it_refers_to(tmp_path: Path) -> None:
    record = _drug(tmp_path, condition(), reasonReference=[{"reference": "Condition/con-1"}])
    assert (record.reason, record.reason_ids) == ("Gout", ("con-1",))


def test_a_statement_of_use_is_a_medication_too(tmp_path: Path) -> None:
    made = about(
        "MedicationStatement",
        "s",
        status="active",
        medicationCodeableConcept=concept("Ibuprofen"),
        effectivePeriod={"start": "2020-01", "end": "2020-03"},
        dosage=[{"text": "one at night"}],
    )
    record = only(read(tmp_path, made), MedicationRecord)
    assert (record.resource_type, record.dosage) == ("MedicationStatement", "one at night")
    assert [str(record.authored), str(record.ended)] == ["Jan 2020", "Mar 2020"]


def test_an_allergy_keeps_reactions_with_severity(tmp_path: Path) -> None:
    reaction = {"manifestation": [concept("Hives"), concept("Wheeze")], "severity": "severe"}
    made = allergy(criticality="high", category=["medication"], reaction=[reaction], recordedDate="1999")
    record = only(read(tmp_path, made), AllergyRecord)
    assert record.reactions == ("Hives; Wheeze (severe)",)
    assert (record.criticality, record.category, record.none_known) == ("high", "medication", False)


@pytest.mark.parametrize(
    "code",
    [
        concept("No known allergies"),
        concept("NKDA"),
        concept("No known drug allergy"),
        {"coding": [{"system": "http://snomed.info/sct", "code": "716186003"}]},
    ],
)
def test_no_known_allergy_is_told_from_an_allergy(tmp_path: Path, code: dict[str, Any]) -> None:
    assert only(read(tmp_path, allergy(code=code)), AllergyRecord).none_known


def test_a_name_that_only_contains_no_is_an_allergy(tmp_path: Path) -> None:
    assert not only(read(tmp_path, allergy(code=concept("Allergy to nomegestrol"))), AllergyRecord).none_known


def test_a_procedure_keeps_period_reason_and_people(tmp_path: Path) -> None:
    made = about(
        "Procedure",
        "p",
        status="completed",
        code=concept("Joint aspiration"),
        performedPeriod={"start": "2021-03-04T10:00:00+01:00", "end": "2021-03-04T10:20:00+01:00"},
        performer=[{"actor": {"display": "Dr. Ono"}}],
        location={"display": "Day unit"},
        reasonCode=[concept("Effusion")],
    )
    record = only(read(tmp_path, made), ProcedureRecord)
    assert (str(record.performed), str(record.ended)) == ("4 Mar 2021", "4 Mar 2021")
    assert (record.provider, record.site, record.reason) == ("Dr. Ono", "Day unit", "Effusion")


def test_a_vaccine_given_at_an_unclear_time_keeps_the_words(tmp_path: Path) -> None:
    made = about(
        "Immunization", "i", "patient", status="completed", vaccineCode=concept("MMR"), occurrenceString="as a child"
    )
    record = only(read(tmp_path, made), ImmunizationRecord)
    assert (record.name, record.given, record.given_text) == ("MMR", None, "as a child")
