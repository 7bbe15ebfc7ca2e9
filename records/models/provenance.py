import uuid

from django.conf import settings
from django.db import models

from records.fields import EncryptedJSONField
from records.models.note import Note
from records.models.patient import Patient


class RowKind(models.TextChoices):
    CONDITION = "condition", "problem"
    MEDICATION = "medication", "medicine"
    ALLERGY = "allergy", "allergy"


class Provenance(models.Model):
    """Where a row of a list came from that was made here: from these words of a note, as a model suggested
    them, accepted by somebody. `suggested` and `signed` are the row's values at either end."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=RowKind.choices)
    row_id = models.UUIDField(unique=True)
    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    model_name = models.CharField(max_length=200)
    model_revision = models.CharField(max_length=80)
    suggested = EncryptedJSONField(default=dict)
    signed = EncryptedJSONField(default=dict)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(auto_now_add=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["patient", "kind"], name="provenance_of_patient")]

    def __str__(self) -> str:
        return f"provenance {self.pk}"
