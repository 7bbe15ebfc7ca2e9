"""The patient on one screen and a note in short: a source behind each sentence, and what was left out."""

import pytest
from django.urls import reverse

from records.models import Note, Patient, User
from tests import factories
from tests.html import Reply, signed_in, words
from triage.models import Job, JobState, StoredSummary, SummaryKind
from triage.services import summaries

pytestmark = pytest.mark.django_db(transaction=True)
LONG = (
    "CHIEF COMPLAINT: Cough for two weeks.\nHISTORY OF PRESENT ILLNESS: Dry cough at night. No fever. Sleeps badly.\n"
    "FAMILY HISTORY: Mother with lung cancer.\nASSESSMENT: Cough from lisinopril.\n"
    "PLAN: Stop lisinopril. Call in 2 weeks."
)


@pytest.fixture
def full(patient: Patient, alice: User) -> Patient:
    factories.condition(patient, name="Essential hypertension")
    factories.medication(patient)
    factories.allergy(patient)
    factories.encounter(patient)
    summaries.submit_chart(alice, patient.pk)
    return patient


@pytest.fixture
def note(full: Patient) -> Note:
    return factories.note(full, text=LONG)


def opened(user: User, patient: Patient) -> Reply:
    return signed_in(user).get(reverse("assistant:summary", args=[patient.pk]))


def have_it_short(user: User, note: Note) -> Reply:
    return signed_in(user).post(reverse("assistant:note_summary", args=[note.patient_id, note.pk]))


def reading(user: User, note: Note) -> Reply:
    return signed_in(user).get(reverse("assistant:note", args=[note.patient_id, note.pk]))


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


def test_a_chart_without_one_offers_to_make_it(patient: Patient, alice: User) -> None:
    assert "No summary yet" in words(opened(alice, patient))


def test_signing_a_note_refreshes_the_summary(patient: Patient, alice: User) -> None:
    fields = {"title": "Visit", "kind": "Progress note", "text": "PLAN: rest.", "action": "sign"}
    signed_in(alice).post(reverse("assistant:note_new", args=[patient.pk]), fields)
    assert StoredSummary.objects.filter(patient=patient, kind=SummaryKind.CHART).count() == 1


def test_a_note_is_said_in_short_on_its_own_page_with_its_own_headings(note: Note, alice: User) -> None:
    assert "Say it in short" in words(reading(alice, note))
    have_it_short(alice, note)
    shown = words(reading(alice, note))
    for part in ("In short", "FAMILY HISTORY Mother with lung cancer.", "sentences of the note by rule", "suggested"):
        assert part in shown


def test_a_sentence_of_a_note_opens_the_very_span(note: Note, alice: User) -> None:
    have_it_short(alice, note)
    stored = StoredSummary.objects.get(kind=SummaryKind.NOTE)
    one = stored.content["sections"][0]["sentences"][0]["sources"][0]
    assert note.text[one["start"] : one["end"]] == one["quote"]
    address = reverse("assistant:summary_source", args=[note.patient_id, stored.pk, 1])
    page = signed_in(alice).get(address).content.decode()
    assert f"<mark>{one['quote']}</mark>" in page
    assert (
        f"{reverse('assistant:note', args=[note.patient_id, note.pk])}?start={one['start']}&amp;end={one['end']}"
        in page
    )


def test_what_the_note_mentions_and_its_summary_does_not_is_said_first(full: Patient, alice: User) -> None:
    dull = " ".join(f"He walked to the shop on day {number}." for number in range(12))
    note = factories.note(full, text=f"HISTORY OF PRESENT ILLNESS: {dull} He takes lisinopril.\nPLAN: Rest.")
    have_it_short(alice, note)
    shown = words(reading(alice, note))
    assert (
        "Lisinopril 10 MG Oral Tablet, one tablet each morning, active, ordered 17 Jan 2023 the note mentions it"
        in shown
    )
    assert "Penicillin" in shown


def test_asking_again_keeps_one_summary_of_a_note(note: Note, alice: User, bob: User) -> None:
    have_it_short(alice, note)
    have_it_short(bob, note)
    assert StoredSummary.objects.filter(kind=SummaryKind.NOTE).count() == 1


def test_the_note_page_asks_for_news_while_it_is_made_and_may_stop_it(note: Note, alice: User, bob: User) -> None:
    job = factories.job(alice, kind=summaries.SUMMARIZE_NOTE, patient=note.patient, subject_id=note.pk)
    shown = reading(alice, note).content.decode()
    assert reverse("assistant:note_summary", args=[note.patient_id, note.pk]) in shown
    assert reverse("assistant:job_cancel", args=[job.pk]) in shown
    assert reverse("assistant:job_cancel", args=[job.pk]) not in reading(bob, note).content.decode()


def test_one_that_failed_says_why_and_its_owner_may_try_again(note: Note, alice: User, bob: User) -> None:
    fields = {"kind": summaries.SUMMARIZE_NOTE, "patient": note.patient, "subject_id": note.pk}
    job = factories.job(alice, state=JobState.FAILED, error="The disk is full.", **fields)
    assert "The disk is full." in words(reading(alice, note))
    assert reverse("assistant:job_again", args=[job.pk]) not in reading(bob, note).content.decode()
    signed_in(alice).post(reverse("assistant:job_again", args=[job.pk]))
    assert Job.objects.get(pk=job.pk).state == JobState.DONE
    assert StoredSummary.objects.filter(kind=SummaryKind.NOTE).count() == 1


def test_a_draft_and_another_charts_note_are_not_summarised(full: Patient, alice: User) -> None:
    elsewhere = factories.note()
    draft = factories.note(full, status="draft", author=alice)
    for one in (elsewhere, draft):
        reply = signed_in(alice).post(reverse("assistant:note_summary", args=[full.pk, one.pk]))
        assert reply.status_code == 404
    assert not Job.objects.filter(kind=summaries.SUMMARIZE_NOTE).exists()


def place(user: User, patient: Patient, shown: str) -> Reply:
    """What the page gets that heard news of the job."""
    headers = {"HX-Request": "true", "HX-Target": "summary-state"}
    return signed_in(user).get(f"{reverse('assistant:summary', args=[patient.pk])}?shown={shown}", headers=headers)


def test_while_it_is_made_only_its_state_is_told(patient: Patient, alice: User) -> None:
    kind = summaries.SUMMARIZE_CHART
    factories.job(alice, kind=kind, patient=patient, subject_id=patient.pk, state=JobState.RUNNING)
    reply = place(alice, patient, "")
    assert "It is being written" in words(reply)
    assert "<h2" not in reply.content.decode()


def test_the_first_summary_comes_by_itself(full: Patient, alice: User) -> None:
    reply = place(alice, full, "")
    assert reply.headers["HX-Retarget"] == "#chart"
    assert "Essential hypertension" in words(reply)


def test_a_newer_one_is_offered_and_does_not_take_the_place_of_what_is_read(full: Patient, alice: User) -> None:
    earlier = StoredSummary.objects.get().pk
    factories.condition(full, name="Gout")
    summaries.submit_chart(alice, full.pk)
    reply = place(alice, full, str(earlier))
    assert "HX-Retarget" not in reply.headers
    assert "A newer summary is ready" in words(reply)
    assert "Gout" not in words(reply)
