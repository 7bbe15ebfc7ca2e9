"""Tell every open page of a user and a chart that an answer moved on. Ids and numbers only: each page
reads the pieces itself, through the gate."""

from uuid import UUID

from assistant.models import Exchange
from triage import events


def chart_group(user_id: UUID | str, patient_id: UUID | str) -> str:
    return f"chat.{user_id}.{patient_id}".replace("-", "")


def exchange_moved(exchange: Exchange) -> None:
    conversation = exchange.conversation
    group = chart_group(conversation.owner_id, conversation.patient_id)
    events.tell(group, {"type": "exchange.moved", "exchange": str(exchange.pk)})
