"""Can what a model marked be seen in the note and decided about, with and without scripts?"""

import pytest
from django.urls import reverse

from records.models import Note, Patient, User
from tests import factories
from tests.html import Reply, signed_in, words
from triage.models import JobState, MarkState, NoteMark
from triage.services import marking


@pytest.fixture
def note(patient: Patient) -> Note:
    return factories.note(patient)


@pytest.fixture
def mark(note: Note) -> NoteMark:
    factories.note_mark(note, "Blood pressure", suggested={"label": "Diagnostic_procedure", "score": 0.7})
    return factories.note_mark(note)


def reading(user: User, note: Note, query: str = "") -> Reply:
    return signed_in(user).get(reverse("assistant:note", args=[note.patient_id, note.pk]) + query)


def decide(user: User, mark: NoteMark, script: bool = False, **fields: str) -> Reply:
    address = reverse("assistant:mark", args=[mark.marking.patient_id, mark.pk])
    headers = {"HX-Request": "true", "HX-Target": "mark-panel"} if script else {}
    return signed_in(user).post(address, fields, headers=headers)


def state(mark: NoteMark) -> str:
    return NoteMark.objects.get(pk=mark.pk).state


def test_a_mark_stands_in_the_text_with_its_kind_and_says_that_it_is_a_suggestion(
    note: Note, mark: NoteMark, alice: User
) -> None:
    page = reading(alice, note).content.decode()
    assert f'id="m-{mark.pk}"' in page
    assert 'data-tag="medicine ?"' in page
    assert "2 to look at, 0 accepted, 0 wrong" in page
    assert "marked by word-list, revision 1" in page


def test_the_text_stays_exactly_as_it_was_signed(note: Note, mark: NoteMark, alice: User) -> None:
    assert note.text in words(reading(alice, note))


def test_a_denied_thing_says_so(note: Note, alice: User) -> None:
    factories.note_mark(note, suggested={"label": "Medication", "negated": True, "experiencer": "other"})
    assert 'data-tag="medicine · denied · another person ?"' in reading(alice, note).content.decode()


def test_without_scripts_a_decision_leads_on_to_the_next_mark(note: Note, mark: NoteMark, alice: User) -> None:
    first = NoteMark.objects.order_by("start")[0]
    reply = decide(alice, first, decision="accept")
    assert reply.headers["Location"].endswith(f"?mark={mark.pk}#m-{mark.pk}")
    assert state(first) == MarkState.ACCEPTED
    shown = words(reading(alice, note, f"?mark={mark.pk}"))
    assert "medicine: drug" in shown
    assert "the model is 90 % sure" in shown


def test_with_scripts_the_answer_is_the_next_panel_with_the_changed_mark(mark: NoteMark, alice: User) -> None:
    first = NoteMark.objects.order_by("start")[0]
    page = decide(alice, first, script=True, decision="wrong", next=str(mark.pk)).content.decode()
    assert f'data-panel-mark="{mark.pk}"' in page
    assert f'id="m-{first.pk}" hx-swap-oob="true"' in page
    assert "1 to look at, 0 accepted, 1 wrong" in page


def test_a_type_can_be_corrected_and_taken_back(note: Note, mark: NoteMark, alice: User) -> None:
    decide(alice, mark, decision="change", label="Disease_disorder")
    assert "the model said: drug" in words(reading(alice, note, f"?mark={mark.pk}"))
    undo = reverse("assistant:mark_undo", args=[note.patient_id, note.pk])
    signed_in(alice).post(undo)
    assert state(mark) == MarkState.SUGGESTED
    assert signed_in(alice).post(undo).status_code == 400


def test_a_decision_that_is_none_is_refused_in_words(mark: NoteMark, alice: User) -> None:
    assert decide(alice, mark, decision="maybe").status_code == 400
    assert decide(alice, mark, decision="change", label="<b>").status_code == 400


def test_a_note_can_be_marked_as_reviewed(note: Note, mark: NoteMark, alice: User) -> None:
    signed_in(alice).post(reverse("assistant:note_reviewed", args=[note.patient_id, note.pk]), {"done": "yes"})
    assert "reviewed by alice" in words(reading(alice, note))


def test_a_mark_of_another_chart_is_not_found_under_this_one(patient: Patient, alice: User) -> None:
    strange = factories.note_mark(factories.note(factories.patient()))
    address = reverse("assistant:mark", args=[patient.pk, strange.pk])
    assert signed_in(alice).post(address, {"decision": "accept"}).status_code == 404
    assert state(strange) == MarkState.SUGGESTED


@pytest.mark.django_db(transaction=True)
def test_a_note_that_nobody_read_can_be_read_on_request(note: Note, alice: User) -> None:
    assert "No model has read this note." in words(reading(alice, note))
    signed_in(alice).post(reverse("assistant:note_read", args=[note.patient_id, note.pk]))
    assert 'data-tag="medicine ?"' in reading(alice, note).content.decode()


def test_a_reading_under_way_shows_how_far_it_is_and_can_be_stopped_by_its_owner(
    note: Note, alice: User, bob: User
) -> None:
    factories.job(
        alice,
        kind=marking.MARK_NOTE,
        patient=note.patient,
        subject_id=note.pk,
        state=JobState.RUNNING,
        progress=40,
    )
    mine, other = reading(alice, note).content.decode(), reading(bob, note).content.decode()
    assert 'value="40"' in mine
    assert "/cancel/" in mine
    assert "/cancel/" not in other
    part = signed_in(bob).get(reverse("assistant:note_reading", args=[note.patient_id, note.pk]))
    assert "A model is reading." in words(part)


def test_a_failed_reading_says_why_and_offers_another(note: Note, alice: User) -> None:
    fields = {"kind": marking.MARK_NOTE, "patient": note.patient, "subject_id": note.pk, "state": JobState.FAILED}
    factories.job(alice, error="The model is missing.", **fields)
    shown = words(reading(alice, note))
    assert "The note could not be read by a model. The model is missing." in shown
    assert "Have it read now" in shown
