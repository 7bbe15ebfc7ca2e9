from django.db import models
from django.utils import timezone

from records.models.chart_row import ChartRow


class ConsentScope(models.TextChoices):
    TREATMENT = "treatment", "use of the chart for treatment"
    RESEARCH = "research", "use for quality and research"
    SUPPORT_SHARING = "support_sharing", "clinicians may see the support portal"


class Consent(ChartRow):
    """The latest row of a scope counts. A withdrawn treatment consent closes the chart to the care
    team; break-glass still opens it, and says so."""

    scope = models.CharField(max_length=20, choices=ConsentScope.choices)
    given = models.BooleanField()
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["patient", "scope", "-decided_at"], name="consent_latest")]
