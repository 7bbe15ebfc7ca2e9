"""From a mark to the problem list: a draft page that says where it comes from, then a signed entry that does too."""

import pytest
from django.urls import reverse

from records.models import Condition, Note, Patient, User
from tests import factories
from tests.html import Reply, signed_in, words
from triage.models import NoteMark

FILLED = {"name": "Gout", "code": "", "clinical_status": "active", "verification": "confirmed", "onset": "2024"}


@pytest.fixture
def mark(patient: Patient) -> NoteMark:
    note = factories.note(patient, text="Known gout of the toe.")
    return factories.note_mark(note, "gout", suggested={"label": "Disease_disorder", "score": 0.8})


def propose(user: User, mark: NoteMark, kind: str = "condition") -> Reply:
    address = reverse("assistant:mark_propose", args=[mark.marking.patient_id, mark.pk])
    return signed_in(user).post(address, {"kind": kind})


def listed(user: User, patient: Patient) -> str:
    return words(signed_in(user).get(reverse("assistant:problems", args=[patient.pk])))


def test_the_draft_shows_the_words_and_the_model_and_is_listed_apart(
    mark: NoteMark, patient: Patient, alice: User, bob: User
) -> None:
    draft = propose(alice, mark).headers["Location"]
    shown = words(signed_in(alice).get(draft))
    for part in ("New problem from a note", "gout", "marked by word-list", "suggested"):
        assert part in shown
    assert "Your drafts from notes" in listed(alice, patient)
    assert "Gout" not in listed(bob, patient)
    assert signed_in(bob).get(draft).status_code == 404


def test_signing_puts_it_on_the_list_with_its_origin(mark: NoteMark, patient: Patient, alice: User, bob: User) -> None:
    draft = propose(alice, mark).headers["Location"]
    signed_in(alice).post(draft, {**FILLED, "action": "sign"})
    shown = listed(bob, patient)
    assert "Gout" in shown
    assert "suggested by word-list, signed by alice, after changes" in shown
    assert signed_in(alice).get(draft).status_code == 404


def test_an_entry_that_is_there_already_is_pointed_out(mark: NoteMark, patient: Patient, alice: User) -> None:
    factories.condition(patient, name="Gout, unspecified")
    draft = propose(alice, mark).headers["Location"]
    assert "Perhaps it is on the list already" in words(signed_in(alice).get(draft))


def test_a_wrong_date_is_said_beside_the_field_and_nothing_is_signed(mark: NoteMark, alice: User) -> None:
    draft = propose(alice, mark).headers["Location"]
    reply = signed_in(alice).post(draft, {**FILLED, "onset": "last year", "action": "sign"})
    assert "Write the date as" in words(reply)
    assert Condition.objects.get().withheld == "draft"


def test_a_draft_can_be_discarded(mark: NoteMark, alice: User) -> None:
    draft = propose(alice, mark).headers["Location"]
    signed_in(alice).post(draft, {"action": "discard"})
    assert not Condition.objects.exists()
    assert Note.objects.exists()


def test_a_drug_goes_to_the_medicines_or_the_allergies(patient: Patient, alice: User) -> None:
    note = factories.note(patient)
    for kind, page in (("medication", "medicines"), ("allergy", "problems")):
        mark = factories.note_mark(note) if kind == "medication" else NoteMark.objects.get()
        draft = propose(alice, mark, kind).headers["Location"]
        fields = {"name": "Lisinopril", "status": "active", "category": "medication", "reactions": "Cough, rash"}
        signed_in(alice).post(draft, {**fields, "action": "sign"})
        assert "Lisinopril" in words(signed_in(alice).get(reverse(f"assistant:{page}", args=[patient.pk])))
