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
    published = models.CharField(max_length=40, blank=True)
    doi = models.CharField(max_length=200, blank=True)
    retracted = models.BooleanField(default=False)
    reviewed = models.CharField(max_length=200, blank=True)  # for our own entries: "unreviewed" or by whom
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source_system", "source_id"], name="literature_once")]

    def __str__(self) -> str:
        return f"{self.source_system} {self.source_id}"


class IndexBuild(models.Model):
    """One build of the literature index; the latest that is `live` is searched."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    built_at = models.DateTimeField(auto_now_add=True)
    live = models.BooleanField(default=False)
    documents = models.PositiveIntegerField(default=0)
    passages = models.PositiveIntegerField(default=0)
    embedder = models.CharField(max_length=200)
    embedder_revision = models.CharField(max_length=80)
    folder = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["live"], condition=models.Q(live=True), name="one_live_index"),
        ]

    def __str__(self) -> str:
        return f"index {self.folder}"
