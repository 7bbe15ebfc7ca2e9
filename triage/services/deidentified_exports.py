"""A chart without names, as a file to take away: asked for with a purpose, made by a job, fetched by who asked.

Who treats the patient may ask, in emergency access nobody; a patient who does not want their chart used for quality
and research is not exported. All three are asked again when the job runs and when the file is fetched. The file is
encrypted until it is fetched, and removed after a week.
"""

import hmac
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from records import files
from records.access import Basis, Chart
from records.audit import Action, Outcome
from records.errors import Forbidden, NotFound, UserError
from records.models import ConsentScope
from records.services import consent
from records.services.pseudonyms import pseudonym_secret
from triage.engine.deid import Deidentified
from triage.engine.deid.chart import FORMAT, ChartWriter, Item, known_of
from triage.engine.deid.surrogates import days_back
from triage.errors import CannotRun
from triage.models import DeidentifiedExport, Job
from triage.services import deidentification, jobs
from triage.services.job_chart import opened
from triage.services.jobs import Run
from triage.services.summary_making import chart_rows

EXPORT_DEIDENTIFIED = "export_deidentified"
KEPT = timedelta(days=7)
PURPOSE_LENGTH = 10
WARNING = (
    "Names, places, numbers and contacts were replaced and dates moved by a program that does not find everything. "
    "Read all of it before it leaves the clinic. What a story tells of a person was not touched."
)

Step = Callable[[int], None]


def submit(chart: Chart, purpose: str) -> Job:
    """Raises Forbidden, and UserError without a purpose."""
    must_be_allowed(chart)
    with transaction.atomic():
        made = DeidentifiedExport.objects.create(
            patient=chart.patient, owner=chart.actor.user, purpose=checked(purpose)
        )
        chart.note(Action.CREATE, "DeidentifiedExport", made.pk)
        return jobs.submit(EXPORT_DEIDENTIFIED, chart.actor.user, patient=chart.patient, subject_id=made.pk)


def run_job(run: Run) -> None:
    """The work of an `export_deidentified` job. A successor of a killed worker begins again and writes over."""
    chart = opened(run)
    must_be_allowed(chart)
    export = DeidentifiedExport.objects.filter(pk=run.job.subject_id or run.job.pk, patient=chart.patient).first()
    if export is None or export.owner_id != run.job.owner_id:
        raise CannotRun("What was asked for is not there any more. Ask for the export again.")
    made, replaced = content(chart, lambda percent: run.step(percent, "Replacing names"))
    files.write(export.stored_as, made)
    try:
        with transaction.atomic():
            run.check()
            export.replaced, export.made_at, export.removed_at = replaced, timezone.now(), None
            export.model_name, export.model_revision = run.job.model_name, run.job.model_revision = _model()
            run.job.save(update_fields=["model_name", "model_revision"])
            export.save()
    except jobs.Cancelled:
        if not DeidentifiedExport.objects.filter(pk=export.pk).exclude(made_at=None).exists():
            files.delete(export.stored_as)
        raise


def content(chart: Chart, step: Step) -> tuple[bytes, dict[str, int]]:
    """The file, and how often what was replaced in it, by type. `step` is told the percentage."""
    rows = chart_rows(chart)
    secret, patient = pseudonym_secret(), str(chart.patient.pk)
    known = known_of(rows, chart.patient.other_names)

    def read(text: str) -> Deidentified:
        return deidentification.deidentify(text, patient, known)

    chart.note(Action.MODEL_INPUT, "Chart", detail={"model": _model()[0]})
    writer = ChartWriter(read, days_back(secret, patient))
    parts: dict[str, list[Item]] = {}
    whole = len(rows.notes) + 9
    step(0)
    pseudonym = hmac.digest(secret, f"export/{patient}".encode(), "sha256").hex()[:16]
    for done, (name, items) in enumerate(writer.write(rows, pseudonym, timezone.localdate()), 1):
        parts.setdefault(name, []).extend(items)
        step(min(99, 100 * done // whole))
    replaced = dict(sorted(writer.replaced.items()))
    told = {"format": FORMAT, "warning": WARNING, "model": _model(), "replaced": replaced}
    return json.dumps(told | parts, ensure_ascii=False, indent=1).encode(), replaced


def fetch(chart: Chart, export_id: UUID) -> bytes:
    """The user's own export of this chart. Raises NotFound and Forbidden."""
    must_be_allowed(chart)
    found = DeidentifiedExport.objects.filter(pk=export_id, patient=chart.patient, owner=chart.actor.user).first()
    if found is None or found.made_at is None or found.removed_at is not None:
        chart.note(Action.EXPORT, "DeidentifiedExport", export_id, Outcome.REFUSED)
        raise NotFound(_("This file is not there, or not any more. Ask for the export again."))
    data = files.read(found.stored_as)
    with transaction.atomic():
        chart.note(Action.EXPORT, "DeidentifiedExport", found.pk, detail={"replaced": sum(found.replaced.values())})
        DeidentifiedExport.objects.filter(pk=found.pk).update(fetched_at=timezone.now())
    return data


def own(chart: Chart) -> Iterator[tuple[DeidentifiedExport, Job | None]]:
    """The user's exports of this chart with the job that makes each, newest first."""
    chart.note(Action.READ, "DeidentifiedExport")
    found = DeidentifiedExport.objects.filter(patient=chart.patient, owner=chart.actor.user).order_by("-asked_at")
    made_by = {job.subject_id: job for job in Job.objects.filter(kind=EXPORT_DEIDENTIFIED, owner=chart.actor.user)}
    return ((one, made_by.get(one.pk)) for one in found[:20])


def remove_old() -> int:
    """Delete files that were kept long enough, also those that a killed worker left; how many."""
    old = DeidentifiedExport.objects.filter(asked_at__lt=timezone.now() - KEPT, removed_at=None)
    for one in old:
        if files.exists(one.stored_as):
            files.delete(one.stored_as)
        DeidentifiedExport.objects.filter(pk=one.pk).update(removed_at=timezone.now())
    return len(old)


def checked(purpose: str) -> str:
    if len(purpose.strip()) < PURPOSE_LENGTH:
        raise UserError(_("Say in a few words what the export is for (at least 10 characters)."))
    return purpose.strip()[:500]


def must_be_allowed(chart: Chart) -> None:
    chart.must_be_writable()
    if chart.basis == Basis.BREAK_GLASS:
        chart.note(Action.EXPORT, "DeidentifiedExport", outcome=Outcome.REFUSED)
        raise Forbidden(_("A chart that was opened with a reason is for care alone. It is not exported."))
    decided = consent.latest(chart)[ConsentScope.RESEARCH]
    if decided is not None and not decided.given:
        chart.note(Action.EXPORT, "DeidentifiedExport", outcome=Outcome.REFUSED)
        raise Forbidden(_("The patient does not want this chart used for quality and research. It is not exported."))


def _model() -> tuple[str, str]:
    info = deidentification.deidentifier().info
    return info.name, info.revision
