import uuid

from django.conf import settings
from django.db import models

from records.fields import EncryptedJSONField, EncryptedTextField
from records.models import Encounter, Note, Patient


class SummaryKind(models.TextChoices):
    CHART = "chart", "a patient on one screen"
    DIALOGUE = "dialogue", "a visit's dialogue as a note"
    NOTE = "note", "a note in a few sentences"
    DISCHARGE = "discharge", "a discharge summary"
    HANDOUT = "handout", "a handout for the patient"


class StoredSummary(models.Model):
    """What was suggested (`content`: sections of sentences, each with its sources, and what was left out), and
    the note that a clinician made of it. `given` is the dialogue that was pasted in.

    The numbers of words are counted when the note is signed: how many were suggested, how many of these stand
    in the signed text, and how many words that has."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=SummaryKind.choices)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given = EncryptedTextField()
    about_note = models.ForeignKey(Note, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    about_visit = models.ForeignKey(Encounter, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    grade = models.PositiveSmallIntegerField(null=True, blank=True)  # school grade asked for, of a handout
    frame = models.CharField(max_length=10, blank=True)  # language of a handout's headings
    content = EncryptedJSONField(default=dict)
    model_name = models.CharField(max_length=200, blank=True)
    model_revision = models.CharField(max_length=80, blank=True)
    chart_version = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    note = models.ForeignKey(Note, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    words_suggested = models.PositiveIntegerField(null=True, blank=True)
    words_kept = models.PositiveIntegerField(null=True, blank=True)
    words_signed = models.PositiveIntegerField(null=True, blank=True)
    handed_at = models.DateTimeField(null=True, blank=True)
    handed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["patient", "kind", "-created_at"], name="summary_latest")]
        verbose_name_plural = "stored summaries"

    def __str__(self) -> str:
        return f"summary {self.pk}"
