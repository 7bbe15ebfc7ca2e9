import uuid

from django.conf import settings
from django.db import models

from records.fields import EncryptedJSONField, EncryptedTextField


class Patient(models.Model):
    """Who the chart is about. Everything that names or describes the person is encrypted; the
    `*_key` columns are keyed hashes for exact look-up (what they leak: docs/safety.md)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="patient"
    )
    source_system = models.CharField(max_length=200, blank=True)
    source_key = models.BinaryField(max_length=32, null=True, unique=True)
    source_id = EncryptedTextField()
    version = models.CharField(max_length=64, blank=True)
    source_updated = models.CharField(max_length=40, blank=True)
    content_key = models.BinaryField(max_length=32, null=True)
    record_number = EncryptedTextField()
    record_number_key = models.BinaryField(max_length=32, null=True, db_index=True)
    family_name = EncryptedTextField()
    given_name = EncryptedTextField()
    other_names = EncryptedJSONField(default=list)  # former and alternative full names
    birth_date = EncryptedTextField()
    birth_date_key = models.BinaryField(max_length=32, null=True, db_index=True)
    sex = EncryptedTextField()
    deceased = EncryptedTextField()  # an ISO date, or "yes" where no date is known
    language = EncryptedTextField()
    race = EncryptedTextField()
    ethnicity = EncryptedTextField()
    marital_status = EncryptedTextField()
    address = EncryptedTextField()
    phone = EncryptedTextField()
    coverage = EncryptedTextField()
    site = EncryptedTextField()
    replaced_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"patient {self.pk}"

    @property
    def ref(self) -> str:
        return self.source_id or str(self.pk)

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.given_name, self.family_name) if part)


class NameKey(models.Model):
    """Keyed hash of one name word, or of a prefix of three or more letters of it."""

    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="name_keys")
    key = models.BinaryField(max_length=32)
    whole = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["key", "whole"], name="name_key_lookup")]

    def __str__(self) -> str:
        return f"name key of {self.patient_id}"
