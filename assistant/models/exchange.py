import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from assistant.models.conversation import Conversation
from records.fields import EncryptedJSONField, EncryptedTextField
from triage.models import Job


class ExchangeState(models.TextChoices):
    QUEUED = "queued", "waiting"
    ANSWERING = "answering", "answering"
    DONE = "done", "answered"
    STOPPED = "stopped", "stopped"
    FAILED = "failed", "failed"


class FeedbackReason(models.TextChoices):
    WRONG_FACT = "wrong_fact", _("wrong fact")
    WRONG_CITATION = "wrong_citation", _("wrong citation")
    MISSING = "missing", _("something is missing")
    UNSAFE = "unsafe", _("unsafe")
    TOO_LONG = "too_long", _("too long")


class Exchange(models.Model):
    """A question and its answer. Editing or asking again makes a new exchange that `replaces` this one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="exchanges")
    question = EncryptedTextField()
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaced_by"
    )
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=ExchangeState.choices, default=ExchangeState.QUEUED)
    status = models.CharField(max_length=20, blank=True)  # answered, not_in_record, refused, …
    badge = models.CharField(max_length=100, blank=True)
    withheld_count = models.PositiveSmallIntegerField(default=0)
    mind_name = models.CharField(max_length=200, blank=True)
    mind_revision = models.CharField(max_length=80, blank=True)
    # What the chart was when this was answered: "chart changed since this answer".
    chart_version = models.CharField(max_length=64, blank=True)
    error = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    thumb = models.SmallIntegerField(null=True, blank=True)  # 1 up, -1 down
    feedback_reason = models.CharField(max_length=20, choices=FeedbackReason.choices, blank=True)
    feedback_comment = EncryptedTextField()

    class Meta:
        indexes = [models.Index(fields=["conversation", "asked_at"], name="exchange_order")]

    def __str__(self) -> str:
        return f"exchange {self.pk}"


class AnswerPiece(models.Model):
    """One streamed piece of an answer, in order. `sequence` is where a page resumes after a refresh."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="pieces")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)  # progress, sentence, table, trend, considered, finished
    payload = EncryptedJSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["exchange", "sequence"], name="answer_piece_order")]

    def __str__(self) -> str:
        return f"piece {self.sequence} of {self.exchange_id}"


class AnswerCitation(models.Model):
    """What backs a sentence: C1, C2 … lead into the chart, L1, L2 … into the literature."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="citations")
    series = models.CharField(max_length=1, choices=[("C", "chart"), ("L", "literature")])
    number = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=20)
    ref = EncryptedTextField()
    quote = EncryptedTextField()
    title = EncryptedTextField()
    author = EncryptedTextField()
    section = EncryptedTextField()
    date = models.CharField(max_length=40, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["exchange", "series", "number"], name="citation_number"),
        ]

    def __str__(self) -> str:
        return f"{self.series}{self.number} of {self.exchange_id}"

    @property
    def mark(self) -> str:
        return f"{self.series}{self.number}"
