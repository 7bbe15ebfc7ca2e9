"""What privacy officers need besides the trail: whose chart a number names, who acts here, what awaits review."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce, Least
from django.utils import timezone

from records import audit
from records.access import Actor, Basis
from records.models import AuditEntry, BreakGlass, Patient, Role, User
from records.services import identity
from records.services.roles import must_be


@dataclass(frozen=True, slots=True)
class Emergency:
    """One break-glass. `opened` counts the reads that were made under it."""

    id: UUID
    who: str
    patient_id: UUID
    patient: str
    record_number: str
    reason: str
    opened_at: datetime
    expires_at: datetime
    closed_at: datetime | None
    is_open: bool
    reviewed_by: str
    reviewed_at: datetime | None
    review_note: str
    reads: int


def patient_by_record_number(actor: Actor, number: str) -> UUID | None:
    """Audited; None when nobody or more than one person has it."""
    must_be(actor, "audit", Role.PRIVACY_OFFICER)
    key = identity.record_number_key(number)
    found = list(Patient.objects.filter(record_number_key=key).values_list("pk", flat=True)[:2]) if key else []
    only = found[0] if len(found) == 1 else None
    audit.write(actor, audit.Action.SEARCH, patient_id=only, object_type="AuditEntry", detail={"found": len(found)})
    return only


def people() -> list[User]:
    """Everybody who may stand in the trail."""
    return sorted(User.objects.all(), key=lambda user: user.name.casefold())


def emergencies(actor: Actor, limit: int = 200) -> list[Emergency]:
    """All that awaits review, then the newest as far as `limit` reaches. Audited as one read."""
    must_be(actor, "reviews", Role.PRIVACY_OFFICER)
    audit.write(actor, audit.Action.READ, object_type="BreakGlass")
    newest = BreakGlass.objects.select_related("user", "patient", "reviewed_by").order_by("-opened_at")
    waiting = list(newest.filter(reviewed_at=None))
    shown = [*waiting, *newest.exclude(reviewed_at=None)[: max(limit - len(waiting), 0)]]
    reads = _reads([row.pk for row in shown])
    return [_emergency(row, reads[row.pk]) for row in shown]


def awaiting_review() -> int:
    return BreakGlass.objects.exclude(closed_at=None, expires_at__gt=timezone.now()).filter(reviewed_at=None).count()


def _emergency(row: BreakGlass, reads: int) -> Emergency:
    return Emergency(
        id=row.pk,
        who=row.user.name,
        patient_id=row.patient_id,
        patient=row.patient.name,
        record_number=row.patient.record_number,
        reason=row.reason,
        opened_at=row.opened_at,
        expires_at=row.expires_at,
        closed_at=row.closed_at,
        is_open=row.is_open,
        reviewed_by=row.reviewed_by.name if row.reviewed_by else "",
        reviewed_at=row.reviewed_at,
        review_note=row.review_note,
        reads=reads,
    )


def _reads(emergencies: Sequence[UUID]) -> dict[UUID, int]:
    """How many lines each has in the trail, in one query."""
    lines = AuditEntry.objects.filter(
        actor_id=OuterRef("user_id"),
        patient_id=OuterRef("patient_id"),
        basis=Basis.BREAK_GLASS,
        at__gte=OuterRef("opened_at"),
        at__lte=OuterRef("until"),
    )
    counted = lines.order_by().values("patient_id").annotate(number=Count("pk")).values("number")
    until = Least(Coalesce("closed_at", "expires_at"), "expires_at")
    found = BreakGlass.objects.filter(pk__in=emergencies).annotate(until=until)
    return dict(found.annotate(reads=Coalesce(Subquery(counted), 0)).values_list("pk", "reads"))
