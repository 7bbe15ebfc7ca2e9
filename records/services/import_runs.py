"""One row and one audit line for every import run, and one line for every chart that it changes."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from records import audit
from records.access import Actor
from records.errors import Forbidden
from records.models import ImportRun, Role
from records.services.import_report import Report
from records.signals import charts_imported

MAY_IMPORT = (Role.SERVICE, Role.ADMINISTRATOR)


@contextmanager
def running(actor: Actor, kind: str, report: Report) -> Iterator[ImportRun]:
    """A run that ends early keeps its counts and stays without `finished_at`."""
    run = ImportRun.objects.create(kind=kind, started_by=actor.user)
    outcome = audit.Outcome.FAILED
    try:
        yield run
        run.finished_at = timezone.now()
        outcome = audit.Outcome.OK
    finally:
        run.counts, run.problems = report.as_counts(), report.as_problems()
        run.save()
        totals = {fate: report.total(fate) for fate in ("new", "changed", "unchanged", "skipped", "failed")}
        audit.write(
            actor, audit.Action.IMPORT, object_type="ImportRun", object_id=run.pk, outcome=outcome, detail=totals
        )


def must_be_allowed(actor: Actor) -> None:
    """Whole charts are imported by service accounts and administrators."""
    if actor.user.role not in MAY_IMPORT:
        audit.write(actor, audit.Action.IMPORT, outcome=audit.Outcome.REFUSED)
        raise Forbidden(_("Only service accounts and administrators may import charts."))


def note_changed(actor: Actor, run: ImportRun, patient_ids: Collection[UUID]) -> None:
    """Call it in the transaction that changes the charts."""
    for patient_id in patient_ids:
        audit.write(
            actor,
            audit.Action.IMPORT,
            patient_id=patient_id,
            object_type="ImportRun",
            object_id=run.pk,
            basis="service" if actor.user.role == Role.SERVICE else "",
        )


def announce(patient_ids: Collection[UUID]) -> None:
    if patient_ids:
        found = sorted(patient_ids)
        transaction.on_commit(lambda: charts_imported.send(ImportRun, patient_ids=found))
