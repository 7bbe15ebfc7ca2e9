"""When a worker is ready, take up what an earlier process left unfinished."""

from typing import Any

from celery.signals import worker_ready

from triage.services import jobs


@worker_ready.connect
def resume(**kwargs: Any) -> None:
    jobs.resume_unfinished()
