"""Texts that are suggested, edited and signed: a dialogue's note, a discharge summary, a handout."""

from uuid import UUID

import pytest
from django.urls import reverse

from assistant.selectors.summary import Making, making
from assistant.views import summary_texts
from records.access import Chart
from records.models import AuditEntry, Consent, Encounter, Note, NoteStatus, Patient, User
from tests import factories
from tests.html import Reply, signed_in, words
from triage.engine.summary.types import Summary, SummarySentence
from triage.engine.types import ModelInfo, Span
from triage.models import Job, JobState, Review, ReviewAction, StoredSummary, Subject, SummaryKind
from triage.services import alerts, summaries, summary_making
from triage.services.summarizers import Summarizer

pytestmark = pytest.mark.django_db(transaction=True)
DIALOGUE = (
    "Doctor: What brings you in today?\nPatient: I have had a cough for two weeks.\nDoctor: Any fever?\nPatient: No."
)


@pytest.fixture
def stay(patient: Patient) -> Encounter:
    factories.condition(patient, name="Essential hypertension")
    factories.allergy(patient)
    factories.medication(patient, name="Lisinopril 10 MG Oral Tablet", authored="2023-01-17", ended="2024-05-03")
    factories.medication(patient, name="Lisinopril 20 MG Oral Tablet", authored="2024-05-03")
    factories.medication(patient, name="Doxycycline 100 MG Oral Tablet", dosage="twice a day", authored="2024-05-02")
    factories.note(
        patient,
        written="2024-05-04",
        text="Hospital Course: Fever settled in 2 days.\nPlan: Chest film in 6 weeks. Blood culture is pending.",
    )
    return factories.encounter(
        patient, name="Hospital stay", kind="IMP", start="2024-05-02", end="2024-05-05", reason="Pneumonia"
    )


def discharge(user: User, stay: Encounter) -> StoredSummary:
    signed_in(user).post(reverse("assistant:discharge", args=[stay.patient_id]), {"visit": str(stay.pk)})
    return StoredSummary.objects.get(kind=SummaryKind.DISCHARGE)


def handout(user: User, patient: Patient, **fields: str) -> Reply:
    wanted = {"visit": "", "grade": "6", "frame": "en", **fields}
    return signed_in(user).post(reverse("assistant:handout", args=[patient.pk]), wanted)


def page(user: User, stored: StoredSummary, name: str = "written") -> Reply:
    return signed_in(user).get(reverse(f"assistant:{name}", args=[stored.patient_id, stored.pk]))


def draft(user: User, stored: StoredSummary) -> Note:
    signed_in(user).post(reverse("assistant:summary_accept", args=[stored.patient_id, stored.pk]))
    stored.refresh_from_db()
    assert stored.note is not None
    return stored.note


def sign(user: User, note: Note, text: str = "") -> None:
    fields = {"title": note.title, "kind": note.kind, "text": text or note.text, "action": "sign"}
    signed_in(user).post(reverse("assistant:note_edit", args=[note.patient_id, note.pk]), fields)


def write_up(text: str, section: str) -> Summary:
    start = text.index("Doctor: Any fever")
    cough, fever = (
        Span(text.index("I have"), text.index("\nDoctor: Any")),
        Span(start + 8, text.index("\nPatient: No.")),
    )
    said = (
        SummarySentence("Cough for two weeks.", (cough,), "CHIEF COMPLAINT"),
        SummarySentence("No fever.", (fever, Span(len(text) - 3, len(text))), "REVIEW OF SYSTEMS"),
    )
    return Summary(said)


@pytest.fixture
def visit(patient: Patient, alice: User, monkeypatch: pytest.MonkeyPatch) -> StoredSummary:
    stand_in = Summarizer(ModelInfo("stand-in", "1"), write_up)
    monkeypatch.setattr(summary_making, "summarizer", lambda kind: stand_in)
    factories.condition(patient, name="Gout")
    signed_in(alice).post(reverse("assistant:dialogue", args=[patient.pk]), {"text": DIALOGUE})
    return StoredSummary.objects.get()


def test_a_dialogue_is_written_up_for_who_pasted_it_alone(visit: StoredSummary, alice: User, bob: User) -> None:
    shown = words(page(alice, visit, "dialogue_note"))
    assert "CHIEF COMPLAINT Cough for two weeks." in shown
    assert "made by stand-in, revision 1" in shown
    for name in ("dialogue_note", "written"):
        assert page(bob, visit, name).status_code == 404
    source = reverse("assistant:summary_source", args=[visit.patient_id, visit.pk, 1])
    assert signed_in(bob).get(source).status_code == 404


def test_what_the_chart_holds_and_the_dialogue_did_not_is_listed(visit: StoredSummary, alice: User) -> None:
    assert "Left out" in words(page(alice, visit))
    assert "Gout" in words(page(alice, visit))


def test_a_sentence_opens_the_turns_that_it_rests_on_question_and_answer_together(
    visit: StoredSummary, alice: User
) -> None:
    source = signed_in(alice).get(reverse("assistant:summary_source", args=[visit.patient_id, visit.pk, 2]))
    assert "<mark>Any fever?\nPatient: No.</mark>" in source.content.decode()
    whole = reverse("assistant:dialogue_note", args=[visit.patient_id, visit.pk])
    start = DIALOGUE.index("Any fever")
    assert f"{whole}?start={start}&amp;end={len(DIALOGUE)}#cited" in source.content.decode()


def test_the_whole_dialogue_shows_the_turns_that_were_meant(visit: StoredSummary, alice: User) -> None:
    start, end = DIALOGUE.index("I have"), DIALOGUE.index("\nDoctor: Any")
    address = reverse("assistant:dialogue_note", args=[visit.patient_id, visit.pk])
    shown = signed_in(alice).get(f"{address}?start={start}&end={end}").content.decode()
    assert '<mark id="cited">I have had a cough for two weeks.</mark>' in shown
    for odd in ("?start=x&end=2", "?start=-1&end=5", "?start=5&end=99999999999999", "?start=9&end=3"):
        assert signed_in(alice).get(address + odd).status_code == 200


def test_an_empty_dialogue_is_refused_in_words(patient: Patient, alice: User) -> None:
    reply = signed_in(alice).post(reverse("assistant:dialogue", args=[patient.pk]), {"text": " "})
    assert reply.status_code == 400
    assert not StoredSummary.objects.exists()


def test_a_discharge_summary_tells_the_stay_and_what_changed_in_the_medicines(stay: Encounter, alice: User) -> None:
    shown = words(page(alice, discharge(alice, stay)))
    for part in (
        "Hospital stay, 2 May 2024, Pneumonia, until 5 May 2024.",
        "New: Doxycycline 100 MG Oral Tablet, twice a day",
        "Changed: Lisinopril 20 MG Oral Tablet",
        "before: Lisinopril 10 MG Oral Tablet",
        "Still awaited Blood culture is pending.",
        "Chest film in 6 weeks.",
        "Penicillin",
        "Left out",
    ):
        assert part in shown


def test_it_becomes_a_draft_of_the_stay_that_only_its_author_sees(stay: Encounter, alice: User, bob: User) -> None:
    stored = discharge(alice, stay)
    note = draft(alice, stored)
    assert (note.status, note.kind, note.encounter) == (NoteStatus.DRAFT, "Discharge summary", stay)
    assert "MEDICATIONS AT DISCHARGE\nNew: Doxycycline 100 MG" in note.text
    assert page(bob, stored, "summary_changes").status_code == 404
    assert "A colleague is editing" in words(page(bob, stored))
    again = signed_in(bob).post(reverse("assistant:summary_accept", args=[stay.patient_id, stored.pk]))
    assert again.status_code == 400
    assert Note.objects.filter(status=NoteStatus.DRAFT).count() == 1


def test_signing_keeps_both_texts_counts_the_words_and_shows_the_difference(
    stay: Encounter, alice: User, bob: User
) -> None:
    stored = discharge(alice, stay)
    note = draft(alice, stored)
    sign(alice, note, note.text.replace("twice a day", "once a day").replace("Pneumonia", "Lobar pneumonia"))
    review = Review.objects.get(subject=Subject.SUMMARY, subject_id=stored.pk)
    assert review.action == ReviewAction.CHANGE
    assert "twice a day" in review.suggested["text"]
    assert "once a day" in review.decided["text"]
    stored.refresh_from_db()
    assert (stored.words_suggested or 0) > (stored.words_kept or 0) > 0
    shown = words(page(bob, stored, "summary_changes"))
    assert "[taken out: Pneumonia] [put in: Lobar pneumonia]" in shown
    assert "[taken out: twice] [put in: once] a day" in shown


def test_a_text_signed_as_it_was_counts_as_accepted_once(stay: Encounter, alice: User) -> None:
    stored = discharge(alice, stay)
    sign(alice, draft(alice, stored))
    assert Review.objects.get(subject=Subject.SUMMARY).action == ReviewAction.ACCEPT
    assert "It was signed as it was suggested." in words(page(alice, stored, "summary_changes"))
    note = stored.note
    assert note is not None
    fields = {"text": "PLAN: other.", "reason": "a wrong day"}
    signed_in(alice).post(reverse("assistant:note_amend", args=[stay.patient_id, note.pk]), fields)
    assert Review.objects.filter(subject=Subject.SUMMARY).count() == 1


def test_the_signed_notes_page_leads_to_what_was_changed(stay: Encounter, alice: User) -> None:
    stored = discharge(alice, stay)
    note = draft(alice, stored)
    sign(alice, note)
    shown = signed_in(alice).get(reverse("assistant:note", args=[stay.patient_id, note.pk]))
    assert reverse("assistant:summary_changes", args=[stay.patient_id, stored.pk]) in shown.content.decode()


def test_officers_see_how_much_is_kept_and_no_words(
    stay: Encounter, alice: User, officer: User, administrator: User
) -> None:
    sign(alice, draft(alice, discharge(alice, stay)))
    for user in (officer, administrator):
        shown = words(signed_in(user).get(reverse("assistant:summary_quality")))
        assert "One suggested text was signed." in shown
        assert "100 %" in shown
        assert "Pneumonia" not in shown
    assert signed_in(alice).get(reverse("assistant:summary_quality")).status_code == 404


def test_a_handout_speaks_plainly_at_the_grade_that_was_chosen(stay: Encounter, alice: User) -> None:
    handout(alice, stay.patient, visit=str(stay.pk), grade="8")
    stored = StoredSummary.objects.get(kind=SummaryKind.HANDOUT)
    shown = words(page(alice, stored))
    for part in (
        "Why you were here You were here from 2 May 2024 until 5 May 2024.",
        "You have high blood pressure.",
        "New: take Doxycycline 100 MG Oral Tablet: twice a day.",
        "asked for 8",
        "Left out",
    ):
        assert part in shown


def test_orders_that_must_not_be_combined_are_held_back_until_somebody_overrides_the_alert(
    patient: Patient, alice: User, chart: Chart
) -> None:
    for name in ("Sildenafil 50 MG Oral Tablet", "Nitroglycerin 0.4 MG Sublingual Tablet"):
        factories.medication(patient, name=name, code="")
    handout(alice, patient)
    held = words(page(alice, StoredSummary.objects.get(kind=SummaryKind.HANDOUT)))
    assert "Sildenafil 50 MG Oral Tablet is ordered although another order speaks against it" in held
    assert "Take Sildenafil" not in held
    alerts.override(chart, "interaction:nitroglycerin:sildenafil", "Never on the same day")
    handout(alice, patient)
    told = words(page(alice, StoredSummary.objects.filter(kind=SummaryKind.HANDOUT).latest("made_at")))
    assert "Take Sildenafil" in told
    assert "Settle this before you sign" not in told


@pytest.mark.parametrize("fields", [{"grade": "7"}, {"grade": ""}, {"frame": "tlh"}])
def test_a_grade_or_language_that_is_not_offered_is_refused(
    patient: Patient, alice: User, fields: dict[str, str]
) -> None:
    assert handout(alice, patient, **fields).status_code == 400
    assert not StoredSummary.objects.exists()


def test_a_handout_is_signed_printed_in_its_frame_and_given_with_a_date(
    stay: Encounter, alice: User, bob: User
) -> None:
    handout(alice, stay.patient, visit=str(stay.pk), frame="zh-hans")
    stored = StoredSummary.objects.get(kind=SummaryKind.HANDOUT)
    assert page(alice, stored, "handout_print").status_code == 404
    note = draft(alice, stored)
    assert note.text.startswith("就诊原因\nYou were here from")
    sign(alice, note)
    paper = page(alice, stored, "handout_print")
    assert 'lang="zh-hans"' in paper.content.decode()
    assert "Doxycycline 100 MG Oral Tablet: twice a day" in words(paper)
    signed_in(bob).post(reverse("assistant:handout_print", args=[stay.patient_id, stored.pk]))
    stored.refresh_from_db()
    assert stored.handed_by == bob
    assert "Given to the patient" in words(page(alice, stored))
    assert AuditEntry.objects.filter(action="export", object_type="StoredSummary", object_id=str(stored.pk)).exists()


def test_a_visit_of_another_chart_is_not_found(stay: Encounter, alice: User) -> None:
    other = factories.encounter()
    for name, fields in (("discharge", {}), ("handout", {"grade": "6", "frame": "en"})):
        address = reverse(f"assistant:{name}", args=[stay.patient_id])
        assert signed_in(alice).post(address, {"visit": str(other.pk), **fields}).status_code == 404
        assert signed_in(alice).post(address, {"visit": "no id", **fields}).status_code == 404
    assert not StoredSummary.objects.exists()


def test_a_stranger_and_a_team_without_consent_reach_none_of_it(stay: Encounter, alice: User, charlie: User) -> None:
    stored = discharge(alice, stay)
    names = ("written", "summary_changes", "handout_print")
    assert [page(charlie, stored, name).status_code for name in names] == [404, 404, 404]
    Consent.objects.filter(patient=stay.patient).delete()
    factories.consent(stay.patient, given=False)
    assert page(alice, stored).status_code == 404


def test_a_job_that_lost_its_access_writes_nothing_and_says_so(stay: Encounter, alice: User) -> None:
    factories.consent(stay.patient, given=False)
    stored = factories.summary(stay.patient, owner=alice, kind=SummaryKind.DISCHARGE, about_visit=stay, content={})
    job = factories.job(alice, kind=summaries.SUMMARIZE_STAY, patient=stay.patient, subject_id=stored.pk)
    job.state = JobState.FAILED
    job.save(update_fields=["state"])
    signed_in(alice).post(reverse("assistant:job_again", args=[job.pk]))
    found = Job.objects.get(pk=job.pk)
    assert (found.state, "no longer have access" in found.error) == (JobState.FAILED, True)
    assert StoredSummary.objects.get(pk=stored.pk).content == {}


def test_a_job_that_ends_while_its_page_is_made_does_not_look_over_with_nothing_written(
    stay: Encounter, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = discharge(alice, stay)
    written = stored.content
    stored.content = {}
    stored.save(update_fields=["content"])

    def ends_meanwhile(chart: Chart, kind: str, subject_id: UUID) -> Making | None:
        stored.content = written
        stored.save(update_fields=["content"])
        return making(chart, kind, subject_id)

    monkeypatch.setattr(summary_texts, "making", ends_meanwhile)
    assert "Fever settled in 2 days." in words(page(alice, stored))
