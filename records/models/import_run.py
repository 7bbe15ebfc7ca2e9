import uuid

from django.conf import settings
from django.db import models

from records.fields import EncryptedJSONField


class ImportRun(models.Model):
    """One run of an import command: what came in, what was skipped and why (reasons and places, no text)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20)  # fhir, notes, images, literature
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)
    problems = EncryptedJSONField(default=list)

    def __str__(self) -> str:
        return f"{self.kind} import {self.pk}"
