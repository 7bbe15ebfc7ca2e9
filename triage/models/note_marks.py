"""What a model found in a signed note, and what a clinician made of it.

The text of a mark is never stored: the note has it, and a signed text never changes.
"""

import uuid

from django.conf import settings
from django.db import models

from records.fields import EncryptedJSONField
from records.models import Note, Patient


class NoteMarking(models.Model):
    """One reading of one note. Marks that somebody reviewed are kept when a newer model reads again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    note = models.OneToOneField(Note, on_delete=models.PROTECT, related_name="+")
    model_name = models.CharField(max_length=200)
    model_revision = models.CharField(max_length=80)
    marked_at = models.DateTimeField(auto_now_add=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["patient"], name="marking_of_patient")]

    def __str__(self) -> str:
        return f"marking {self.pk}"


class MarkState(models.TextChoices):
    SUGGESTED = "suggested", "suggested"
    ACCEPTED = "accepted", "accepted"
    WRONG = "wrong", "wrong"


class NoteMark(models.Model):
    """A span of the note, `end` exclusive. `suggested` and `decided` hold label, negated, temporality,
    experiencer, score, code, system and code_score; `decided` is empty until a clinician decides."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    marking = models.ForeignKey(NoteMarking, on_delete=models.CASCADE, related_name="marks")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=MarkState.choices, default=MarkState.SUGGESTED)
    suggested = EncryptedJSONField(default=dict)
    decided = EncryptedJSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["marking", "start", "end"], name="mark_once")]

    def __str__(self) -> str:
        return f"mark {self.pk}"
