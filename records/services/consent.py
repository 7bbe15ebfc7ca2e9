"""Give and withdraw consent; the latest decision of a scope counts."""

from django.db import transaction
from django.utils.translation import gettext as _

from records.access import Basis, Chart
from records.audit import Action, Outcome
from records.errors import Forbidden
from records.models import Consent, ConsentScope, Role, Withheld


def give(chart: Chart, scope: ConsentScope) -> Consent:
    return _decide(chart, scope, given=True)


def withdraw(chart: Chart, scope: ConsentScope) -> Consent:
    return _decide(chart, scope, given=False)


def latest(chart: Chart) -> dict[ConsentScope, Consent | None]:
    """None: never decided."""
    rows = chart.rows(Consent).order_by("decided_at", "pk")
    found = {ConsentScope(row.scope): row for row in rows}
    return {scope: found.get(scope) for scope in ConsentScope}


def _decide(chart: Chart, scope: ConsentScope, *, given: bool) -> Consent:
    """By the patient, or by a clinician who was told so."""
    if chart.basis != Basis.SELF and chart.actor.user.role != Role.CLINICIAN:
        chart.note(Action.CHANGE, "Consent", outcome=Outcome.REFUSED)
        raise Forbidden(_("Only the patient, or a clinician for the patient, may change consent."))
    with transaction.atomic():
        row = Consent.objects.create(patient=chart.patient, scope=scope, given=given, withheld=Withheld.NO)
        chart.note(Action.CHANGE, "Consent", row.pk, detail={"scope": scope.value, "given": given})
    return row
