from django.db import models

from records.fields import EncryptedTextField
from records.models.chart_row import ChartRow, SourceDateField


class ImagingStudy(ChartRow):
    """`uid_key`: keyed hash of the DICOM study UID, by which image files find their study."""

    uid_key = models.BinaryField(max_length=32, null=True, db_index=True)
    modality = models.CharField(max_length=20, blank=True)
    body_part = EncryptedTextField()
    description = EncryptedTextField()
    started = SourceDateField()

    class Meta:
        indexes = [models.Index(fields=["patient", "started"], name="imaging_timeline")]
        verbose_name_plural = "imaging studies"


class ImagingFile(models.Model):
    """One stored image. The bytes lie encrypted under `stored_as`; the checksum is of the plain bytes,
    keyed, so that the same file twice is found."""

    id = models.UUIDField(primary_key=True, editable=False)
    study = models.ForeignKey(ImagingStudy, on_delete=models.CASCADE, related_name="files")
    media_type = models.CharField(max_length=40)
    stored_as = models.CharField(max_length=100, unique=True)
    checksum_key = models.BinaryField(max_length=32)
    rows = models.PositiveIntegerField(null=True)
    columns = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["study", "checksum_key"], name="imaging_file_once")]

    def __str__(self) -> str:
        return f"image {self.pk}"
