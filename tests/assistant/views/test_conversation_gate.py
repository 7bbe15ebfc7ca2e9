"""Conversations belong to one clinician and one chart: other ids under a chart's own address find nothing."""

import uuid

import pytest
from django.urls import reverse

from assistant.models import Conversation, Exchange
from records.audit import Action, Outcome
from records.models import AuditEntry, Patient, User
from tests import factories
from tests.html import signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def conversation(patient: Patient, alice: User) -> Conversation:
    return factories.conversation(patient, alice)


@pytest.fixture
def exchange(conversation: Conversation) -> Exchange:
    made = factories.exchange(conversation)
    factories.citation(made, number=1, source="observation", ref=factories.observation(conversation.patient).ref)
    return made


def addresses(patient: Patient, conversation: Conversation, exchange: Exchange) -> list[str]:
    return [
        reverse("assistant:conversation", args=[patient.pk, conversation.pk]),
        reverse("assistant:download", args=[patient.pk, conversation.pk, "md"]),
        reverse("assistant:answer_text", args=[patient.pk, exchange.pk]),
        reverse("assistant:citation", args=[patient.pk, exchange.pk, "C1"]),
    ]


def refusals() -> list[str]:
    refused = AuditEntry.objects.filter(action=Action.READ, outcome=Outcome.REFUSED)
    return list(refused.order_by("id").values_list("object_type", flat=True))


def test_the_asker_reads_them(patient: Patient, alice: User, conversation: Conversation, exchange: Exchange) -> None:
    client = signed_in(alice)
    assert {client.get(address).status_code for address in addresses(patient, conversation, exchange)} == {200}
    assert refusals() == []


def test_a_colleague_on_the_same_team_does_not(
    patient: Patient, bob: User, conversation: Conversation, exchange: Exchange
) -> None:
    client = signed_in(bob)
    assert {client.get(address).status_code for address in addresses(patient, conversation, exchange)} == {404}
    assert refusals() == ["Conversation", "Conversation", "Exchange", "Exchange"]


def test_the_address_of_another_chart_of_the_same_clinician_does_not_lead_to_them(
    other_patient: Patient, alice: User, conversation: Conversation, exchange: Exchange
) -> None:
    factories.care_team(members=[alice], patients=[other_patient])
    client = signed_in(alice)
    assert {client.get(one).status_code for one in addresses(other_patient, conversation, exchange)} == {404}
    assert len(refusals()) == 4


def test_a_question_cannot_be_put_into_a_colleagues_conversation_and_the_try_is_noted(
    patient: Patient, bob: User, conversation: Conversation
) -> None:
    form = {"question": "latest K+?", "conversation": str(conversation.pk)}
    assert signed_in(bob).post(reverse("assistant:ask", args=[patient.pk]), form).status_code == 404
    assert not conversation.exchanges.exists()
    assert refusals() == ["Conversation"]


def test_the_patient_does_not_reach_the_clinicians_conversation(patient: Patient, patient_user: User) -> None:
    client = signed_in(patient_user)
    assert client.get(reverse("assistant:conversations", args=[patient.pk])).status_code == 404
    assert client.post(reverse("assistant:ask", args=[patient.pk]), {"question": "latest K+?"}).status_code == 404
    assert not Conversation.objects.exists()


def test_searching_conversations_leaves_a_line_without_the_words(patient: Patient, alice: User) -> None:
    signed_in(alice).post(reverse("assistant:conversations", args=[patient.pk]), {"words": "zebra"})
    line = AuditEntry.objects.get(action=Action.SEARCH, object_type="Conversation")
    assert (line.patient_id, line.detail) == (patient.pk, {})


def test_an_invented_id_and_a_colleagues_tell_the_same(patient: Patient, bob: User, conversation: Conversation) -> None:
    client = signed_in(bob)
    places = [reverse("assistant:conversation", args=[patient.pk, one]) for one in (conversation.pk, uuid.uuid4())]
    told = {words(client.get(address)).partition("Reference")[0] for address in places}
    assert len(told) == 1
