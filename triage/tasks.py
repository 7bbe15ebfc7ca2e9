from celery import shared_task

from triage.services import jobs


@shared_task
def resume_unfinished() -> None:
    jobs.resume_unfinished()
