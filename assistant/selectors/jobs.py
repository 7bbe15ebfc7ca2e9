"""A clinician's own jobs with the chart that each is about, where they may still open it."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from assistant.job_kinds import ANSWER
from records import access
from records.access import Actor
from triage.models import Job, JobState
from triage.selectors.jobs import own_jobs
from triage.services import jobs, marking, summaries

# Pages of one thing of a chart, by the kind of job that is about it.
_CLICKABLE = {
    marking.MARK_NOTE: "assistant:note",
    summaries.SUMMARIZE_NOTE: "assistant:note",
    summaries.SUMMARIZE_DIALOGUE: "assistant:dialogue_note",
    summaries.SUMMARIZE_STAY: "assistant:written",
    summaries.WRITE_HANDOUT: "assistant:written",
}


@dataclass(frozen=True, slots=True)
class ListedJob:
    """`patient` is empty, and there is no address, for a chart that is not theirs to open any more."""

    job: Job
    patient: str
    address: str

    @property
    def may_stop(self) -> bool:
        return not self.job.is_over and not self.job.cancel_requested

    @property
    def may_run_again(self) -> bool:
        return jobs.may_run_again(self.job)

    @property
    def is_running(self) -> bool:
        return self.job.state == JobState.RUNNING


def listed_jobs(actor: Actor) -> list[ListedJob]:
    names = {patient.pk: patient.name for patient in access.my_patients(actor)}
    return [_listed(job, names) for job in own_jobs(actor)]


def _listed(job: Job, names: dict[UUID, str]) -> ListedJob:
    if job.patient_id is None or job.patient_id not in names:
        return ListedJob(job, "", "")
    page = reverse("assistant:patient", args=[job.patient_id])
    if job.kind == ANSWER:
        page += "?tab=ask"
    elif job.kind in _CLICKABLE and job.subject_id:
        page = reverse(_CLICKABLE[job.kind], args=[job.patient_id, job.subject_id])
    elif job.kind == summaries.SUMMARIZE_CHART:
        page = reverse("assistant:summary", args=[job.patient_id])
    return ListedJob(job, names[job.patient_id], page)
