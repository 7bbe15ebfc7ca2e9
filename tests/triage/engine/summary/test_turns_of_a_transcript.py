"""Speakers, sentences and their places in the transcript."""

from triage.engine.summary.dialogue.turns import Role, said


def test_both_ways_of_naming_the_speaker_are_read() -> None:
    for transcript in ("Doctor: Any pain?\nPatient: No.", "[doctor] any pain ?\n[patient] no ."):
        assert [(s.role, s.asks) for s in said(transcript)] == [(Role.DOCTOR, True), (Role.PATIENT, False)]


def test_places_lead_back_to_the_very_words() -> None:
    transcript = "Doctor: Good morning. Any pain?\nPatient: Yes, in my knee. It began on Monday."
    assert all(transcript[s.span.start : s.span.end] == s.text for s in said(transcript))


def test_a_relative_is_not_taken_for_the_patient() -> None:
    assert said("Guest_family: He fell.")[0].role is Role.FAMILY


def test_speech_without_punctuation_is_cut_into_thoughts() -> None:
    transcript = (
        "[patient] my knee has been hurting for a week and i tried some ice but it is swollen and i think it is worse"
    )
    assert len(said(transcript)) > 1


def test_a_text_without_speakers_is_the_doctors() -> None:
    assert [s.role for s in said("The wound heals well.")] == [Role.DOCTOR]


def test_an_empty_transcript_says_nothing() -> None:
    assert said("") == ()
