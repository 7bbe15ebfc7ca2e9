"""Two charts of one person become one: what moves, what is closed, and what waits for somebody to decide.

Rows move into the chart that stands. Encrypted values are bound to table, row and field, not to the patient, so
they stay readable; audit lines stay where they were written. Access does not move by itself: emergency access to
either chart ends, a withdrawn consent of either stays, and care teams and the account of the replaced one wait
(`records.services.merged_access`). There is no way back: which rows came with whom is told by their source ids alone.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.apps import apps
from django.utils import timezone

from records import audit
from records.access import Actor, Basis
from records.models import BreakGlass, ChartRow, Consent, ConsentScope, Provenance, Role
from records.selectors.standing import withdrawn
from records.signals import charts_merged

KEPT_WITHDRAWN = "Two charts were merged, and this was withdrawn in one of them: it stays so until decided anew."


@dataclass(frozen=True, slots=True)
class Merged:
    old: UUID
    new: UUID
    rows: int


def move_rows(old: UUID, new: UUID) -> Merged:
    """Call it in the transaction that replaces the patient. Moves nothing the second time."""
    closed = withdrawn((old, new))
    models = [model for model in apps.get_models() if issubclass(model, ChartRow)]
    changes = {"patient_id": new, "updated_at": timezone.now()}
    moved = sum(model._default_manager.filter(patient_id=old).update(**changes) for model in models)
    Provenance.objects.filter(patient_id=old).update(patient_id=new)
    if closed and not withdrawn((new,)):
        Consent.objects.create(
            patient_id=new, scope=ConsentScope.TREATMENT, given=False, comment=KEPT_WITHDRAWN, withheld=""
        )
    return Merged(old, new, moved)


def settle(actor: Actor, merged: Collection[Merged]) -> None:
    """What follows, in the same transaction: emergency access ends, either trail gets its line, and the apps above
    move what they keep of the chart."""
    for one in merged:
        _end_emergencies(actor, one)
        for patient_id, other in ((one.old, one.new), (one.new, one.old)):
            audit.write(
                actor,
                audit.Action.CHANGE,
                patient_id=patient_id,
                object_type="Patient",
                object_id=other,
                basis=_basis(actor),
                detail={"merged_from": str(one.old), "merged_into": str(one.new), "rows": one.rows},
            )
        charts_merged.send(Merged, actor=actor, old_id=one.old, new_id=one.new)


def _end_emergencies(actor: Actor, one: Merged) -> None:
    """A reason that was given for one chart opens no other: whoever still needs the merged one gives it anew."""
    now = timezone.now()
    running = BreakGlass.objects.filter(patient_id__in=(one.old, one.new), closed_at=None, expires_at__gt=now)
    for each in running.select_for_update():
        BreakGlass.objects.filter(pk=each.pk).update(closed_at=now)
        audit.write(
            actor,
            audit.Action.BREAK_GLASS,
            patient_id=each.patient_id,
            object_type="BreakGlass",
            object_id=each.pk,
            basis=_basis(actor),
            detail={"closed": True, "merged": True},
        )


def _basis(actor: Actor) -> str:
    return Basis.SERVICE if actor.user.role == Role.SERVICE else ""
