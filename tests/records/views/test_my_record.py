"""Does a patient see the whole of their own record in plain words, who looked, and decide what may be done?"""

import json

import pytest
from django.urls import reverse

from records import access
from records.models import AuditEntry, Consent, ConsentScope, Patient, User, Withheld
from tests import factories
from tests.html import signed_in, title, words

PAGES = ("my_record", "my_results", "my_notes", "my_lookers", "my_choices")


def read(user: User, name: str = "my_record") -> str:
    return words(signed_in(user).get(reverse(f"records:{name}")))


def test_the_record_is_told_in_plain_words(patient: Patient, patient_user: User) -> None:
    factories.condition(patient)
    factories.medication(patient, reason="high blood pressure")
    factories.allergy(patient)
    factories.encounter(patient)
    shown = read(patient_user)
    for part in ("Essential hypertension since Nov 2015", "Lisinopril", "one tablet each morning", "Reaction: Hives"):
        assert part in shown
    assert "for high blood pressure" in shown
    assert "2 May 2024 Office visit" in shown


def test_no_entry_about_allergies_asks_for_one(patient: Patient, patient_user: User) -> None:
    assert "Nothing about allergies is recorded" in read(patient_user)


@pytest.mark.parametrize(
    ("value", "said"), [(4.4, "in the usual range"), (5.6, "higher than usual"), (3.0, "lower than usual")]
)
def test_results_say_in_words_how_they_compare(value: float, said: str, patient: Patient, patient_user: User) -> None:
    factories.observation(patient, value=value)
    assert said in read(patient_user, "my_results")


def test_a_result_without_limits_is_not_judged(patient: Patient, patient_user: User) -> None:
    factories.observation(patient, low=None, high=None)
    assert "usual range" not in read(patient_user, "my_results")


def test_signed_notes_can_be_read_and_drafts_cannot(patient: Patient, patient_user: User) -> None:
    note, draft = factories.note(patient), factories.note(patient, status="draft", withheld=Withheld.DRAFT)
    client = signed_in(patient_user)
    assert "Blood pressure is well controlled" in words(client.get(reverse("records:my_note", args=[note.pk])))
    assert client.get(reverse("records:my_note", args=[draft.pk])).status_code == 404


def test_another_patients_note_is_not_found(patient: Patient, patient_user: User, other_patient: Patient) -> None:
    note = factories.note(other_patient)
    assert signed_in(patient_user).get(reverse("records:my_note", args=[note.pk])).status_code == 404


def test_who_looked_says_who_when_and_on_what_grounds(
    patient: Patient, patient_user: User, alice: User, charlie: User
) -> None:
    for _ in range(3):
        access.open_chart(access.actor_for(alice, access.Channel.WEB), patient.pk)
    factories.break_glass(charlie, patient)
    access.open_chart(access.actor_for(charlie, access.Channel.WEB), patient.pk)
    shown = read(patient_user, "my_lookers")
    assert "alice Clinician opened your record as part of your care team" in shown
    assert "3 times that day" in shown
    assert "charlie Clinician opened your record with a reason, from outside your care team" in shown


def test_the_export_holds_everything_that_is_shown_and_is_audited(patient: Patient, patient_user: User) -> None:
    factories.observation(patient)
    note = factories.note(patient)
    factories.condition(patient, name="Refuted", withheld=Withheld.REFUTED)
    response = signed_in(patient_user).post(reverse("records:my_export"))
    file = json.loads(response.content)
    assert (file["patient"]["name"], file["results"][0]["value"]) == ("Maja Lindqvist", 4.4)
    assert (file["notes"][0]["text"], file["notes"][0]["written"]) == (note.text, "2024-05-02")
    assert file["problems"] == []
    assert response.headers["Content-Disposition"].startswith('attachment; filename="my-record-')
    assert AuditEntry.objects.filter(actor_id=patient_user.pk, action="export", patient_id=patient.pk).count() == 1


def test_the_export_is_not_fetched_by_a_link(patient: Patient, patient_user: User) -> None:
    assert signed_in(patient_user).get(reverse("records:my_export")).status_code == 405


@pytest.mark.parametrize("scope", ConsentScope.values)
def test_each_choice_is_explained_and_can_be_changed(scope: str, patient: Patient, patient_user: User) -> None:
    choices = reverse("records:my_choices")
    client = signed_in(patient_user)
    assert words(client.get(choices)).count("Not decided") == len(ConsentScope)
    client.post(choices, {"scope": scope, "given": "no"})
    client.post(choices, {"scope": scope, "given": "yes"})
    assert [row.given for row in Consent.objects.order_by("decided_at")] == [False, True]
    assert words(client.get(choices)).count("You decided this on") == 1


def test_a_withdrawn_treatment_consent_closes_the_chart_to_the_team(
    patient: Patient, patient_user: User, alice: User
) -> None:
    signed_in(patient_user).post(reverse("records:my_choices"), {"scope": "treatment", "given": "no"})
    assert signed_in(alice).get(reverse("assistant:patient", args=[patient.pk])).status_code == 404
    assert signed_in(patient_user).get(reverse("records:my_record")).status_code == 200


def test_an_unknown_scope_changes_nothing(patient: Patient, patient_user: User) -> None:
    signed_in(patient_user).post(reverse("records:my_choices"), {"scope": "everything", "given": "yes"})
    assert not Consent.objects.exists()


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_not_kept_and_titles_name_nobody(name: str, patient: Patient, patient_user: User) -> None:
    response = signed_in(patient_user).get(reverse(f"records:{name}"))
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    assert title(response) == "My record · Anamnesis"


@pytest.mark.parametrize("name", PAGES)
def test_clinicians_have_no_own_record(name: str, patient: Patient, alice: User) -> None:
    assert signed_in(alice).get(reverse(f"records:{name}")).status_code == 404


def test_an_account_without_a_record_is_told_whom_to_ask(patient_user: User) -> None:
    response = signed_in(patient_user).get(reverse("records:my_record"))
    assert response.status_code == 404
    assert "Ask the clinic to link it" in words(response)
