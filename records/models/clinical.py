"""Coded rows of a chart: visits, measurements, problems, orders and the rest.

Names, display texts, codes that tell a story, reasons and textual results are encrypted. Plain, because
queries need them: LOINC codes and numbers of observations, statuses, categories and dates.
"""

from django.db import models

from records.fields import EncryptedJSONField, EncryptedTextField
from records.models.chart_row import ChartRow, SourceDateField


class Encounter(ChartRow):
    name = EncryptedTextField()
    kind = models.CharField(max_length=20, blank=True)  # FHIR class: AMB, EMER, IMP …
    status = models.CharField(max_length=20, blank=True)
    start = SourceDateField()
    end = SourceDateField()
    reason = EncryptedTextField()
    provider = EncryptedTextField()
    site = EncryptedTextField()

    class Meta:
        indexes = [models.Index(fields=["patient", "start"], name="encounter_timeline")]


class Observation(ChartRow):
    encounter = models.ForeignKey(Encounter, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    code = models.CharField(max_length=40, blank=True)
    code_system = models.CharField(max_length=200, blank=True)
    name = EncryptedTextField()
    category = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=20)
    effective = SourceDateField()
    value = models.FloatField(null=True, blank=True)
    comparator = models.CharField(max_length=2, blank=True)
    value_text = EncryptedTextField()
    unit = models.CharField(max_length=60, blank=True)
    low = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)
    range_text = EncryptedTextField()
    interpretation = models.CharField(max_length=40, blank=True)
    components = EncryptedJSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["patient", "code", "effective"], name="observation_trend")]


class Condition(ChartRow):
    encounter = models.ForeignKey(Encounter, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    name = EncryptedTextField()
    code = EncryptedTextField()
    code_system = models.CharField(max_length=200, blank=True)
    clinical_status = models.CharField(max_length=20, blank=True)
    verification = models.CharField(max_length=20, blank=True)
    category = models.CharField(max_length=40, blank=True)
    onset = SourceDateField()
    abated = SourceDateField()
    recorded = SourceDateField()

    class Meta:
        indexes = [models.Index(fields=["patient", "onset"], name="condition_timeline")]


class Medication(ChartRow):
    """An order or a statement that the person takes something."""

    encounter = models.ForeignKey(Encounter, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    name = EncryptedTextField()
    code = EncryptedTextField()
    code_system = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=20, blank=True)
    intent = models.CharField(max_length=20, blank=True)
    authored = SourceDateField()
    ended = SourceDateField()
    dosage = EncryptedTextField()
    reason = EncryptedTextField()
    prescriber = EncryptedTextField()

    class Meta:
        indexes = [models.Index(fields=["patient", "authored"], name="medication_timeline")]


class Allergy(ChartRow):
    name = EncryptedTextField()
    code = EncryptedTextField()
    code_system = models.CharField(max_length=200, blank=True)
    clinical_status = models.CharField(max_length=20, blank=True)
    verification = models.CharField(max_length=20, blank=True)
    category = models.CharField(max_length=40, blank=True)
    criticality = models.CharField(max_length=20, blank=True)
    reactions = EncryptedJSONField(default=list)
    recorded = SourceDateField()
    none_known = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["patient"], name="allergy_patient")]
        verbose_name_plural = "allergies"


class Procedure(ChartRow):
    encounter = models.ForeignKey(Encounter, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    name = EncryptedTextField()
    code = EncryptedTextField()
    code_system = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=20, blank=True)
    performed = SourceDateField()
    ended = SourceDateField()
    reason = EncryptedTextField()

    class Meta:
        indexes = [models.Index(fields=["patient", "performed"], name="procedure_timeline")]


class Immunization(ChartRow):
    name = EncryptedTextField()
    code = EncryptedTextField()
    code_system = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=20, blank=True)
    given = SourceDateField()

    class Meta:
        indexes = [models.Index(fields=["patient", "given"], name="immunization_timeline")]


class DiagnosticReport(ChartRow):
    encounter = models.ForeignKey(Encounter, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    name = EncryptedTextField()
    code = models.CharField(max_length=40, blank=True)
    code_system = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=20, blank=True)
    effective = SourceDateField()
    conclusion = EncryptedTextField()
    observation_ids = EncryptedJSONField(default=list)  # source ids of the panel's observations

    class Meta:
        indexes = [models.Index(fields=["patient", "effective"], name="report_timeline")]
