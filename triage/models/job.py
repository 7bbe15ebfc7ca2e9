import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models

# A running job says that it lives at least this often; after that it is taken up by another worker.
LEASE = timedelta(seconds=20)


class JobState(models.TextChoices):
    QUEUED = "queued", "queued"
    RUNNING = "running", "running"
    DONE = "done", "done"
    FAILED = "failed", "failed"
    CANCELLED = "cancelled", "cancelled"


class Job(models.Model):
    """One piece of model work. Celery carries its id; everything else is here, so that a killed worker
    loses nothing. `subject_id` names the row that the work is about (a note, an exchange, a chart)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey("records.Patient", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    subject_id = models.UUIDField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    progress = models.PositiveSmallIntegerField(default=0)  # percent
    stage = models.CharField(max_length=100, blank=True)  # what is being done, in words
    attempts = models.PositiveSmallIntegerField(default=0)
    claim = models.UUIDField(null=True, blank=True)  # changes with every claim: a late worker cannot finish
    lease_until = models.DateTimeField(null=True, blank=True)
    cancel_requested = models.BooleanField(default=False)
    model_name = models.CharField(max_length=200, blank=True)
    model_revision = models.CharField(max_length=80, blank=True)
    error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)  # last handed to the broker
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "lease_until"], name="job_unfinished"),
            models.Index(fields=["kind", "subject_id"], name="job_subject"),
            models.Index(fields=["owner", "-created_at"], name="job_of_owner"),
        ]
        constraints = [
            # One open job of a kind for a subject: asking twice does the work once.
            models.UniqueConstraint(
                fields=["kind", "subject_id"],
                condition=models.Q(state=JobState.QUEUED),
                name="job_queued_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_over(self) -> bool:
        return self.state in (JobState.DONE, JobState.FAILED, JobState.CANCELLED)
