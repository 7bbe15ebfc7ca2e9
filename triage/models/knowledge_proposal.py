import uuid

from django.conf import settings
from django.db import models

from records.fields import EncryptedTextField


class EntryKind(models.TextChoices):
    CONDITION = "condition", "a condition"
    DRUG = "drug", "a drug"


class ProposalState(models.TextChoices):
    OPEN = "open", "open"
    TAKEN = "taken", "taken up"
    DECLINED = "declined", "declined"


class KnowledgeProposal(models.Model):
    """What a clinician would change in an entry of the knowledge. The entry itself changes only in its file.
    Encrypted, since whoever explains a change may tell of a patient."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=EntryKind.choices)
    entry = models.CharField(max_length=120)
    text = EncryptedTextField()
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.OPEN)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "entry"], name="proposal_of_entry")]

    def __str__(self) -> str:
        return f"proposal {self.pk}"
