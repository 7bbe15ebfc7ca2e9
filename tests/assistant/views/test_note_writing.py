"""Is what a clinician writes kept, signed once, and amended without losing the first version?"""

from django.urls import reverse

from records.models import AuditEntry, Note, NoteStatus, Patient, User, Withheld
from tests import factories
from tests.html import Reply, signed_in, words

FILLED = {"title": "Review", "kind": "Progress note", "text": "ASSESSMENT: Better.\n"}


def write(user: User, patient: Patient, **fields: str) -> Reply:
    return signed_in(user).post(reverse("assistant:note_new", args=[patient.pk]), {**FILLED, **fields})


def test_signing_makes_a_signed_note_with_its_author(patient: Patient, alice: User) -> None:
    response = write(alice, patient, action="sign")
    note = Note.objects.get()
    assert response.headers["Location"] == reverse("assistant:note", args=[patient.pk, note.pk])
    assert (note.status, note.signed_by, note.text) == (NoteStatus.SIGNED, alice, "ASSESSMENT: Better.\n")
    assert AuditEntry.objects.filter(actor_id=alice.pk, action="sign", object_id=str(note.pk)).count() == 1


def test_a_draft_is_its_authors_alone(patient: Patient, alice: User, bob: User) -> None:
    write(alice, patient, action="save")
    draft = Note.objects.get()
    assert (draft.status, draft.withheld) == (NoteStatus.DRAFT, Withheld.DRAFT)
    lists = reverse("assistant:notes", args=[patient.pk])
    edit = reverse("assistant:note_edit", args=[patient.pk, draft.pk])
    assert "Your drafts" in words(signed_in(alice).get(lists))
    assert "Review" not in words(signed_in(bob).get(lists))
    assert signed_in(alice).get(edit).status_code == 200
    assert signed_in(bob).get(edit).status_code == 404
    assert signed_in(bob).post(edit, {**FILLED, "action": "sign"}).status_code == 404


def test_what_is_typed_is_kept_again_and_again_in_one_draft(patient: Patient, alice: User) -> None:
    first = write(alice, patient, action="autosave", title="", text="So far")
    draft = Note.objects.get()
    assert f'value="{draft.pk}"' in first.content.decode()
    write(alice, patient, action="autosave", draft=str(draft.pk), text="So far so good")
    assert [note.text for note in Note.objects.all()] == ["So far so good"]


def test_an_empty_page_keeps_nothing(patient: Patient, alice: User) -> None:
    write(alice, patient, action="autosave", text="  ")
    assert not Note.objects.exists()


def test_nothing_typed_is_lost_when_something_is_missing(patient: Patient, alice: User) -> None:
    response = write(alice, patient, action="sign", title="")
    assert response.status_code == 200
    assert "ASSESSMENT: Better." in response.content.decode()
    assert "Please check what is marked below." in words(response)
    assert not Note.objects.exists()


def test_a_signed_note_is_not_edited_as_a_draft(patient: Patient, alice: User) -> None:
    write(alice, patient, action="sign")
    note = Note.objects.get()
    edit = reverse("assistant:note_edit", args=[patient.pk, note.pk])
    assert signed_in(alice).post(edit, {**FILLED, "text": "Other"}).status_code == 404
    assert Note.objects.get().text == FILLED["text"]


def test_amending_keeps_both_versions_and_shows_the_new_one(patient: Patient, alice: User) -> None:
    old = factories.note(patient, title="Letter")
    amend = reverse("assistant:note_amend", args=[patient.pk, old.pk])
    assert old.text in signed_in(alice).get(amend).content.decode()
    signed_in(alice).post(amend, {"reason": "wrong side", "text": "Left knee."})
    new = Note.objects.get(amends=old)
    old.refresh_from_db()
    assert (new.text, new.status, old.withheld) == ("Left knee.", NoteStatus.AMENDED, Withheld.SUPERSEDED)
    assert signed_in(alice).get(amend).status_code == 404


def test_an_amendment_needs_a_reason(patient: Patient, alice: User) -> None:
    old = factories.note(patient)
    amend = reverse("assistant:note_amend", args=[patient.pk, old.pk])
    assert signed_in(alice).post(amend, {"reason": "", "text": "Left knee."}).status_code == 200
    assert Note.objects.count() == 1


def test_a_stranger_writes_nothing(patient: Patient, charlie: User) -> None:
    assert write(charlie, patient, action="sign").status_code == 404
    assert not Note.objects.exists()
