import uuid

from django.conf import settings
from django.db import models

from records.fields import EncryptedJSONField
from records.models import Patient


class CdsCard(models.Model):
    """An alert that was handed to another system as a card: what its feedback is about."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    alert = EncryptedJSONField(default=dict)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"card {self.pk}"
