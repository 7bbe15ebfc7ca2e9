import uuid

from django.conf import settings
from django.db import models

from records.fields import EncryptedJSONField, EncryptedTextField
from records.models import Patient


class DeidentifiedExport(models.Model):
    """A chart that somebody asked for without names, and why. The file lies encrypted under `stored_as` until
    `removed_at`. `replaced` counts by type what was replaced in its texts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    purpose = EncryptedTextField()
    replaced = EncryptedJSONField(default=dict)
    model_name = models.CharField(max_length=200, blank=True)
    model_revision = models.CharField(max_length=80, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    made_at = models.DateTimeField(null=True, blank=True)
    fetched_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["patient", "owner", "-asked_at"], name="deid_export_list")]

    def __str__(self) -> str:
        return f"de-identified export {self.pk}"

    @property
    def stored_as(self) -> str:
        return f"exports/{self.pk}"
