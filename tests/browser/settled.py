"""Waits until no job is open: `manage.py shell -c "from tests.browser.settled import wait; wait()"`."""

import time

from triage.models import Job, JobState

PATIENCE_SECONDS = 900


def wait() -> None:
    give_up = time.monotonic() + PATIENCE_SECONDS
    open_ones = Job.objects.filter(state__in=(JobState.QUEUED, JobState.RUNNING))
    while open_ones.exists():
        if time.monotonic() > give_up:
            raise TimeoutError("jobs are still open")
        time.sleep(0.2)
