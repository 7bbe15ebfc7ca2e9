"""Tasks take a job's id: claim it, do the work, done."""

from celery import shared_task

from records import audit
from triage.services import deidentified_exports, jobs, marking, summary_making


@shared_task
def resume_unfinished() -> None:
    jobs.resume_unfinished()


@shared_task
def mark_note(job_id: str) -> None:
    with audit.sealed_together(), jobs.running(job_id) as run:
        if run:
            marking.mark_note(run)


@shared_task
def mark_chart(job_id: str) -> None:
    with audit.sealed_together(), jobs.running(job_id) as run:
        if run:
            marking.mark_chart(run)


@shared_task
def summarize_chart(job_id: str) -> None:
    with audit.sealed_together(), jobs.running(job_id) as run:
        if run:
            summary_making.summarize_chart(run)


@shared_task
def summarize_note(job_id: str) -> None:
    with audit.sealed_together(), jobs.running(job_id) as run:
        if run:
            summary_making.summarize_note(run)


@shared_task
def summarize_dialogue(job_id: str) -> None:
    with audit.sealed_together(), jobs.running(job_id) as run:
        if run:
            summary_making.summarize_dialogue(run)


@shared_task
def summarize_stay(job_id: str) -> None:
    with audit.sealed_together(), jobs.running(job_id) as run:
        if run:
            summary_making.summarize_stay(run)


@shared_task
def write_handout(job_id: str) -> None:
    with audit.sealed_together(), jobs.running(job_id) as run:
        if run:
            summary_making.write_handout(run)


@shared_task
def export_deidentified(job_id: str) -> None:
    with audit.sealed_together(), jobs.running(job_id) as run:
        if run:
            deidentified_exports.run_job(run)


@shared_task
def remove_old_exports() -> None:
    deidentified_exports.remove_old()
