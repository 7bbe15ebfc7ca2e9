"""How often what clinicians decided on was in the suggested list: what quality officers watch. Counts, no case."""

from collections.abc import Iterable
from dataclasses import dataclass

from records.access import Actor
from records.audit import Action, write
from records.models import Role
from records.services.roles import must_be
from triage.models import Review, ReviewAction, Subject

COUNTED = 2000  # the latest decisions: each is decrypted to be counted
_TOP = 5


@dataclass(frozen=True, slots=True)
class Hits:
    """Of one model's lists: diagnoses that clinicians accepted or added, where they stood, and what was rejected."""

    model: str
    revision: str
    decided: int
    first: int
    top: int
    listed: int
    rejected: int

    @property
    def share(self) -> int:
        """Percent of the decided ones that the list held."""
        return round(100 * self.listed / self.decided) if self.decided else 0


def differential_hits(actor: Actor) -> list[Hits]:
    """Of the latest decisions. For administrators and the privacy officer; raises NotFound for anybody else."""
    must_be(actor, "differential quality", Role.ADMINISTRATOR, Role.PRIVACY_OFFICER)
    write(actor, Action.READ, object_type="Review")
    by_model: dict[tuple[str, str], list[Review]] = {}
    for review in Review.objects.filter(subject=Subject.DIFFERENTIAL).order_by("-at")[:COUNTED]:
        by_model.setdefault((review.model_name, review.model_revision), []).append(review)
    return [_hits(model, revision, by_model[model, revision]) for model, revision in sorted(by_model)]


def _hits(model: str, revision: str, reviews: Iterable[Review]) -> Hits:
    rejected, places = 0, list[int]()
    for review in reviews:
        if review.action == ReviewAction.WRONG:
            rejected += 1
        else:
            listed = [one["condition"] for one in review.suggested.get("list", ())]
            condition = review.decided.get("condition", "")
            places.append(listed.index(condition) + 1 if condition in listed else 0)
    return Hits(
        model,
        revision,
        decided=len(places),
        first=sum(place == 1 for place in places),
        top=sum(0 < place <= _TOP for place in places),
        listed=sum(place > 0 for place in places),
        rejected=rejected,
    )
