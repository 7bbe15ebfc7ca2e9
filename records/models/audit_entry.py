import uuid

from django.db import models
from django.utils import timezone


class AuditEntry(models.Model):
    """One line of the audit trail. Holds ids and codes, never patient text.

    `mac` authenticates the line's content from the moment it is written; `sequence` and `digest` chain
    it to the lines before it when the trail is sealed (see `records.audit`). The database refuses
    deletes, and every update but that sealing (a trigger, on PostgreSQL and on SQLite).
    """

    id = models.BigAutoField(primary_key=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True)  # in the mac: a line cannot be played again
    at = models.DateTimeField(default=timezone.now)
    actor_id = models.UUIDField(null=True)
    role = models.CharField(max_length=20, blank=True)
    action = models.CharField(max_length=30)
    outcome = models.CharField(max_length=10)
    patient_id = models.UUIDField(null=True)
    object_type = models.CharField(max_length=40, blank=True)
    object_id = models.CharField(max_length=64, blank=True)
    purpose = models.CharField(max_length=20, blank=True)
    basis = models.CharField(max_length=20, blank=True)
    channel = models.CharField(max_length=10, blank=True)
    detail = models.JSONField(default=dict, blank=True)
    mac = models.BinaryField(max_length=32)
    sequence = models.BigIntegerField(null=True, unique=True)
    digest = models.BinaryField(max_length=32, null=True)

    class Meta:
        indexes = [
            models.Index(fields=["patient_id", "at"], name="audit_patient"),
            models.Index(fields=["actor_id", "at"], name="audit_actor"),
        ]
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"audit entry {self.pk}"


class AuditHead(models.Model):
    """The end of the sealed trail; one row. Sealing takes its lock, so lines are chained one at a time."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    trail = models.UUIDField(default=uuid.uuid4)
    count = models.BigIntegerField(default=0)
    digest = models.BinaryField(max_length=32, default=bytes)

    class Meta:
        constraints = [models.CheckConstraint(name="audit_head_single", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return f"audit head at {self.count}"
