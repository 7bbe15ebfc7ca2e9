"""The patient on one screen with a source behind each sentence, and a note made of a dialogue."""

import pytest
from django.urls import reverse

from records.models import Note, NoteStatus, Patient, User
from tests import factories
from tests.html import Reply, signed_in, words
from triage.engine.summary.types import Kind, Summary, SummarySentence
from triage.engine.types import ModelInfo, Span
from triage.models import Review, ReviewAction, StoredSummary, Subject
from triage.services import summaries

pytestmark = pytest.mark.django_db(transaction=True)
DIALOGUE = (
    "Doctor: What brings you in today?\nPatient: I have had a cough for two weeks.\nDoctor: Any fever?\nPatient: No."
)


@pytest.fixture
def full(patient: Patient, alice: User) -> Patient:
    factories.condition(patient, name="Essential hypertension")
    factories.medication(patient)
    factories.allergy(patient)
    factories.encounter(patient)
    summaries.submit_chart(alice, patient.pk)
    return patient


def opened(user: User, patient: Patient) -> Reply:
    return signed_in(user).get(reverse("assistant:summary", args=[patient.pk]))


def test_it_names_who_made_it_what_it_is_and_what_it_left_out(full: Patient, alice: User) -> None:
    shown = words(opened(alice, full))
    for part in ("Essential hypertension", "Penicillin", "suggested", "made by chart overview by rule", "Left out"):
        assert part in shown


def test_every_sentence_opens_its_source(full: Patient, alice: User) -> None:
    stored = StoredSummary.objects.get()
    sentences = [one for section in stored.content["sections"] for one in section["sentences"]]
    assert all(one["sources"] for one in sentences)
    address = reverse("assistant:summary_source", args=[full.pk, stored.pk, 1])
    assert address in opened(alice, full).content.decode()
    assert signed_in(alice).get(address).status_code == 200
    assert signed_in(alice).get(reverse("assistant:summary_source", args=[full.pk, stored.pk, 999])).status_code == 404


def test_a_newer_one_takes_its_place_and_an_old_one_says_so(full: Patient, alice: User) -> None:
    factories.condition(full, name="Gout")
    assert "chart changed since this summary" in words(opened(alice, full))
    signed_in(alice).post(reverse("assistant:summary", args=[full.pk]))
    assert StoredSummary.objects.count() == 1
    shown = words(opened(alice, full))
    assert "Gout" in shown
    assert "chart changed since this summary" not in shown


def test_an_edited_summary_becomes_a_draft_note_and_both_texts_are_kept(full: Patient, alice: User, bob: User) -> None:
    stored = StoredSummary.objects.get()
    address = reverse("assistant:summary_accept", args=[full.pk, stored.pk])
    signed_in(alice).post(address, {"text": "Hypertension, well."})
    note = Note.objects.get()
    assert (note.text, note.status, note.author) == ("Hypertension, well.", NoteStatus.DRAFT, alice)
    review = Review.objects.get(subject=Subject.SUMMARY)
    assert review.action == ReviewAction.CHANGE
    assert "Essential hypertension" in review.suggested["text"]
    assert review.decided["text"] == "Hypertension, well."


def write_up(text: str, kind: Kind) -> Summary:
    return Summary((SummarySentence("Cough for two weeks.", (Span(0, len(text)),), "CHIEF COMPLAINT"),))


def test_a_dialogue_is_written_up_for_who_pasted_it_alone(
    patient: Patient, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summaries, "summarize", write_up)
    monkeypatch.setattr(summaries, "_writer", lambda: ModelInfo("stand-in", "1"))
    reply = signed_in(alice).post(reverse("assistant:dialogue", args=[patient.pk]), {"text": DIALOGUE})
    page = reply.headers["Location"]
    shown = words(signed_in(alice).get(page))
    assert "CHIEF COMPLAINT" in shown
    assert "made by stand-in, revision 1" in shown
    assert signed_in(bob).get(page).status_code == 404


def test_an_empty_dialogue_is_refused_in_words(patient: Patient, alice: User) -> None:
    reply = signed_in(alice).post(reverse("assistant:dialogue", args=[patient.pk]), {"text": " "})
    assert reply.status_code == 400
    assert not StoredSummary.objects.exists()


def test_a_chart_without_one_offers_to_make_it(patient: Patient, alice: User) -> None:
    assert "No summary yet" in words(opened(alice, patient))


def test_signing_a_note_refreshes_the_summary(patient: Patient, alice: User) -> None:
    fields = {"title": "Visit", "kind": "Progress note", "text": "PLAN: rest.", "action": "sign"}
    signed_in(alice).post(reverse("assistant:note_new", args=[patient.pk]), fields)
    assert StoredSummary.objects.filter(patient=patient).count() == 1
