import uuid

from django.db import models


class LiteratureDocument(models.Model):
    """A published article or a reference entry of our own. Public text: not encrypted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source_system = models.CharField(max_length=60)  # pubmed, beir:NAME, anamnesis
    source_id = models.CharField(max_length=100)
    title = models.TextField(blank=True)
    text = models.TextField()
    authors = models.TextField(blank=True)
    journal = models.TextField(blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    doi = models.CharField(max_length=200, blank=True)
    retracted = models.BooleanField(default=False)
    reviewed = models.CharField(max_length=200, blank=True)  # for our own entries: "unreviewed" or by whom
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source_system", "source_id"], name="literature_once")]

    def __str__(self) -> str:
        return f"{self.source_system} {self.source_id}"
