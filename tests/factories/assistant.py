"""Conversations and what they are answered from."""

from itertools import count
from typing import Any

from assistant.models import AnswerCitation, AnswerPiece, Conversation, Exchange, ExchangeState, LiteratureDocument
from records.models import Patient, User
from tests.factories import people

_numbers = count(1)


def conversation(patient: Patient | None = None, owner: User | None = None, **fields: Any) -> Conversation:
    return Conversation.objects.create(
        patient=patient or people.patient(), owner=owner or people.user(), **{"title": "Potassium", **fields}
    )


def exchange(conversation_: Conversation | None = None, **fields: Any) -> Exchange:
    """Answered; its pieces and citations are made apart."""
    values = {"question": "What was the last potassium?", "state": ExchangeState.DONE, "status": "answered"}
    return Exchange.objects.create(conversation=conversation_ or conversation(), **{**values, **fields})


def piece(exchange_: Exchange | None = None, **fields: Any) -> AnswerPiece:
    values = {"sequence": next(_numbers), "kind": "sentence", "payload": {"text": "4.4 mmol/L on 2 May 2024."}}
    return AnswerPiece.objects.create(exchange=exchange_ or exchange(), **{**values, **fields})


def citation(exchange_: Exchange | None = None, **fields: Any) -> AnswerCitation:
    values = {"series": "C", "number": next(_numbers), "source": "observation", "quote": "Potassium: 4.4 mmol/L"}
    return AnswerCitation.objects.create(exchange=exchange_ or exchange(), **{**values, **fields})


def literature(**fields: Any) -> LiteratureDocument:
    number = next(_numbers)
    values = {
        "source_system": "anamnesis",
        "source_id": f"article-{number}",
        "title": "High potassium",
        "text": "A potassium above 6.5 mmol/L can stop the heart and needs treatment at once.",
    }
    return LiteratureDocument.objects.create(**{**values, **fields})
