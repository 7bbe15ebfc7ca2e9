"""Sources, ratings and copies as the page asks for them."""

import pytest
from django.urls import reverse

from assistant.models import Exchange
from records.models import Patient, User
from tests import factories
from tests.html import signed_in, words

pytestmark = pytest.mark.django_db
TEXT = "Seen for review.\nTakes lisinopril daily.\nNo cough."
QUOTE = "Takes lisinopril daily."


@pytest.fixture
def exchange(alice: User, patient: Patient) -> Exchange:
    return factories.exchange(factories.conversation(patient, alice))


def cite_note(exchange: Exchange, text: str, quote: str = QUOTE) -> str:
    """The address of the source."""
    note = factories.note(exchange.conversation.patient, text=text)
    start = TEXT.index(QUOTE)
    found = factories.citation(
        exchange, number=1, source="note", ref=note.ref, quote=quote, start=start, end=start + len(quote)
    )
    factories.citation(exchange, number=2)
    return reverse("assistant:citation", args=[exchange.conversation.patient_id, exchange.pk, found.mark])


def test_a_cited_note_is_shown_around_the_span_and_leads_to_the_whole_note(alice: User, exchange: Exchange) -> None:
    page = signed_in(alice).get(cite_note(exchange, TEXT)).content.decode()
    assert f"Seen for review.\n<mark>{QUOTE}</mark>\nNo cough." in page
    start = TEXT.index(QUOTE)
    assert f"?start={start}&amp;end={start + len(QUOTE)}#cited" in page


def test_a_span_that_moved_is_found_again_and_one_that_is_gone_says_so(alice: User, exchange: Exchange) -> None:
    client = signed_in(alice)
    address = cite_note(exchange, f"Amended. {TEXT}")
    assert f"<mark>{QUOTE}</mark>" in client.get(address).content.decode()
    other = factories.exchange(exchange.conversation)
    changed = client.get(cite_note(other, "Nothing of the kind."))
    assert "was changed since this answer" in words(changed)


def test_a_source_leads_to_its_neighbours_only(alice: User, exchange: Exchange) -> None:
    page = signed_in(alice).get(cite_note(exchange, TEXT)).content.decode()
    assert 'rel="next"' in page
    assert 'rel="prev"' not in page


def test_a_mark_that_the_answer_does_not_have_is_not_found(alice: User, exchange: Exchange) -> None:
    address = reverse("assistant:citation", args=[exchange.conversation.patient_id, exchange.pk, "C9"])
    assert signed_in(alice).get(address).status_code == 404


def test_thumbs_down_asks_for_the_reason_in_the_same_place(alice: User, exchange: Exchange) -> None:
    address = reverse("assistant:rate", args=[exchange.conversation.patient_id, exchange.pk])
    client = signed_in(alice)
    part = client.post(address, {"thumb": "-1"}, headers={"HX-Request": "true"})
    assert "wrong citation" in words(part)
    whole = client.get(reverse("assistant:patient", args=[exchange.conversation.patient_id]))
    assert "wrong citation" in words(whole)


def test_a_copied_answer_is_plain_text(alice: User, exchange: Exchange) -> None:
    address = reverse("assistant:answer_text", args=[exchange.conversation.patient_id, exchange.pk])
    reply = signed_in(alice).get(address)
    assert reply["Content-Type"] == "text/plain; charset=utf-8"
    assert reply.content.decode().startswith("What was the last potassium?")
