"""What an open page still lacks of an answer, as frames with ready HTML (the same templates as the page)."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string

from assistant.models import AnswerPiece, Exchange
from assistant.selectors import chat
from assistant.services.conversations import own_exchange
from records.access import Chart

NOTHING = -1  # the page does not show the exchange yet


@dataclass(frozen=True)
class Moved:
    """Frames to send, and the last sequence number and state that the page then shows."""

    frames: list[dict[str, Any]]
    seen: int
    state: str


def frames_since(chart: Chart, exchange_id: UUID, seen: int, state: str) -> Moved:
    """Everything after `seen` of one exchange, in order. Raises NotFound."""
    exchange = own_exchange(chart, exchange_id)
    frames: list[dict[str, Any]] = []
    if seen == NOTHING:
        frames.append(_exchange_frame(exchange, chart))
        seen = 0
    for piece in exchange.pieces.filter(sequence__gt=seen).order_by("sequence"):
        frames.append(_piece_frame(exchange, piece))
        seen = piece.sequence
    if exchange.state != state:
        frames.append(_state_frame(exchange, chart))
    return Moved(frames, seen, exchange.state)


def _exchange_frame(exchange: Exchange, chart: Chart) -> dict[str, Any]:
    """Without its pieces, which follow one by one."""
    item = replace(chat.shown_one(chart, exchange), pieces=[], last_sequence=0)
    return {
        "type": "exchange",
        "exchange": str(exchange.pk),
        "conversation": str(exchange.conversation_id),
        "replaces": str(exchange.replaces_id or ""),
        "state": exchange.state,
        "html": render_to_string("assistant/chat/exchange.html", {"item": item}),
    }


def _piece_frame(exchange: Exchange, piece: AnswerPiece) -> dict[str, Any]:
    return {
        "type": "piece",
        "exchange": str(exchange.pk),
        "sequence": piece.sequence,
        "kind": piece.kind,
        "html": render_to_string("assistant/chat/piece.html", {"piece": piece, "exchange": exchange}),
    }


def _state_frame(exchange: Exchange, chart: Chart) -> dict[str, Any]:
    item = chat.shown_one(chart, exchange)
    return {
        "type": "state",
        "exchange": str(exchange.pk),
        "state": exchange.state,
        "status": exchange.status,
        "html": render_to_string("assistant/chat/foot.html", {"item": item}),
    }
