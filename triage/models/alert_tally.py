from django.db import models

from records.models import Patient


class AlertTally(models.Model):
    """How many alerts of each kind a chart showed on a day, and how many were settled: counts by kind, no content.
    `loud` are those to look at now."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    shown = models.JSONField(default=dict)
    settled = models.JSONField(default=dict)
    loud = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["patient", "day"], name="tally_once_a_day")]

    def __str__(self) -> str:
        return f"tally {self.pk}"
