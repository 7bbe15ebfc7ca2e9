import uuid

from django.conf import settings
from django.db import models

from records.fields import EncryptedJSONField, EncryptedTextField
from records.models import Patient


class Subject(models.TextChoices):
    """What was reviewed."""

    MARK = "mark", "a mark in a note"
    ROW = "row", "a row of a list, made from a note"
    ITEM = "item", "a difference between notes and lists"
    SUMMARY = "summary", "a summary"
    ALERT = "alert", "an alert"
    DIFFERENTIAL = "differential", "a diagnosis of a differential"


class ReviewAction(models.TextChoices):
    ACCEPT = "accept", "accepted"
    WRONG = "wrong", "said to be wrong"
    CHANGE = "change", "corrected"
    UNDO = "undo", "taken back"
    DISMISS = "dismiss", "dismissed"
    SNOOZE = "snooze", "put off"
    SIGN = "sign", "signed"


class Review(models.Model):
    """One decision of a clinician about a suggestion, with both sides of it; rows are only ever added.
    What models are measured by, so it names the model that suggested."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=20, choices=Subject.choices)
    subject_id = models.UUIDField(null=True, blank=True)
    action = models.CharField(max_length=10, choices=ReviewAction.choices)
    suggested = EncryptedJSONField(default=dict)
    decided = EncryptedJSONField(default=dict)
    reason = EncryptedTextField()
    model_name = models.CharField(max_length=200, blank=True)
    model_revision = models.CharField(max_length=80, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undoes = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="undone_by")

    class Meta:
        indexes = [
            models.Index(fields=["subject", "subject_id", "at"], name="review_of_subject"),
            models.Index(fields=["patient", "subject"], name="review_of_patient"),
        ]

    def __str__(self) -> str:
        return f"review {self.pk}"
