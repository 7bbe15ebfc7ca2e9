"""A clinician says that a difference between notes, lists and dates needs nothing done, and why."""

from django.utils.translation import gettext as _

from records.access import Chart
from records.errors import UserError
from triage.engine.reconcile.types import Difference
from triage.models import Review, ReviewAction, Subject
from triage.services import reviews


def dismissed(chart: Chart) -> dict[str, Review]:
    """Dismissals that stand, by the difference's key."""
    about = Review.objects.filter(patient=chart.patient, subject=Subject.ITEM)
    standing = about.filter(action=ReviewAction.DISMISS, undone_by=None).select_related("by").order_by("at")
    return {str(one.suggested.get("key", "")): one for one in standing}


def dismiss(chart: Chart, difference: Difference, reason: str) -> None:
    chart.must_be_writable()
    if len(reason.strip()) < 3:
        raise UserError(_("Say in a few words why nothing needs to be done."))
    told = {"key": difference.key, "kind": str(difference.kind)}
    detail: dict[str, object] = {"kind": str(difference.kind)}
    reviews.keep(
        chart,
        Subject.ITEM,
        ReviewAction.DISMISS,
        about="Difference",
        detail=detail,
        suggested=told,
        reason=reason.strip()[:500],
    )


def bring_back(chart: Chart, key: str) -> None:
    """Without effect on what is not dismissed."""
    chart.must_be_writable()
    standing = dismissed(chart).get(key)
    if standing is None:
        return
    undone = {"suggested": standing.suggested, "undoes": standing}
    reviews.keep(chart, Subject.ITEM, ReviewAction.UNDO, about="Difference", about_id=standing.pk, **undone)
