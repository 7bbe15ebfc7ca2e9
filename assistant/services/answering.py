"""Answer one stored question: open the chart as its asker, let the mind work, store and announce each piece.

Pieces are stored before they are announced, so a page can resume by sequence number at any time. When a
worker dies, the next one begins the answer again after a `restarted` piece: pages drop what came before.
"""

from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from assistant import events, pieces
from assistant.engine.types import Citation, Finished, Question, Source, Turn
from assistant.engine.work_up.types import State, state_of
from assistant.models import AnswerCitation, AnswerPiece, Exchange, ExchangeState
from assistant.services import conversations
from assistant.services.minds import current_mind
from assistant.services.tools import ChartTools
from records import access
from records.audit import Action
from records.errors import NotFound
from records.selectors import charts
from triage.errors import CannotRun
from triage.models import Job, JobState
from triage.services import jobs

HISTORY = 6  # earlier questions that a follow-up may refer to


class Answer:
    """Stores the pieces of one exchange and numbers its citations: C1, C2 … and L1, L2 …"""

    def __init__(self, exchange: Exchange) -> None:
        self.exchange = exchange
        last = exchange.pieces.aggregate(last=Max("sequence"))["last"]
        self._sequence = last or 0
        self._marks: dict[tuple[str, str, str], str] = {}
        self._counts = {"C": 0, "L": 0}
        if last:
            exchange.citations.all().delete()
            self.add("restarted", {})

    def add(self, kind: str, payload: dict[str, object]) -> None:
        self._sequence += 1
        AnswerPiece.objects.create(exchange=self.exchange, sequence=self._sequence, kind=kind, payload=payload)
        # The last piece comes with the exchange's new state.
        events.exchange_moved(self.exchange, None if kind == "finished" else self._sequence)

    def mark(self, citation: Citation) -> str:
        """The same span or row keeps its number."""
        key = (citation.source, citation.ref, f"{citation.start}:{citation.quote}")
        if key not in self._marks:
            series = "L" if citation.source == Source.LITERATURE else "C"
            self._counts[series] += 1
            self._marks[key] = f"{series}{self._counts[series]}"
            self._store(citation, series, self._counts[series])
        return self._marks[key]

    def _store(self, citation: Citation, series: str, number: int) -> None:
        AnswerCitation.objects.create(
            exchange=self.exchange,
            series=series,
            number=number,
            source=citation.source,
            ref=citation.ref,
            quote=citation.quote,
            title=citation.title,
            author=citation.author,
            section=citation.section,
            date=citation.date.text if citation.date else "",
            start=citation.start,
            end=citation.end,
        )


def answer(run: jobs.Run) -> None:
    """The work of an `answer` job."""
    exchange = _begin(run.job)
    if exchange is None:
        return
    chart = _open_chart(exchange)
    mind = current_mind()
    Exchange.objects.filter(pk=exchange.pk).update(
        mind_name=mind.info.name, mind_revision=mind.info.revision, chart_version=charts.version(chart)
    )
    chart.note(Action.MODEL_INPUT, "Exchange", exchange.pk, detail={"mind": mind.info.name})
    stored = Answer(exchange)
    for piece in mind.answer(_question(exchange), ChartTools(chart)):
        with transaction.atomic():
            run.check()
            kind, payload = pieces.to_json(piece, stored.mark)
            if isinstance(piece, Finished):
                _finish(exchange, piece)
            stored.add(kind, payload)


def settle(job_id: UUID | str) -> None:
    """After the job: an exchange that its job left unfinished says so, and the next question starts."""
    job = Job.objects.get(pk=job_id)
    if job.subject_id is None:
        return
    exchange = Exchange.objects.select_related("conversation").filter(pk=job.subject_id).first()
    if exchange is None or not job.is_over:
        return
    state = ExchangeState.STOPPED if job.state == JobState.CANCELLED else ExchangeState.FAILED
    unfinished = Exchange.objects.filter(
        pk=exchange.pk, state__in=(ExchangeState.QUEUED, ExchangeState.ANSWERING), job=job
    )
    if unfinished.update(state=state, error=job.error, finished_at=timezone.now()):
        events.exchange_moved(exchange)
    conversations.start_next(exchange.conversation_id)


def settle_left() -> None:
    """For a worker that died after its job ended and before it settled, which no other job takes up."""
    open_ones = Exchange.objects.filter(state__in=(ExchangeState.QUEUED, ExchangeState.ANSWERING))
    for job_id in open_ones.filter(job__state__in=(JobState.DONE, JobState.FAILED, JobState.CANCELLED)).values_list(
        "job_id", flat=True
    ):
        settle(job_id)
    for conversation_id in open_ones.filter(job=None).values_list("conversation_id", flat=True).distinct():
        conversations.start_next(conversation_id)


def _begin(job: Job) -> Exchange | None:
    if job.subject_id is None:
        return None
    open_ones = Exchange.objects.filter(pk=job.subject_id, state__in=(ExchangeState.QUEUED, ExchangeState.ANSWERING))
    if not open_ones.update(state=ExchangeState.ANSWERING):
        return None
    exchange = Exchange.objects.select_related("conversation__owner", "conversation__patient").get(pk=job.subject_id)
    events.exchange_moved(exchange)
    return exchange


def _open_chart(exchange: Exchange) -> access.Chart:
    """The asker may have lost access since asking: then nothing is read."""
    conversation = exchange.conversation
    try:
        actor = access.actor_for(conversation.owner, access.Channel.TASK)
        return access.open_chart(actor, conversation.patient_id, quiet=True)
    except NotFound:
        raise CannotRun("You no longer have access to this chart, so the question was not answered.") from None


def _question(exchange: Exchange) -> Question:
    first = exchange  # a question that takes another's place is asked where that one stood
    while first.replaces:
        first = first.replaces
    earlier = (
        Exchange.objects.filter(conversation=exchange.conversation, asked_at__lt=first.asked_at, replaced_by=None)
        .prefetch_related("pieces")
        .order_by("-asked_at")[:HISTORY]
    )
    turns = [Turn(one.question, _first_sentence(one), _work_up(one)) for one in earlier]
    return replace(Question(exchange.question), history=tuple(reversed(turns)))


def _first_sentence(exchange: Exchange) -> str:
    ordered = sorted(exchange.pieces.all(), key=lambda piece: piece.sequence)
    return next((str(piece.payload["text"]) for piece in ordered if piece.kind == "sentence"), "")


def _work_up(exchange: Exchange) -> State | None:
    """Where a differential stood after this answer; one that was not finished left it as it was before."""
    if exchange.state != ExchangeState.DONE:
        return None
    ordered = sorted(exchange.pieces.all(), key=lambda piece: -piece.sequence)
    return next((state_of(piece.payload["state"]) for piece in ordered if piece.kind == "work_up"), None)


def _finish(exchange: Exchange, finished: Finished) -> None:
    Exchange.objects.filter(pk=exchange.pk, state=ExchangeState.ANSWERING).update(
        state=ExchangeState.DONE,
        status=finished.status,
        badge=finished.badge,
        withheld_count=finished.withheld,
        finished_at=timezone.now(),
    )
