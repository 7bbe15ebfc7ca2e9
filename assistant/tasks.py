"""Tasks take a job's id: claim it, do the work, done."""

from celery import shared_task

from assistant.services import answering, chart_index, reference_index
from records import audit
from triage.services import jobs


@shared_task
def answer_question(job_id: str) -> None:
    with audit.sealed_together(), jobs.running(job_id) as run:
        if run:
            answering.answer(run)
    answering.settle(job_id)


@shared_task
def settle_left() -> None:
    answering.settle_left()


@shared_task
def index_chart(job_id: str) -> None:
    with jobs.running(job_id) as run:
        if run:
            chart_index.run_job(run)


@shared_task
def index_literature(job_id: str) -> None:
    with jobs.running(job_id) as run:
        if run:
            reference_index.run_job(run)
