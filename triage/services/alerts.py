"""Alerts of an open chart, and what clinicians decide about them."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from records.access import Chart
from records.errors import UserError
from records.selectors import rows
from triage.engine.alerts.early_warning import SIGNS
from triage.engine.alerts.engine import AlertRules
from triage.engine.alerts.types import Alert, ChartRows, OrderCheck
from triage.engine.knowledge import KnowledgeError
from triage.errors import CannotRun
from triage.models import Review, ReviewAction, Subject
from triage.services import reviews

NAME = "alert rules"
REASON_LENGTH = 5


def rules() -> AlertRules:
    """Read once in each process. Raises CannotRun where a file breaks a rule."""
    try:
        return _load(settings.ANAMNESIS_KNOWLEDGE)
    except KnowledgeError as error:
        raise CannotRun(f"The alert rules cannot be used: {error}") from error


@lru_cache(maxsize=1)
def _load(folder: Path) -> AlertRules:
    return AlertRules.load(folder)


def chart_rows(chart: Chart, today: date | None = None) -> ChartRows:
    """What the rules look at; only the measurements that they know are read."""
    known = rules()
    codes = [code for measure in known.measures.values() for code in measure.loinc]
    with transaction.atomic():  # one sealing of the audit lines
        return ChartRows(
            patient=rows.patient_facts(chart),
            today=today or timezone.localdate(),
            medications=tuple(rows.medications(chart)),
            allergies=tuple(rows.allergies(chart)),
            conditions=tuple(rows.conditions(chart)),
            observations=tuple(rows.observations(chart, [*codes, *SIGNS])),
            immunizations=tuple(rows.immunizations(chart)),
        )


def alerts_of(chart: Chart, today: date | None = None) -> list[Alert]:
    """Worst first."""
    return rules().alerts(chart_rows(chart, today))


def order_check(chart: Chart, drugs: Sequence[str], today: date | None = None) -> OrderCheck:
    """What the rules say of giving these drugs now; of what is taken, where none is named."""
    return rules().check_orders(chart_rows(chart, today), drugs)


def snooze(chart: Chart, key: str, until: date) -> Review:
    """Raises UserError for a day that is not to come, or an alert that is not there."""
    if until <= timezone.localdate():
        raise UserError(_("Choose a day after today."))
    return _decide(chart, key, ReviewAction.SNOOZE, {"until": until.isoformat()}, "")


def override(chart: Chart, key: str, reason: str) -> Review:
    """The alert is known and accepted. Raises UserError without a reason."""
    if len(reason.strip()) < REASON_LENGTH:
        raise UserError(_("Say in a few words why this alert does not apply."))
    return _decide(chart, key, ReviewAction.DISMISS, {}, reason.strip())


def take_back(chart: Chart, review_id: UUID) -> Review:
    """Show the alert again."""
    chart.must_be_writable()
    found = Review.objects.filter(patient=chart.patient, subject=Subject.ALERT, pk=review_id, undone_by=None).first()
    if found is None or found.action == ReviewAction.UNDO:
        raise UserError(_("This decision is already taken back."))
    return reviews.keep(
        chart,
        Subject.ALERT,
        ReviewAction.UNDO,
        about="Alert",
        suggested=found.suggested,
        model_name=NAME,
        undoes=found,
    )


def _decide(chart: Chart, key: str, action: ReviewAction, decided: dict[str, str], reason: str) -> Review:
    chart.must_be_writable()
    alert = next((one for one in alerts_of(chart) if one.key == key), None)
    if alert is None:
        raise UserError(_("This alert is no longer there: the chart has changed."))
    return reviews.keep(
        chart,
        Subject.ALERT,
        action,
        about="Alert",
        detail={"kind": alert.kind},
        suggested={"key": key, "kind": alert.kind, "severity": alert.severity, "title": alert.title},
        decided=decided,
        reason=reason,
        model_name=NAME,
    )
