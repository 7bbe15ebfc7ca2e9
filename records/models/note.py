from django.conf import settings
from django.db import models

from records.fields import EncryptedTextField
from records.models.chart_row import ChartRow, SourceDateField
from records.models.clinical import Encounter


class NoteStatus(models.TextChoices):
    DRAFT = "draft", "draft"
    PRELIMINARY = "preliminary", "preliminary"
    SIGNED = "signed", "signed"
    AMENDED = "amended", "amended"


class Note(ChartRow):
    """A document in the chart. A signed text never changes: an amendment is a new row that names the
    one it `amends`, which is then withheld as superseded."""

    encounter = models.ForeignKey(Encounter, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    title = EncryptedTextField()
    kind = EncryptedTextField()  # a kind such as "psychiatry" tells something
    author_name = EncryptedTextField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    status = models.CharField(max_length=20, choices=NoteStatus.choices, default=NoteStatus.DRAFT)
    written = SourceDateField()
    text = EncryptedTextField()
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, blank=True)
    amends = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="amendments")

    class Meta:
        indexes = [models.Index(fields=["patient", "written"], name="note_timeline")]
