"""How much of what was suggested is kept when it is signed: what quality officers watch. Counts, and nobody's text."""

from dataclasses import dataclass

from django.db.models import Count, F, Q, Sum

from records.access import Actor
from records.audit import Action, write
from records.models import Role
from records.services.roles import must_be
from triage.models import StoredSummary


@dataclass(frozen=True, slots=True)
class KeptWords:
    """Of signed texts of one kind by one model. Shares are percent of words."""

    kind: str
    model: str
    revision: str
    signed: int
    unchanged: int
    suggested: int
    kept: int
    words: int  # of the signed texts

    @property
    def kept_share(self) -> int:
        return round(100 * self.kept / self.suggested) if self.suggested else 0

    @property
    def added_share(self) -> int:
        """Of the words that were signed, those that the suggestion did not have."""
        return round(100 * (self.words - self.kept) / self.words) if self.words else 0


def kept_words(actor: Actor) -> list[KeptWords]:
    """For administrators and the privacy officer. Raises NotFound for anybody else."""
    must_be(actor, "summary quality", Role.ADMINISTRATOR, Role.PRIVACY_OFFICER)
    write(actor, Action.READ, object_type="StoredSummary")
    same = Q(words_kept=F("words_suggested"), words_signed=F("words_suggested"))
    counted = (
        StoredSummary.objects.exclude(words_signed=None)
        .values("kind", "model_name", "model_revision")
        .annotate(
            signed=Count("pk"),
            unchanged=Count("pk", filter=same),
            suggested=Sum("words_suggested"),
            kept=Sum("words_kept"),
            words=Sum("words_signed"),
        )
        .order_by("kind", "model_name", "model_revision")
    )
    return [
        KeptWords(
            one["kind"],
            one["model_name"],
            one["model_revision"],
            one["signed"],
            one["unchanged"],
            one["suggested"],
            one["kept"],
            one["words"],
        )
        for one in counted
    ]
