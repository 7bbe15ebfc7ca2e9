"""Reasons, plans and events are asked of the notes; rows answer what rows hold."""

import pytest

from assistant.engine.mind.note_parts import part_of
from assistant.engine.types import Passage, Source, Status
from records.engine.rows import MedicationRow, ObservationRow, ReportRow
from tests.assistant.engine.mind.asking import ask
from tests.assistant.engine.mind.charts import marta, on, value
from tests.assistant.engine.mind.test_denials import wrote
from tests.fakes.tools import FakeTools


def test_why_a_drug_was_stopped_is_told_by_the_note_and_not_by_its_indication() -> None:
    tools = wrote(("2024-02-01", "Ramipril stopped because of a dry cough."))
    tools.medicines = [MedicationRow("m", "Ramipril 5 MG Oral Tablet", "", "stopped", on("2023-01-01"), reason="Gout")]
    reply = ask("Why was ramipril stopped?", tools)
    assert "dry cough" in reply.text
    assert "Gout" not in reply.text


def test_why_a_drug_is_taken_is_still_told_by_the_order() -> None:
    assert "Hypertension" in ask("why is she on metoprolol succinate").text


def test_a_drug_that_no_passage_names_is_never_explained_by_another() -> None:
    tools = wrote(("2024-02-01", "Ramipril stopped because of a dry cough."))
    assert ask("Why was warfarin stopped?", tools).status is Status.NOT_IN_RECORD


def test_half_of_a_yes_or_no_question_is_no_answer() -> None:
    tools = wrote(("2024-02-01", "Pain in the left leg after a run."))
    assert ask("does he have leg ulcers?", tools).status is Status.NOT_IN_RECORD


def passage(section: str, text: str) -> Passage:
    return Passage(Source.NOTE, "n", text, 10, 10 + len(text), 0.5, section=section)


def test_a_part_is_found_under_its_heading() -> None:
    assert part_of("plan", passage("Assessment and Plan", "Rest.")) == passage("Assessment and Plan", "Rest.")
    assert part_of("plan", passage("History", "Rest.")) is None


def test_a_labelled_line_is_a_part_with_exact_offsets() -> None:
    text = "S: tired\nO/E: BP 120/80\nP: iron for three months\nTCI if worse"
    part = part_of("plan", passage("", text))
    assert part is not None
    assert part.text == "P: iron for three months\nTCI if worse"
    assert text[part.start - 10 : part.end - 10] == part.text


def test_a_section_of_the_newest_fitting_note_is_quoted() -> None:
    tools = wrote(("2023-01-01", "Plan: more salt."), ("2024-01-01", "Plan: less salt."))
    reply = ask("what is the plan?", tools)
    assert "less salt" in reply.text
    assert "more salt" not in reply.text


def test_only_the_named_authors_and_days_notes_are_asked() -> None:
    tools = wrote(("2024-01-05", "Try apixaban."), ("2024-02-06", "Keep apixaban."))
    assert "Keep" not in ask("What did the note of 2024-01-05 say about apixaban?", tools).text
    assert ask("What did the note of 2020-01-05 say about apixaban?", tools).status is Status.NOT_IN_RECORD


def test_a_kind_of_note_that_does_not_exist_has_said_nothing() -> None:
    tools = wrote(("2024-01-05", "Try apixaban."))
    reply = ask("What did the discharge summary say about apixaban?", tools)
    assert reply.status is Status.NOT_IN_RECORD


def test_a_chart_question_and_a_literature_question_are_both_answered() -> None:
    reply = ask("What is the potassium and what does the literature say about spironolactone in heart failure?")
    assert "5.6" in reply.text
    assert {c.source for c in reply.citations} == {Source.OBSERVATION, Source.LITERATURE}


def test_a_newer_note_on_smoking_is_shown_beside_the_recorded_status() -> None:
    tools = wrote(("2024-06-01", "Smokes three cigarettes a day again."))
    tools.observed = [
        ObservationRow(
            "s", "72166-2", "Smoking status", "social", "final", on("2023-01-01"), value_text="Former smoker"
        )
    ]
    reply = ask("does he smoke?", tools)
    assert reply.text.startswith("Former smoker")
    assert "three cigarettes" in reply.text


def reported() -> FakeTools:
    tools = wrote()
    tools.readings = [
        ReportRow("r2", "Echocardiogram", "", "final", on("2024-05-01"), "Left atrium 4.1 cm."),
        ReportRow("r1", "Echocardiogram", "", "final", on("2022-05-01"), "Ejection fraction 31%."),
        ReportRow("r3", "CT of the head", "", "final", on("2023-05-01"), "No hemorrhage."),
        ReportRow("r4", "CT of the chest", "", "final", on("2024-01-01"), "No nodule."),
    ]
    return tools


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What did the first echocardiogram show?", "31%"),
        ("What did the last echocardiogram show?", "4.1 cm"),
        ("How big is the left atrium?", "4.1 cm"),
        ("Was there bleeding on the head CT?", "No hemorrhage"),
        ("What did the chest CT show?", "No nodule"),
    ],
)
def test_the_report_that_holds_what_was_asked_answers(question: str, answer: str) -> None:
    assert answer in ask(question, reported()).text


def test_a_longer_name_in_the_chart_wins_over_a_part_of_it() -> None:
    tools = marta()
    tools.observed = [*tools.observed, value("x1", "Hemoglobin S fraction", "2024-01-01", 43, "%")]
    assert "43" in ask("latest hemoglobin S fraction", tools).text


def test_a_drug_level_is_a_measurement_and_not_an_order() -> None:
    tools = marta()
    tools.observed = [*tools.observed, value("x2", "Metoprolol level", "2024-01-01", 61, "ng/mL")]
    assert "61" in ask("latest metoprolol level", tools).text
    assert ask("latest metoprolol level").status is Status.NOT_IN_RECORD


@pytest.mark.parametrize("word", ["viral", "atrium", "hypotension", "thrombolysis", "focal", "through", "point"])
def test_a_real_word_is_not_corrected_into_another(word: str) -> None:
    assert not any("Read" in s.text for s in ask(f"what about the {word}").sentences)


def test_what_was_not_found_is_said_in_the_users_words() -> None:
    assert "plan for diabetes" in ask("What is the plan for diabetes?", wrote(("2024-01-01", "Knee pain."))).text


def test_a_note_that_is_asked_for_as_such_is_quoted_from_its_beginning() -> None:
    tools = wrote(("2024-01-05", "What hurts: the cough. Lungs clear."), ("2024-02-06", "What hurts: the wart."))
    reply = ask("What did the note of 2024-01-05 say?", tools)
    assert reply.text.endswith("“What hurts: the cough. Lungs clear.”")


def test_a_note_tells_who_smokes_where_no_status_is_recorded() -> None:
    reply = ask("does he smoke?", wrote(("2024-01-05", "Smoking: has never smoked.")))
    assert reply.status is Status.ANSWERED
    assert "never smoked" in reply.text
