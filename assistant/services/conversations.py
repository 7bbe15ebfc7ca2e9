"""Ask, ask again, stop, and what a clinician thought of an answer.

One conversation answers one question at a time: a later question waits as a row until the earlier one
is over, because it may refer to it.
"""

import uuid

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assistant import events
from assistant.errors import BadQuestion, TooManyWaiting
from assistant.job_kinds import ANSWER
from assistant.models import Conversation, Exchange, ExchangeState, FeedbackReason
from assistant.protocol import MAX_QUESTION
from records.access import Chart
from records.audit import Action, Outcome
from records.errors import NotFound, UserError
from triage.services import jobs

MAX_WAITING = 10  # per conversation
_OPEN = (ExchangeState.QUEUED, ExchangeState.ANSWERING)
_TITLE = 80


def ask(chart: Chart, question: str, conversation_id: uuid.UUID | None = None) -> Exchange:
    """Store a question and have it answered. Raises BadQuestion, TooManyWaiting, NotFound."""
    text = _checked(question)
    known = own_conversation(chart, conversation_id) if conversation_id else None
    with transaction.atomic():
        return _add(chart, known or _begin(chart, text), text, replaces=None)


def ask_again(chart: Chart, exchange_id: uuid.UUID, question: str | None = None) -> Exchange:
    """The same or an edited question; its answer replaces the earlier one, which is kept."""
    earlier = own_exchange(chart, exchange_id)
    text = _checked(earlier.question if question is None else question)
    stop(chart, exchange_id)
    try:
        with transaction.atomic():
            return _add(chart, earlier.conversation, text, replaces=earlier)
    except IntegrityError:
        raise UserError(_("This question was already asked again. Reload the page to see it.")) from None


def stop(chart: Chart, exchange_id: uuid.UUID) -> None:
    """End a waiting or running answer; what was shown stays. Without effect on one that is over."""
    exchange = own_exchange(chart, exchange_id)
    waiting = Exchange.objects.filter(pk=exchange.pk, state=ExchangeState.QUEUED)
    if waiting.update(state=ExchangeState.STOPPED, finished_at=timezone.now()):
        events.exchange_moved(exchange)
        if exchange.job:
            jobs.request_cancel(exchange.job)
        start_next(exchange.conversation_id)
    elif exchange.job:
        jobs.request_cancel(exchange.job)


def start_next(conversation_id: uuid.UUID) -> None:
    """Hand the oldest waiting question to a worker unless one is being answered. Two callers may meet
    here: the row lock lets one of them act."""
    with transaction.atomic():
        conversation = (
            Conversation.objects.select_for_update().select_related("owner", "patient").get(pk=conversation_id)
        )
        open_ones = Exchange.objects.filter(conversation=conversation, state__in=_OPEN).order_by("asked_at")
        first = open_ones.first()
        if first is None or first.job_id is not None:
            return
        first.job = jobs.submit(ANSWER, conversation.owner, patient=conversation.patient, subject_id=first.pk)
        first.save(update_fields=["job"])


def rate(chart: Chart, exchange_id: uuid.UUID, thumb: int, reason: str = "", comment: str = "") -> Exchange:
    """1 up, -1 down (with a reason chip and a comment if given), 0 takes it back."""
    exchange = own_exchange(chart, exchange_id)
    if thumb not in (-1, 0, 1) or (reason and reason not in FeedbackReason.values):
        raise UserError(_("This rating is not known. Reload the page and try again."))
    exchange.thumb = thumb or None
    exchange.feedback_reason = reason if thumb == -1 else ""
    exchange.feedback_comment = comment[:2000] if thumb else ""
    detail: dict[str, object] = {"thumb": thumb, "reason": exchange.feedback_reason}
    with transaction.atomic():
        exchange.save(update_fields=["thumb", "feedback_reason", "feedback_comment"])
        chart.note(Action.CHANGE, "Exchange", exchange.pk, detail=detail)
    return exchange


def own_conversations(chart: Chart) -> models.QuerySet[Conversation]:
    return Conversation.objects.filter(patient=chart.patient, owner=chart.actor.user).order_by("-updated_at")


def own_conversation(chart: Chart, conversation_id: uuid.UUID) -> Conversation:
    """Raises NotFound for another user's or another chart's."""
    found = own_conversations(chart).filter(pk=conversation_id).first()
    if found is None:
        chart.note(Action.READ, "Conversation", conversation_id, Outcome.REFUSED)
        raise NotFound(_("This conversation is not yours or not about this chart."))
    return found


def own_exchange(chart: Chart, exchange_id: uuid.UUID) -> Exchange:
    """Raises NotFound for another user's or another chart's."""
    found = (
        Exchange.objects.select_related("conversation", "job")
        .filter(pk=exchange_id, conversation__patient=chart.patient, conversation__owner=chart.actor.user)
        .first()
    )
    if found is None:
        chart.note(Action.READ, "Exchange", exchange_id, Outcome.REFUSED)
        raise NotFound(_("This question is not in your conversations about this chart."))
    return found


def _begin(chart: Chart, text: str) -> Conversation:
    title = text if len(text) <= _TITLE else text[: _TITLE - 1].rsplit(" ", 1)[0] + "…"
    return Conversation.objects.create(patient=chart.patient, owner=chart.actor.user, title=title)


def _add(chart: Chart, conversation: Conversation, text: str, replaces: Exchange | None) -> Exchange:
    if conversation.exchanges.filter(state__in=_OPEN).count() >= MAX_WAITING:
        raise TooManyWaiting(_("Several questions are waiting already. Wait for an answer or stop one."))
    exchange = Exchange.objects.create(conversation=conversation, question=text, replaces=replaces)
    conversation.save(update_fields=["updated_at"])
    chart.note(Action.ASK, "Exchange", exchange.pk)
    events.exchange_moved(exchange)
    start_next(conversation.pk)
    exchange.refresh_from_db(fields=["job", "state"])
    return exchange


def _checked(question: str) -> str:
    text = question.replace("\x00", "").encode("utf-8", "ignore").decode().strip()  # no half surrogate pairs
    if not text:
        raise BadQuestion(_("Write a question first."))
    if len(text) > MAX_QUESTION:
        raise BadQuestion(
            _("A question may have up to %(limit)d characters; this one has %(length)d. Shorten it and ask again.")
            % {"limit": MAX_QUESTION, "length": len(text)}
        )
    return text
