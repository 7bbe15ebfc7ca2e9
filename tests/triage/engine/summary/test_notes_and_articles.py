"""Extracts of written texts: verbatim, in parts, never empty."""

from triage.engine.summary.summarize import summarize
from triage.engine.summary.types import Kind, Summary

NOTE = """Chief Complaint: Cough and fever.
History of Present Illness: This 61 year old woman presents with four days of cough. She lives with her sister. She
enjoys gardening. She keeps two cats. Fever reached 39.1 degrees.
Allergies: Penicillin, with hives.
Physical Exam: Crackles at the right base. Abdomen soft.
Assessment: Community acquired pneumonia.
Plan: Start doxycycline 100 mg twice daily. Chest x-ray in six weeks.
"""
ARTICLE = (
    "Sleep is often poor after stroke. We investigated whether light therapy improves sleep after stroke. "
    "Sixty patients were randomized to light or to no light for four weeks. Rooms were quiet. Nurses kept diaries. "
    "Sleep time was significantly longer with light (48 minutes, p < 0.01). Mood did not differ. "
    "We conclude that light therapy may be useful after stroke."
)


def verbatim(text: str, summary: Summary) -> bool:
    sources = [" ".join(text[s.start : s.end].split()) for one in summary.sentences for s in one.sources]
    return [one.text for one in summary.sentences] == sources


def test_a_note_keeps_why_what_and_what_follows_in_its_own_words() -> None:
    summary = summarize(NOTE, Kind.NOTE)
    assert verbatim(NOTE, summary)
    for fact in ("Cough and fever", "Penicillin", "pneumonia", "doxycycline 100 mg"):
        assert fact in summary.text
    assert "two cats" not in summary.text


def test_an_article_keeps_aim_method_result_and_conclusion() -> None:
    summary = summarize(ARTICLE, Kind.ARTICLE)
    assert verbatim(ARTICLE, summary)
    for fact in ("We investigated", "randomized", "significantly longer", "We conclude"):
        assert fact in summary.text
    assert "Nurses kept diaries" not in summary.text


def test_a_short_note_is_shown_whole_and_an_empty_one_as_nothing() -> None:
    assert summarize("Doing well. No complaints.", Kind.NOTE).text == "Doing well. No complaints."
    assert summarize("", Kind.NOTE).sentences == ()
    assert summarize("", Kind.ARTICLE).sentences == ()
