"""Overview and discharge summary of a chart: what is told, from where, and what is left out."""

from dataclasses import replace
from datetime import date

from records.engine.dates import SourceDate
from records.engine.rows import EncounterRow, MedicationRow, ReportRow
from tests.triage.engine.summary.rows import NOTE, STAY, TODAY, chart
from triage.engine.summary.discharge import discharge_summary
from triage.engine.summary.matching import left_out
from triage.engine.summary.matching import told as words_of
from triage.engine.summary.overview import last_visit, overview
from triage.engine.summary.types import ChartSection, ChartSummary, RowKind, SectionKey


def part(summary: ChartSummary, key: SectionKey) -> ChartSection:
    return next(section for section in summary.sections if section.key is key)


def told(summary: ChartSummary, key: SectionKey) -> str:
    return " ".join(sentence.text for sentence in part(summary, key).sentences)


def test_a_problem_is_told_with_its_medicine_and_newest_measurement() -> None:
    first = part(overview(chart(), TODAY), SectionKey.PROBLEMS).sentences[0]
    assert "hypertension" in first.text
    assert "lisinopril" in first.text
    assert "142 mmHg" in first.text
    assert {source.ref for source in first.sources} == {"c1", "m1", "o1"}


def test_changes_are_those_since_the_last_visit() -> None:
    changes = told(overview(chart(), TODAY), SectionKey.CHANGES)
    for fact in ("Started: amoxicillin", "Hemoglobin: 10.1 g/dL", "Resolved: Pneumonia"):
        assert fact in changes
    assert "lisinopril" not in changes


def test_open_questions_name_the_allergy_conflict_and_quote_the_note() -> None:
    questions = part(overview(chart(), TODAY), SectionKey.QUESTIONS).sentences
    assert any("although an allergy is recorded" in one.text for one in questions)
    quoted = next(one for one in questions if one.sources[0].kind is RowKind.NOTE)
    assert quoted.text == "Repeat chest x-ray in 6 weeks."
    assert quoted.sources[0].quote == chart().notes[0].text[quoted.sources[0].start : quoted.sources[0].end]


def test_a_visit_that_is_still_to_come_is_not_the_last_one() -> None:
    assert last_visit(chart().encounters, date(2025, 6, 1)) == chart().encounters[1]
    assert last_visit((), TODAY) is None


def test_a_discharge_summary_tells_the_stay_and_what_goes_home() -> None:
    summary = discharge_summary(chart(), STAY)
    assert "Pneumonia" in told(summary, SectionKey.REASON)
    assert "Oxygen was needed for 2 days." in told(summary, SectionKey.COURSE)
    assert "Repeat chest x-ray" in told(summary, SectionKey.FOLLOW_UP)
    assert "Hemoglobin: 10.1" in told(summary, SectionKey.RESULTS)
    medicines = told(summary, SectionKey.MEDICATIONS)
    assert "New: amoxicillin" in medicines
    assert "Continued: lisinopril" in medicines


def test_medicines_are_told_as_new_changed_stopped_continued_or_given_in_the_stay_only() -> None:
    day = SourceDate
    medicines = (
        MedicationRow("1", "lisinopril 20 MG tablet", "", "active", day("2026-03-02"), dosage="1 a day"),
        MedicationRow("2", "lisinopril 10 MG tablet", "", "stopped", day("2024-01-01"), day("2026-03-02")),
        MedicationRow("3", "ceftriaxone 1 G injection", "", "completed", day("2026-03-01"), day("2026-03-03")),
        MedicationRow("4", "ibuprofen 400 MG tablet", "", "stopped", day("2025-05-01"), day("2026-03-01")),
        MedicationRow("5", "metformin 500 MG tablet", "", "active", day("2020-01-01")),
        MedicationRow("6", "apixaban 5 MG tablet", "", "active", day("2026-03-03")),
        MedicationRow("7", "prednisone 5 MG tablet", "", "active", day("2026-03-09")),
        MedicationRow("8", "aspirin 81 MG tablet", "", "completed", day("2019-01-01"), day("2026-03-08")),
    )
    lines = told(discharge_summary(replace(chart(), medications=medicines), STAY), SectionKey.MEDICATIONS)
    for wanted in (
        "New: apixaban",
        "Changed: lisinopril 20 MG tablet, 1 a day, active, ordered 2 Mar 2026; before: lisinopril 10 MG tablet.",
        "Stopped: ibuprofen 400 MG tablet.",
        "Continued: metformin",
        "Continued: aspirin",
        "Given in this time only: ceftriaxone",
    ):
        assert wanted in lines
    assert "prednisone" not in lines
    assert "Stopped: lisinopril" not in lines


def test_results_without_their_last_word_and_booked_visits_are_told() -> None:
    culture = ReportRow("r1", "Blood culture", "", "preliminary", SourceDate("2026-03-02"))
    booked = EncounterRow("e9", "Chest clinic", "AMB", "planned", SourceDate("2026-04-20"))
    rows = replace(chart(), reports=(culture,), encounters=(booked, *chart().encounters))
    made = discharge_summary(rows, STAY)
    assert told(made, SectionKey.PENDING) == "Awaited: Blood culture, 2 Mar 2026."
    assert told(made, SectionKey.FOLLOW_UP).startswith("Booked: Chest clinic, 20 Apr 2026.")


def test_an_order_against_an_allergy_is_an_open_question_of_the_discharge_summary() -> None:
    assert "although an allergy is recorded" in told(discharge_summary(chart(), STAY), SectionKey.QUESTIONS)


def test_assessment_and_plan_in_one_part_are_told_apart() -> None:
    text = "ASSESSMENT AND PLAN: Pneumonia of the left lung. Continue doxycycline 100 mg. CRP is pending."
    made = discharge_summary(replace(chart(), notes=(replace(NOTE, text=text),)), STAY)
    assert told(made, SectionKey.COURSE) == "Pneumonia of the left lung."
    assert told(made, SectionKey.FOLLOW_UP) == "Continue doxycycline 100 mg."
    assert told(made, SectionKey.PENDING) == "CRP is pending."


def test_what_a_heading_turns_into_something_else_is_not_quoted() -> None:
    text = "Discontinued medications: warfarin 5 mg.\nPrevious plan: Stop aspirin.\nPlan: Walk each day."
    made = discharge_summary(replace(chart(), notes=(replace(NOTE, text=text),)), STAY)
    assert told(made, SectionKey.FOLLOW_UP) == "Walk each day."


def test_every_sentence_has_a_source_and_none_is_withheld() -> None:
    for summary in (overview(chart(), TODAY), discharge_summary(chart(), STAY)):
        assert all(sentence.sources for section in summary.sections for sentence in section.sentences)
        assert summary.withheld == 0


def test_what_a_text_does_not_mention_is_listed() -> None:
    missing = left_out("Hypertension, on lisinopril.", chart())
    assert [row.name for row in missing.problems] == ["Gout"]
    assert [row.name for row in missing.allergies] == ["Amoxicillin"]
    assert [row.name for row in missing.medications] == ["amoxicillin 500 MG capsule"]
    assert overview(chart(), TODAY).left_out.is_empty


def test_a_name_is_mentioned_by_the_words_that_carry_it() -> None:
    assert words_of("She has essential hypertension.").mentions("Essential hypertension (disorder)")
    assert not words_of("She has renal disease.").mentions("Essential hypertension (disorder)")
