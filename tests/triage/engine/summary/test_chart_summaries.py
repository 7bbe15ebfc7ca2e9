"""Overview and discharge summary of a chart: what is told, from where, and what is left out."""

from datetime import date

from tests.triage.engine.summary.rows import STAY, TODAY, chart
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
