"""How noisy the alerts are: what administrators watch. Counts, and nobody's chart."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from records.access import Actor
from records.audit import Action, write
from records.models import Role
from records.services.roles import must_be
from triage.engine.alerts.types import Kind
from triage.models import AlertTally


@dataclass(frozen=True, slots=True)
class KindBurden:
    """`share` is the part of these alerts that clinicians settled, in percent."""

    kind: str
    shown: int
    settled: int

    @property
    def code(self) -> str:
        """Under which pages know the word for it."""
        return f"alert-{self.kind}"

    @property
    def share(self) -> int:
        total = self.shown + self.settled
        return round(100 * self.settled / total) if total else 0


@dataclass(frozen=True, slots=True)
class Burden:
    """Over the latest count of each chart. `loud` are all that ask to be looked at now."""

    charts: int
    loud: int
    kinds: tuple[KindBurden, ...]

    @property
    def per_chart(self) -> float:
        return sum(one.shown for one in self.kinds) / self.charts if self.charts else 0.0

    @property
    def loud_per_chart(self) -> float:
        return self.loud / self.charts if self.charts else 0.0


def burden(actor: Actor) -> Burden:
    """For administrators and the privacy officer. Raises NotFound for anybody else."""
    must_be(actor, "alert burden", Role.ADMINISTRATOR, Role.PRIVACY_OFFICER)
    write(actor, Action.READ, object_type="AlertTally")
    newest = AlertTally.objects.filter(patient=OuterRef("patient")).order_by("-day").values("pk")[:1]
    latest = list(AlertTally.objects.filter(pk=Subquery(newest)))
    shown: Counter[str] = Counter()
    settled: Counter[str] = Counter()
    for tally in latest:
        shown.update(tally.shown)
        settled.update(tally.settled)
    kinds = (KindBurden(kind.value, shown[kind.value], settled[kind.value]) for kind in Kind)
    loud = sum(tally.loud for tally in latest)
    return Burden(len(latest), loud, tuple(one for one in kinds if one.shown or one.settled))
