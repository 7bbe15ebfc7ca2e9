"""A visit's transcript as a note or a section, with the shipped choice of statements."""

import pytest

from triage.engine.summary.checks import check
from triage.engine.summary.summarize import summarize
from triage.engine.summary.types import Kind

pytestmark = pytest.mark.model

VISIT = """[doctor] good morning . what brings you in today ?
[patient] hi , i have had a bad cough for three weeks .
[doctor] any fever or chills ?
[patient] no .
[doctor] are you taking anything for it ?
[patient] i take guaifenesin six hundred milligrams twice a day .
[doctor] do you smoke ?
[patient] no , i quit ten years ago .
[doctor] okay . on your lung exam i hear some wheezing on the left side .
[patient] okay .
[doctor] your chest x-ray shows no pneumonia .
[doctor] for your cough , i want to start you on an albuterol inhaler , two puffs as needed .
[doctor] i would like to see you back in two weeks .
[patient] sounds good .
"""


def test_a_full_note_has_headings_and_every_sentence_is_backed() -> None:
    summary = summarize(VISIT, Kind.DIALOGUE, "full_note")
    headings = [heading for heading, _ in summary.sections]
    assert "PHYSICAL EXAM" in headings
    assert "ASSESSMENT AND PLAN" in headings
    for sentence in summary.sentences:
        assert not check(sentence.text, [VISIT[span.start : span.end] for span in sentence.sources])


def test_the_note_holds_the_findings_and_the_plan_but_not_the_greeting() -> None:
    text = summarize(VISIT, Kind.DIALOGUE).text.lower()
    for fact in ("cough", "fever", "wheezing", "albuterol"):
        assert fact in text
    assert "good morning" not in text


def test_a_section_has_no_heading() -> None:
    summary = summarize("Doctor: Any surgeries in the past?\nPatient: No, none.", Kind.DIALOGUE, "PASTSURGICAL")
    assert summary.sentences
    assert all(sentence.section == "" for sentence in summary.sentences)


def test_an_unknown_section_is_refused() -> None:
    with pytest.raises(ValueError, match="no section"):
        summarize(VISIT, Kind.DIALOGUE, "NURSING")


def test_an_empty_transcript_makes_an_empty_summary() -> None:
    assert summarize("", Kind.DIALOGUE).sentences == ()
