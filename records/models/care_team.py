import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from records.fields import EncryptedTextField
from records.models.patient import Patient


class CareTeam(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=100, unique=True)
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="care_teams", blank=True)
    patients = models.ManyToManyField(Patient, related_name="care_teams", blank=True)

    def __str__(self) -> str:
        return self.name


class BreakGlass(models.Model):
    """Emergency access outside the care team: for a reason, for a time, reviewed afterwards."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    reason = EncryptedTextField()
    opened_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    review_note = EncryptedTextField()

    class Meta:
        indexes = [models.Index(fields=["user", "patient", "expires_at"], name="break_glass_open")]

    def __str__(self) -> str:
        return f"break-glass {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None and self.expires_at > timezone.now()
