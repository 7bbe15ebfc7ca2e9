"""The page that compares notes and lists: what it shows, where it leads, and dismissing with a reason."""

import pytest
from django.urls import reverse

from records.models import AuditEntry, Patient, User
from tests import factories
from tests.html import Reply, signed_in, words
from triage.models import NoteMark, Review, ReviewAction

TEXT = "Known gout. Takes metformin. No chest pain."


@pytest.fixture
def marked(patient: Patient) -> NoteMark:
    note = factories.note(patient, text=TEXT)
    factories.note_mark(note, "metformin", suggested={"label": "Medication", "score": 0.9})
    factories.note_mark(note, "chest pain", suggested={"label": "Disease_disorder", "score": 0.9, "negated": True})
    return factories.note_mark(note, "gout", suggested={"label": "Disease_disorder", "score": 0.9})


def opened(user: User, patient: Patient) -> Reply:
    return signed_in(user).get(reverse("assistant:reconcile", args=[patient.pk]))


def post(user: User, patient: Patient, **fields: str) -> Reply:
    return signed_in(user).post(reverse("assistant:reconcile", args=[patient.pk]), fields)


def test_what_is_in_the_notes_only_leads_to_its_words_and_to_the_list(
    marked: NoteMark, patient: Patient, alice: User
) -> None:
    factories.medication(patient, name="Glucophage 500 MG Oral Tablet")
    page = opened(alice, patient)
    shown = words(page)
    assert "In notes, not on a list 1" in shown
    assert "gout" in shown
    assert "chest pain" not in shown.split("Ask this chart")[0]
    assert f"?start={marked.start}&amp;end={marked.end}#cited" in page.content.decode()
    assert reverse("assistant:mark_propose", args=[patient.pk, marked.pk]) in page.content.decode()


def test_what_is_no_known_drug_is_not_asked_for_until_somebody_accepts_it(patient: Patient, alice: User) -> None:
    note = factories.note(patient, text="Eats rice. Takes melatonin.")
    rice = factories.note_mark(note, "rice", suggested={"label": "Medication", "score": 0.99})
    factories.note_mark(note, "melatonin", suggested={"label": "Medication", "score": 0.99})
    assert "In notes, not on a list 1" in words(opened(alice, patient))
    rice.state, rice.decided = "accepted", rice.suggested
    rice.save()
    assert "In notes, not on a list 2" in words(opened(alice, patient))


def test_an_entry_that_no_note_names_opens_its_own_row(marked: NoteMark, patient: Patient, alice: User) -> None:
    row = factories.condition(patient, name="Osteoporosis")
    address = reverse("assistant:row", args=[patient.pk, "condition", row.pk])
    assert f'href="{address}"' in opened(alice, patient).content.decode()


def test_conflicts_are_shown_first(marked: NoteMark, patient: Patient, alice: User) -> None:
    factories.allergy(patient, name="Penicillin G")
    factories.medication(patient, name="Amoxicillin 500 MG Oral Capsule")
    factories.condition(patient, name="Gout", onset="1950")
    shown = words(opened(alice, patient))
    assert shown.index("an allergy to Penicillin G is recorded") < shown.index("On a list, in no note")
    assert "is dated 1950, before the birth (9 Mar 1958)" in shown


def test_a_wrong_mark_speaks_of_nothing(marked: NoteMark, patient: Patient, alice: User) -> None:
    marked.state = "wrong"
    marked.save()
    assert "gout" not in words(opened(alice, patient))


def test_dismissing_takes_a_reason_and_can_be_taken_back(marked: NoteMark, patient: Patient, alice: User) -> None:
    key = "not_listed|problem|gout"
    assert post(alice, patient, key=key, reason=" ").status_code == 400
    post(alice, patient, key=key, reason="resolved years ago")
    shown = words(opened(alice, patient))
    assert "dismissed by alice" in shown
    assert "resolved years ago" in shown
    assert Review.objects.get(action=ReviewAction.DISMISS).reason == "resolved years ago"
    post(alice, patient, key=key, back="yes")
    assert "dismissed by alice" not in words(opened(alice, patient))


def test_what_is_not_there_cannot_be_dismissed(patient: Patient, alice: User) -> None:
    assert post(alice, patient, key="not_listed|problem|gout", reason="because").status_code == 400
    assert not Review.objects.exists()


def test_the_trail_names_no_difference(marked: NoteMark, patient: Patient, alice: User) -> None:
    post(alice, patient, key="not_listed|problem|gout", reason="resolved years ago")
    assert not [line for line in AuditEntry.objects.all() if "gout" in str(line.detail) or "gout" in line.object_id]


def test_a_chart_without_differences_says_so(patient: Patient, alice: User) -> None:
    assert "Nothing to check" in words(opened(alice, patient))
