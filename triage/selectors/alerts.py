"""The alerts of a chart as pages show them: what to look at, what can wait, what somebody has settled."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.cache import cache
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from records.access import Chart
from records.selectors import charts
from triage.engine.alerts.types import Alert, Kind, Severity
from triage.models import AlertTally, Review, ReviewAction, Subject
from triage.services.alerts import alerts_of

KEPT_SECONDS = 3600
_QUIET = (Kind.IMMUNIZATION, Kind.MONITORING)


@dataclass(frozen=True, slots=True)
class Settled:
    """An alert that a clinician has snoozed or overridden. `until` only for the first."""

    alert: Alert
    review: Review
    until: date | None


@dataclass(frozen=True, slots=True)
class AlertCount:
    """For the head of every page: how many to look at now, and whether one is critical."""

    loud: int
    critical: bool


@dataclass(frozen=True, slots=True)
class AlertBoard:
    """`loud` are critical ones and warnings, `notes` the rest; `due` what is only overdue."""

    loud: tuple[Alert, ...]
    notes: tuple[Alert, ...]
    due: tuple[Alert, ...]
    settled: tuple[Settled, ...]

    @property
    def worst(self) -> Alert | None:
        return self.loud[0] if self.loud else None

    @property
    def count(self) -> int:
        return len(self.loud) + len(self.notes) + len(self.due)


def alert_board(chart: Chart, today: date | None = None) -> AlertBoard:
    day = today or timezone.localdate()
    found = alerts_of(chart, day)
    decided = _decisions(chart, day)
    settled = tuple(_settled(alert, decided[alert.key]) for alert in found if alert.key in decided)
    open_ = [alert for alert in found if alert.key not in decided]
    board = AlertBoard(
        loud=tuple(a for a in open_ if a.severity is not Severity.NOTE),
        notes=tuple(a for a in open_ if a.severity is Severity.NOTE and a.kind not in _QUIET),
        due=tuple(a for a in open_ if a.severity is Severity.NOTE and a.kind in _QUIET),
        settled=settled,
    )
    _tally(chart, board, day)
    return board


def alert_count(chart: Chart) -> AlertCount:
    """Kept until a row of the chart, a decision or the day changes, so that a page does not read the chart again.
    Only two numbers are kept."""
    day = timezone.localdate()
    decisions = Review.objects.filter(patient=chart.patient, subject=Subject.ALERT).count()
    key = f"alerts:{chart.patient.pk}:{charts.version(chart)}:{decisions}:{day}"
    kept: tuple[int, bool] | None = cache.get(key)
    if kept is None:
        loud = alert_board(chart, day).loud
        kept = (len(loud), any(alert.severity is Severity.CRITICAL for alert in loud))
        cache.set(key, kept, KEPT_SECONDS)
    return AlertCount(*kept)


def loud_counts(patients: Collection[UUID]) -> dict[UUID, int]:
    """How many alerts each of these charts had to look at when its rules were last asked: whenever it is opened, and
    after an import or a signed note. For a list; no chart is read."""
    newest = AlertTally.objects.filter(patient=OuterRef("patient")).order_by("-day").values("pk")[:1]
    found = AlertTally.objects.filter(patient__in=patients, pk=Subquery(newest)).exclude(loud=0)
    return dict(found.values_list("patient", "loud"))


def _decisions(chart: Chart, day: date) -> dict[str, Review]:
    """Alert key to the latest decision that holds on `day`."""
    listed = Review.objects.filter(patient=chart.patient, subject=Subject.ALERT, undone_by=None)
    found: dict[str, Review] = {}
    for review in listed.exclude(action=ReviewAction.UNDO).select_related("by").order_by("at"):
        until = _until(review)
        if until is None or until > day:
            found[review.suggested["key"]] = review
    return found


def _settled(alert: Alert, review: Review) -> Settled:
    return Settled(alert, review, _until(review))


def _until(review: Review) -> date | None:
    text = review.decided.get("until", "")
    return date.fromisoformat(text) if text else None


def _tally(chart: Chart, board: AlertBoard, day: date) -> None:
    """How many of each kind were shown, once a chart and day: how noisy the rules are. Counts only."""
    shown = Counter(alert.kind.value for alert in (*board.loud, *board.notes, *board.due))
    overridden = Counter(one.alert.kind.value for one in board.settled)
    AlertTally.objects.update_or_create(
        patient=chart.patient,
        day=day,
        defaults={"shown": dict(shown), "settled": dict(overridden), "loud": len(board.loud)},
    )
