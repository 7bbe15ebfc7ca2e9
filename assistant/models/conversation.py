import uuid

from django.conf import settings
from django.db import models

from records.fields import EncryptedTextField
from records.models import Patient


class Conversation(models.Model):
    """One clinician's questions about one chart."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    title = EncryptedTextField()
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = [models.Index(fields=["patient", "owner", "-updated_at"], name="conversation_list")]

    def __str__(self) -> str:
        return f"conversation {self.pk}"
