"""The chart that a job is about, opened as its owner: who may have lost access since asking."""

from records import access
from records.access import Chart
from records.errors import NotFound
from triage.errors import CannotRun
from triage.services.jobs import Run


def opened(run: Run) -> Chart:
    """Raises CannotRun."""
    if run.job.patient_id is None:
        raise CannotRun("The job names no chart.")
    try:
        return access.open_chart(access.actor_for(run.job.owner, access.Channel.TASK), run.job.patient_id, quiet=True)
    except NotFound:
        raise CannotRun("You no longer have access to this chart, so this was not done.") from None
