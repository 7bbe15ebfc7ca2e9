"""What the conversation panel shows."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from assistant.models import AnswerPiece, Conversation, Exchange, ExchangeState
from assistant.services import conversations
from records.access import Chart
from records.selectors import charts, rows

NEW = "new"  # asks for an empty panel
SUGGESTIONS = 3
SHOWN = 100  # exchanges of one conversation on the page; older ones stay in the export


@dataclass(frozen=True)
class ShownExchange:
    exchange: Exchange
    pieces: list[AnswerPiece]


def panel(chart: Chart, wanted: str = "") -> dict[str, object]:
    """Context of `assistant/chat/panel.html`. `wanted` is a conversation id, `new`, or empty for the
    latest one. Raises NotFound for a conversation that is not the user's."""
    conversation = _conversation(chart, wanted)
    exchanges = shown(conversation) if conversation else []
    return {
        "patient": chart.patient,
        "conversation": conversation,
        "exchanges": exchanges,
        "suggestions": [] if exchanges else suggestions(chart),
        "chart_version": charts.version(chart),
    }


def shown(conversation: Conversation) -> list[ShownExchange]:
    """Exchanges in order, those that were asked again left out."""
    pieces = Prefetch("pieces", AnswerPiece.objects.order_by("sequence"))
    found = list(
        conversation.exchanges.filter(replaced_by=None)
        .select_related("conversation")
        .prefetch_related(pieces)
        .order_by("-asked_at")[:SHOWN]
    )
    return [ShownExchange(one, current_pieces(one)) for one in reversed(found)]


def current_pieces(exchange: Exchange) -> list[AnswerPiece]:
    """The stored pieces as a page shows them: nothing from before a restart, no progress once there is more."""
    pieces = sorted(exchange.pieces.all(), key=lambda piece: piece.sequence)
    restarts = [index for index, piece in enumerate(pieces) if piece.kind == "restarted"]
    if restarts:
        pieces = pieces[restarts[-1] :]
    over = exchange.state in (ExchangeState.DONE, ExchangeState.STOPPED, ExchangeState.FAILED)
    last = len(pieces) - 1
    return [piece for at, piece in enumerate(pieces) if piece.kind != "progress" or (at == last and not over)]


def search(chart: Chart, words: str) -> list[Conversation]:
    """The user's conversations about this chart whose questions or answers hold all the words."""
    wanted = words.casefold().split()
    found = conversations.own_conversations(chart).prefetch_related("exchanges__pieces")
    return [one for one in found if not wanted or all(word in _text(one) for word in wanted)]


def suggestions(chart: Chart) -> list[str]:
    """Up to three questions that this very chart can answer."""
    kinds = sorted(rows.observation_kinds(chart), key=lambda kind: -kind.count)
    labs = [kind.name for kind in kinds if kind.category == "laboratory" and kind.count > 1]
    asked = [_("What is the latest %(lab)s and its trend?") % {"lab": labs[0]}] if labs else []
    if rows.medications(chart):
        asked.append(_("What medicines is the patient taking now?"))
    if rows.conditions(chart):
        asked.append(_("What are the active problems?"))
    asked.append(_("Does the patient have any allergies?"))
    return asked[:SUGGESTIONS]


def _conversation(chart: Chart, wanted: str) -> Conversation | None:
    own = conversations.own_conversations(chart)
    if wanted == NEW:
        return None
    if wanted:
        return conversations.own_conversation(chart, UUID(wanted))
    return own.first()


def _text(conversation: Conversation) -> str:
    parts = [conversation.title]
    for exchange in conversation.exchanges.all():
        parts.append(exchange.question)
        parts += [str(piece.payload.get("text", "")) for piece in exchange.pieces.all() if piece.kind == "sentence"]
    return " ".join(parts).casefold()
