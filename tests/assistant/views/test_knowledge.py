"""Can a clinician find an entry, read how sure it is, and propose a change that an administrator sees?"""

import pytest
from django.urls import reverse

from records.models import AuditEntry, User
from tests import factories
from tests.html import Reply, signed_in, words
from triage.models import KnowledgeProposal
from triage.services.alerts import rules

CONDITION = reverse("assistant:condition", args=["pulmonary-embolism"])
PROPOSALS = reverse("assistant:knowledge_proposals")
TEXT = "Leg swelling is more frequent than this."


def search(user: User, query: str) -> Reply:
    return signed_in(user).get(reverse("assistant:knowledge"), {"q": query})


@pytest.mark.parametrize("query", ["pulmonary embol", "EMBOLISM pulmonary"])
def test_an_entry_is_found_by_the_words_of_a_name(alice: User, query: str) -> None:
    assert f'href="{CONDITION}"' in search(alice, query).content.decode()


def test_an_entry_is_found_by_a_synonym_and_a_drug_by_a_brand(alice: User) -> None:
    assert "Pulmonary embolism" in words(search(alice, "lung clot"))
    assert reverse("assistant:drug", args=["warfarin"]) in search(alice, "coumadin").content.decode()


def test_what_is_not_there_says_so(alice: User) -> None:
    assert "Nothing found" in words(search(alice, "zzzz"))


def test_without_a_search_all_entries_stand_by_system(alice: User) -> None:
    shown = words(signed_in(alice).get(reverse("assistant:knowledge")))
    assert "heart and vessels" in shown
    assert "All drugs" in shown


def test_an_entry_shows_frequencies_tests_mimics_its_code_and_that_nobody_reviewed_it(alice: User) -> None:
    shown = words(signed_in(alice).get(CONDITION))
    for expected in ("Unreviewed: written", "Frequencies are our estimates", "I26", "First tests", "mistaken for"):
        assert expected in shown
    assert "about 30 %" in shown


def test_a_drug_shows_its_classes_cautions_kidney_rules_and_interactions(alice: User) -> None:
    shown = words(signed_in(alice).get(reverse("assistant:drug", args=["ibuprofen"])))
    for expected in ("NSAIDs", "contraindicated", "eGFR < 30 mL/min/1.73 m²: avoid", "warfarin: major", "Unreviewed"):
        assert expected in shown


def test_every_drug_has_an_address() -> None:
    assert all(reverse("assistant:drug", args=[drug]) for drug in rules().book.drugs)


@pytest.mark.parametrize("path", ["/knowledge/conditions/no-such/", "/knowledge/drugs/no%20such/"])
def test_an_entry_that_is_not_there_is_not_found(alice: User, path: str) -> None:
    assert signed_in(alice).get(path).status_code == 404


def test_a_proposal_is_kept_encrypted_and_counted_on_its_entry(alice: User) -> None:
    reply = signed_in(alice).post(CONDITION, {"text": TEXT}, follow=True)
    assert "Your proposal is kept" in words(reply)
    assert "One proposal for this entry" in words(reply)
    made = KnowledgeProposal.objects.get()
    assert (made.kind, made.entry, made.text, made.by) == ("condition", "pulmonary-embolism", TEXT, alice)
    assert TEXT not in str(AuditEntry.objects.get(object_type="KnowledgeProposal").detail)


@pytest.mark.parametrize(("text", "said"), [(" ", "Say in a few words"), ("x" * 2001, "Shorten it")])
def test_a_proposal_without_or_with_too_many_words_is_refused(alice: User, text: str, said: str) -> None:
    reply = signed_in(alice).post(CONDITION, {"text": text})
    assert reply.status_code == 400
    assert said in words(reply)
    assert KnowledgeProposal.objects.count() == 0


def test_an_administrator_reads_proposals_and_notes_what_became_of_one(administrator: User) -> None:
    made = factories.knowledge_proposal(text=TEXT)
    assert TEXT in words(signed_in(administrator).get(PROPOSALS))
    signed_in(administrator).post(PROPOSALS, {"proposal": str(made.pk), "state": "taken"})
    made.refresh_from_db()
    assert made.state == "taken"
    again = signed_in(administrator).post(PROPOSALS, {"proposal": str(made.pk), "state": "declined"})
    assert "already settled" in words(again)


@pytest.mark.parametrize("fields", [{"proposal": "nonsense", "state": "taken"}, {"state": "burnt"}])
def test_what_cannot_be_noted_is_refused(administrator: User, fields: dict[str, str]) -> None:
    made = factories.knowledge_proposal()
    reply = signed_in(administrator).post(PROPOSALS, {"proposal": str(made.pk), **fields})
    assert reply.status_code == 400
    made.refresh_from_db()
    assert made.state == "open"


def test_others_neither_read_nor_propose_nor_list(
    alice: User, officer: User, patient_user: User, administrator: User
) -> None:
    assert signed_in(patient_user).get(CONDITION).status_code == 404
    assert signed_in(officer).get(CONDITION).status_code == 404
    assert signed_in(administrator).post(CONDITION, {"text": TEXT}).status_code == 404
    assert signed_in(alice).get(PROPOSALS).status_code == 404
    assert KnowledgeProposal.objects.count() == 0
