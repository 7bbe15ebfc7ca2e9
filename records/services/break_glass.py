"""What follows an emergency opening (`records.access.break_glass`): close it, and review it."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from records import audit
from records.access import Actor, Basis, as_uuid
from records.audit import Action, Outcome
from records.errors import Forbidden, NotFound, UserError
from records.models import BreakGlass, Role


def close(actor: Actor, break_glass_id: UUID | str) -> BreakGlass:
    """End one's own emergency access before its time is up. Closing twice does nothing."""
    found = _find(break_glass_id)
    if found is None or found.user_id != actor.user.pk:
        _refuse(actor, found)
        raise NotFound(_("There is no such emergency access of yours."))
    with transaction.atomic():
        found = BreakGlass.objects.select_for_update().get(pk=found.pk)
        if found.closed_at is None:
            found.closed_at = timezone.now()
            found.save()
            _note(actor, found, Action.BREAK_GLASS, closed=True)
    return found


def review(actor: Actor, break_glass_id: UUID | str, finding: str) -> BreakGlass:
    """A privacy officer's finding. It is given once."""
    _must_be_officer(actor)
    if not finding.strip():
        raise UserError(_("Say in a sentence what you found."))
    known = _find(break_glass_id)
    if known is None:
        raise NotFound(_("There is no such emergency access."))
    with transaction.atomic():
        found = BreakGlass.objects.select_for_update().get(pk=known.pk)
        if found.reviewed_at is not None:
            raise UserError(_("This emergency access was reviewed already."))
        if found.is_open:
            raise UserError(_("This emergency access is still open. Review it when it is over."))
        found.reviewed_by, found.reviewed_at, found.review_note = actor.user, timezone.now(), finding.strip()
        found.save()
        _note(actor, found, Action.REVIEW)
    return found


def _find(break_glass_id: UUID | str) -> BreakGlass | None:
    known = as_uuid(break_glass_id)
    return BreakGlass.objects.filter(pk=known).first() if known else None


def _must_be_officer(actor: Actor) -> None:
    if actor.user.role != Role.PRIVACY_OFFICER:
        _refuse(actor, None)
        raise Forbidden(_("Only privacy officers review emergency access."))


def _refuse(actor: Actor, found: BreakGlass | None) -> None:
    audit.write(
        actor,
        Action.REVIEW,
        patient_id=found.patient_id if found else None,
        object_type="BreakGlass",
        object_id=found.pk if found else "",
        outcome=Outcome.REFUSED,
    )


def _note(actor: Actor, found: BreakGlass, action: Action, **detail: object) -> None:
    audit.write(
        actor,
        action,
        patient_id=found.patient_id,
        object_type="BreakGlass",
        object_id=found.pk,
        basis=Basis.BREAK_GLASS,
        detail=detail,
    )
