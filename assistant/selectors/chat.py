"""What the conversation panel shows."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from assistant.models import AnswerPiece, Conversation, Exchange, ExchangeState, FeedbackReason
from assistant.selectors.suggestions import suggestions
from assistant.services import conversations
from records.access import Chart, as_uuid
from records.audit import Action
from records.errors import NotFound
from records.selectors import charts

NEW = "new"  # asks for an empty panel
SHOWN = 100  # exchanges of one conversation on the page; older ones stay in the export
_OPEN = (ExchangeState.QUEUED, ExchangeState.ANSWERING)


@dataclass(frozen=True)
class ShownExchange:
    """One question and answer as the templates draw them. `place`: how many questions are before it."""

    exchange: Exchange
    pieces: list[AnswerPiece]
    chart_changed: bool
    place: int
    last_sequence: int

    @property
    def is_open(self) -> bool:
        return self.exchange.state in _OPEN

    @property
    def has_detail(self) -> bool:
        return any(piece.kind == "table" or piece.payload.get("detail") for piece in self.pieces)

    @property
    def has_considered(self) -> bool:
        return any(piece.kind == "considered" for piece in self.pieces)

    @property
    def reasons(self) -> list[tuple[str, str]]:
        return [(one.value, str(one.label)) for one in FeedbackReason]


def panel(chart: Chart, wanted: str = "") -> dict[str, object]:
    """Context of `assistant/chat/panel.html`. `wanted` is a conversation id, `new`, or empty for the
    latest one. Raises NotFound for a conversation that is not the user's."""
    conversation = _conversation(chart, wanted)
    exchanges = shown(chart, conversation) if conversation else []
    return {
        "patient": chart.patient,
        "conversation": conversation,
        "exchanges": exchanges,
        "suggestions": [] if exchanges else suggestions(chart),
    }


def shown(chart: Chart, conversation: Conversation) -> list[ShownExchange]:
    """Exchanges in order, those that were asked again left out."""
    pieces = Prefetch("pieces", AnswerPiece.objects.order_by("sequence"))
    found = list(
        conversation.exchanges.filter(replaced_by=None)
        .select_related("conversation")
        .prefetch_related(pieces)
        .order_by("-asked_at")[:SHOWN]
    )
    version = charts.version(chart)
    waiting = [one.pk for one in reversed(found) if one.state in _OPEN]
    return [_shown(one, version, waiting.index(one.pk) if one.pk in waiting else 0) for one in reversed(found)]


def shown_one(chart: Chart, exchange: Exchange) -> ShownExchange:
    """The same for one exchange of the user's own, as it is now."""
    before = Exchange.objects.filter(
        conversation=exchange.conversation_id, state__in=_OPEN, asked_at__lt=exchange.asked_at
    )
    if exchange.state in _OPEN:
        return _shown(exchange, exchange.chart_version, before.count())
    return _shown(exchange, charts.version(chart), 0)


def current_pieces(exchange: Exchange) -> list[AnswerPiece]:
    """The stored pieces as a page shows them: nothing from before a restart, no progress once there is more."""
    pieces = sorted(exchange.pieces.all(), key=lambda piece: piece.sequence)
    restarts = [index for index, piece in enumerate(pieces) if piece.kind == "restarted"]
    if restarts:
        pieces = pieces[restarts[-1] :]
    over = exchange.state not in _OPEN
    last = len(pieces) - 1
    return [piece for at, piece in enumerate(pieces) if piece.kind != "progress" or (at == last and not over)]


def search(chart: Chart, words: str) -> list[Conversation]:
    """The user's conversations about this chart whose questions or answers hold all the words. Audited."""
    chart.note(Action.SEARCH, "Conversation")
    wanted = words.casefold().split()
    found = conversations.own_conversations(chart).prefetch_related("exchanges__pieces")
    return [one for one in found if not wanted or all(word in _text(one) for word in wanted)]


def missed(chart: Chart, conversation_id: UUID, known: list[UUID]) -> list[UUID]:
    """Exchanges of the user's own conversation that a page came to lack while it was not connected."""
    conversation = conversations.own_conversation(chart, conversation_id)
    lacking = conversation.exchanges.filter(replaced_by=None).exclude(pk__in=known)
    return list(lacking.order_by("asked_at").values_list("pk", flat=True)[:SHOWN])


def _shown(exchange: Exchange, version: str, place: int) -> ShownExchange:
    over = exchange.state not in _OPEN
    return ShownExchange(
        exchange=exchange,
        pieces=current_pieces(exchange),
        chart_changed=over and exchange.chart_version not in ("", version),
        place=place,
        last_sequence=max((piece.sequence for piece in exchange.pieces.all()), default=0),
    )


def _conversation(chart: Chart, wanted: str) -> Conversation | None:
    own = conversations.own_conversations(chart)
    if wanted == NEW:
        return None
    if not wanted:
        return own.first()
    known = as_uuid(wanted)
    if known is None:
        raise NotFound(_("This conversation is not yours or not about this chart."))
    return conversations.own_conversation(chart, known)


def _text(conversation: Conversation) -> str:
    parts = [conversation.title]
    for exchange in conversation.exchanges.all():
        parts.append(exchange.question)
        parts += [str(piece.payload.get("text", "")) for piece in exchange.pieces.all() if piece.kind == "sentence"]
    return " ".join(parts).casefold()
