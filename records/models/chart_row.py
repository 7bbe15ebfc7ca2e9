"""What every row of a chart has: whose it is, where it came from, and whether it may be shown."""

import uuid

from django.db import models

from records.fields import EncryptedTextField
from records.models.patient import Patient


class Withheld(models.TextChoices):
    """Why a stored row is never shown as fact. Empty: it is shown."""

    NO = "", "shown"
    ENTERED_IN_ERROR = "entered-in-error", "entered in error"
    REFUTED = "refuted", "refuted"
    NOT_DONE = "not-done", "cancelled or not done"
    DO_NOT_PERFORM = "do-not-perform", "an instruction not to perform"
    DRAFT = "draft", "a draft or proposal"
    NO_RESULT = "no-result", "no result was obtained"
    NOT_UNDERSTOOD = "not-understood", "changed by a modifier that is not understood"
    SUPERSEDED = "superseded", "replaced by a correction"


class SourceDateField(models.CharField):  # type: ignore[type-arg]
    """An ISO date exactly as the source wrote it (see `records.engine.dates.SourceDate`); plain text,
    because time lines are ordered by it. Empty: unknown."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]


class ChartRow(models.Model):
    """`source_key` is a keyed hash of (system, type, id), so that the same import finds its row again;
    `content_key` one of everything imported into the row, so that it sees whether anything changed.
    `version` and `source_updated` are the source's own marks of which version is newer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    source_system = models.CharField(max_length=200, blank=True)
    source_key = models.BinaryField(max_length=32, null=True, unique=True)
    source_id = EncryptedTextField()
    version = models.CharField(max_length=64, blank=True)
    source_updated = SourceDateField()
    content_key = models.BinaryField(max_length=32, null=True)
    comment = EncryptedTextField()
    withheld = models.CharField(max_length=20, choices=Withheld.choices, default=Withheld.NO, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.pk}"

    @property
    def ref(self) -> str:
        """The id by which the source, an export and a citation name this row."""
        return self.source_id or str(self.pk)
