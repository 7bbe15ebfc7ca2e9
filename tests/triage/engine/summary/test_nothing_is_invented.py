"""Over every kind of summary: what it says of numbers, drugs, doses, sides and denials stands in its source.

The notes are made to mislead: sides that differ from line to line, doses of two drugs in one sentence, lists that are
denied, discontinued, somebody else's or only possible, and figures that another sentence would change."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

import pytest

from records.engine.dates import SourceDate
from records.engine.rows import AllergyRow, ConditionRow, EncounterRow, MedicationRow, NoteRow, ObservationRow
from tests.triage.engine.summary.rows import TODAY
from tests.triage.engine.summary.rows import chart as small_chart
from triage.engine.summary.checks import check
from triage.engine.summary.discharge import discharge_summary
from triage.engine.summary.drugs import drugs_in
from triage.engine.summary.handout import handout
from triage.engine.summary.overview import overview
from triage.engine.summary.summarize import summarize
from triage.engine.summary.types import ChartSentence, ChartSummary, Kind

NOTES = (
    "Denies: chest pain, fever, left leg swelling.\nAssessment: Right knee osteoarthritis.\n"
    "Plan: Inject the right knee. Naproxen 500 mg twice daily for 10 days. Left knee is not to be injected.",
    "DISCONTINUED MEDICATIONS: warfarin 5 mg, amiodarone 200 mg.\nMEDICATIONS: apixaban 5 mg twice daily.\n"
    "FAMILY HISTORY: breast cancer, stroke at 51.\nASSESSMENT: Atrial fibrillation without stroke.\n"
    "PLAN: Stay on apixaban 5 mg. Do not restart warfarin.",
    "Negative for: cough, haemoptysis.\nHPI: Takes digoxin 0.125 mg, was 0.25 mg. Potassium 3.1, had been 4.2. "
    "No palpitations now. Bilateral ankle oedema, worse on the left.\nPlan: Digoxin 0.125 mg. Potassium in 3 days.",
    "Impression:\n1. No evidence of pulmonary embolism.\n2. 4 mm nodule in the right upper lobe, not 14 mm.\n"
    "3. Left pleural effusion has resolved.\nRecommendations: CT in 12 months. No antibiotics.",
    "DIFFERENTIAL DIAGNOSIS: meningitis, migraine.\nRULE OUT: subarachnoid haemorrhage.\nASSESSMENT: Migraine.\n"
    "PLAN: Sumatriptan 50 mg, at most 100 mg in a day. Lumbar puncture is not needed.",
    "ALLERGIES: Not allergic to penicillin. Sulfa gives hives.\nHOME MEDICATIONS: metformin 500 mg.\n"
    "DISCHARGE MEDICATIONS: metformin 1000 mg, insulin glargine 12 units.\nPLAN: Hold metformin 2 days for contrast.",
    "Mother says he has no seizures since 3 weeks. Levetiracetam 250 mg twice daily, not 500 mg. His brother has "
    "seizures. Right arm weakness has gone; left arm was never weak. EEG pending.",
    "Vitals: BP 90/60, pulse 120, O2 88 % on room air.\nLungs: crackles on the right, clear on the left.\n"
    "Abdomen: no tenderness.\nAssessment: Sepsis, no source yet.\nPlan: 30 ml/kg fluid. Vancomycin 1 g. No steroids.",
)
DIALOGUES = (
    "Doctor: Any pain in the left knee?\nPatient: No, the right one.\nDoctor: Do you take ibuprofen?\n"
    "Patient: Not ibuprofen, I take naproxen, five hundred milligrams.\nDoctor: Fever or chills?\nPatient: No fever, "
    "but chills for two days.\nDoctor: I will order an x-ray of the right knee. Keep the naproxen, "
    "not more than twice a day.",
    "Doctor: Your hemoglobin is nine point two, it was eleven.\nPatient: I have no bleeding. My mother had cancer.\n"
    "Doctor: Any allergies?\nPatient: Not to penicillin. Codeine makes me sick.\nDoctor: Stop the aspirin, "
    "start ferrous sulfate three twenty five daily. No colonoscopy yet. See me in six weeks.",
    "Doctor: Has the numbness gone to the left hand?\nPatient: Never to the left, only the right hand, three fingers.\n"
    "Doctor: Are you still on lisinopril twenty?\nPatient: It was cut to ten.\nDoctor: So lisinopril ten. "
    "We will not operate. Splint on the right at night for four weeks.",
)
ARTICLES = (
    "We asked if drug A lowers falls. 412 people were randomised. Falls fell by 12 % (95% CI 3 to 20) with 5 mg, not "
    "with 10 mg. Death did not differ. No benefit was seen in the left-handed. We conclude that 5 mg may help.",
)
DOSE = "2.5 mg on Mon, 5 mg on other days"
# Words of the notes above that mean the opposite, or somebody else, without what stands before them.
MEANT = {
    "left leg swelling": r"(?i)den(?:y|ies|ied)[^.]*left leg swelling",
    "warfarin 5 mg": r"(?i)discontinued[^.]*warfarin 5 mg",
    "breast cancer": r"(?i)family history\s[^.]*breast cancer",
    "haemoptysis": r"(?i)negative[^.]*haemoptysis",
    "meningitis": r"(?i)differential diagnosis\s[^.]*meningitis",
    "subarachnoid": r"(?i)rule out[:\s][^.]*subarachnoid",
    "metformin 500 mg": r"(?i)home medications\s[^.]*metformin 500 mg",
    "penicillin": r"(?i)not allergic to penicillin",
}


def chart_of(text: str) -> tuple[EncounterRow, ChartSummary, ChartSummary, ChartSummary]:
    """Stay, overview, discharge summary and handout of a chart whose one note is this text."""
    day = SourceDate("2026-03-02")
    stay = EncounterRow(
        "e", "Stay", "IMP", "finished", SourceDate("2026-03-01"), SourceDate("2026-03-05"), "Fall, left"
    )
    rows = replace(
        small_chart(),
        conditions=(
            ConditionRow("c1", "Fracture of left wrist", "", "active", "confirmed", day),
            ConditionRow("c2", "Type 2 diabetes mellitus without complication", "", "active", "confirmed", None),
        ),
        medications=(
            MedicationRow(
                "m1", "warfarin 2.5 MG tablet", "", "active", day, dosage="2.5 mg on Mon, 5 mg on other days"
            ),
            MedicationRow("m2", "warfarin 5 MG tablet", "", "stopped", SourceDate("2020"), day),
        ),
        allergies=(AllergyRow("a1", "No known drug allergy", "", "active", "confirmed", none_known=True),),
        observations=(ObservationRow("o1", "1", "INR", "laboratory", "preliminary", day, 3.4, ">", high=3.0),),
        encounters=(stay,),
        notes=(NoteRow("n", "Note", "", "", "signed", day, text),),
    )
    return stay, overview(rows, TODAY), discharge_summary(rows, stay), handout(rows, stay, 6).summary


def sentences(made: ChartSummary) -> Iterator[ChartSentence]:
    return chain.from_iterable(section.sentences for section in made.sections)


@pytest.mark.parametrize("text", NOTES)
def test_of_a_note_every_word_is_its_own_and_no_heading_is_lost(text: str) -> None:
    made = summarize(text, Kind.NOTE)
    assert made.sentences
    for one in made.sentences:
        assert one.text == " ".join(" ".join(text[s.start : s.end].split()) for s in one.sources)
    printed = made.text
    for words, meaning in MEANT.items():
        assert words not in printed or re.search(meaning, printed), words


@pytest.mark.parametrize("text", NOTES)
def test_of_a_chart_every_sentence_is_backed_by_its_rows_and_spans(text: str) -> None:
    _stay, *made = chart_of(text)
    for one in made:
        assert one.withheld == 0
        for sentence in sentences(one):
            assert check(sentence.text, [source.quote for source in sentence.sources]) == ()


@pytest.mark.parametrize("text", NOTES)
def test_what_was_denied_stopped_or_is_anothers_does_not_become_the_patients_own(text: str) -> None:
    _stay, _overview, *leaving = chart_of(text)
    for made in leaving:
        told = " ".join(sentence.text for sentence in sentences(made))
        for words, meaning in MEANT.items():
            assert words not in told or re.search(meaning, told), words


@pytest.mark.parametrize("text", NOTES)
def test_a_handout_keeps_each_figure_and_drug_of_the_sentence_that_it_puts_plainly(text: str) -> None:
    *_, made = chart_of(text)
    for sentence in sentences(made):
        for source in sentence.sources:
            if source.start is not None:
                numbers = re.findall(r"\d+(?:[.,/]\d+)*", source.quote)
                assert all(number in sentence.text for number in numbers)
                assert drugs_in(source.quote) == drugs_in(sentence.text)
    told = " ".join(sentence.text for sentence in sentences(made))
    assert DOSE in told
    assert "> 3.4" in told


@pytest.mark.model
@pytest.mark.parametrize("text", DIALOGUES)
def test_of_a_dialogue_every_sentence_is_backed_by_its_turns(text: str) -> None:
    made = summarize(text, Kind.DIALOGUE)
    assert made.sentences
    for one in made.sentences:
        assert check(one.text, [text[span.start : span.end] for span in one.sources]) == ()


@pytest.mark.model
def test_sides_and_doses_of_a_dialogue_do_not_change_places() -> None:
    said = " ".join(summarize(text, Kind.DIALOGUE).text.lower() for text in DIALOGUES)
    for wrong in (
        "left knee pain",
        "takes ibuprofen",
        "takes lisinopril 20",
        "allergic to penicillin",
        "left hand numb",
    ):
        assert wrong not in said


@pytest.mark.parametrize("text", ARTICLES)
def test_of_an_article_every_sentence_is_verbatim(text: str) -> None:
    for one in summarize(text, Kind.ARTICLE).sentences:
        assert one.text in " ".join(text.split())
