"""Tell every open page of a user and a chart that an answer moved on. Ids and numbers only: each page
reads the pieces itself, through the gate."""

from uuid import UUID

from assistant.models import Exchange
from triage import events


def chart_group(user_id: UUID | str, patient_id: UUID | str) -> str:
    return f"chat.{user_id}.{patient_id}".replace("-", "")


def exchange_moved(exchange: Exchange, sequence: int | None = None) -> None:
    """`sequence` when no more than this piece is new: a page that shows it already need not look."""
    conversation = exchange.conversation
    group = chart_group(conversation.owner_id, conversation.patient_id)
    message = {"type": "exchange.moved", "exchange": str(exchange.pk)}
    events.tell(group, message if sequence is None else message | {"sequence": str(sequence)})
