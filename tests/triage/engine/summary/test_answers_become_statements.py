"""A question with its answer as one statement in the style of a note."""

from triage.engine.summary.dialogue.turns import said
from triage.engine.summary.dialogue.unit import Unit
from triage.engine.summary.dialogue.units import units
from triage.engine.summary.dialogue.voice import person_of


def told(transcript: str) -> list[Unit]:
    sentences = said(transcript)
    return list(units(sentences, person_of(sentences)))


def test_a_no_becomes_a_denial_that_rests_on_question_and_answer() -> None:
    transcript = "Doctor: Any fever or chills?\nPatient: No."
    unit = told(transcript)[0]
    assert "Denies any fever or chills." in unit.wordings
    assert [transcript[s.start : s.end] for s in unit.sources] == ["Any fever or chills?", "No."]


def test_a_yes_becomes_a_report() -> None:
    assert "Reports chest pain." in told("Doctor: Do you have any chest pain?\nPatient: Yes, I do.")[0].wordings


def test_an_open_answer_is_told_of_the_patient() -> None:
    assert (
        "The patient takes Lasix daily."
        in told("Doctor: What do you take?\nPatient: I take Lasix every day.")[0].wordings
    )


def test_the_sex_is_used_only_where_it_was_said() -> None:
    unknown = told("Doctor: What hurts?\nPatient: My back hurts when I walk.")
    known = told("Doctor: What hurts, ma'am?\nPatient: My back hurts when I walk.")
    assert "Their back hurts when the patient walks." in unknown[0].wordings
    assert "Her back hurts when she walks." in known[0].wordings


def test_nothing_but_denials_may_be_told_in_one_word() -> None:
    units_ = told("Doctor: Any surgeries in the past?\nPatient: No, never.")
    assert units_[-1].origin == "nothing"
    assert "None." in units_[-1].wordings


def test_one_reported_finding_rules_the_one_word_out() -> None:
    transcript = "Doctor: Any surgeries?\nPatient: No.\nDoctor: Any allergies?\nPatient: Yes, penicillin."
    assert all(unit.origin != "nothing" for unit in told(transcript))


def test_i_do_not_know_is_no_denial() -> None:
    units_ = told("Doctor: Any family history of cancer?\nPatient: I don't know.")
    assert all("Denies" not in wording for unit in units_ for wording in unit.wordings)


def test_who_quit_is_not_said_to_deny_tobacco() -> None:
    wordings = told("Doctor: Do you smoke?\nPatient: No, I quit ten years ago.")[0].wordings
    assert wordings == ("Does not smoke.", "The patient does not smoke.")


def test_a_history_is_told_only_where_one_was_asked_for() -> None:
    now = told("Doctor: Any chest pain?\nPatient: No.")[0].wordings
    past = told("Doctor: Have you ever had chest pain?\nPatient: Yes, once.")[0].wordings
    assert not any("history" in wording for wording in now)
    assert all("history" in wording.lower() for wording in past)


def test_a_statement_is_cut_between_clauses_never_inside_a_word() -> None:
    wordings = told("Patient: I hear some noise in my ear.")[0].wordings
    assert not any(wording.startswith(("Me ", "Noise in")) for wording in wordings)
