"""Tell the open pages of a job's owner that it moved on. The message carries its id only; pages read the row."""

import logging
from uuid import UUID

from channels.layers import get_channel_layer
from django.db import transaction
from redis.exceptions import RedisError

from triage.loop import run_on_server_loop
from triage.models import Job

log = logging.getLogger("anamnesis.events")


def owner_group(user_id: UUID | str) -> str:
    return f"jobs.{user_id}"


def job_changed(job: Job) -> None:
    """It has another state, or was asked to stop."""
    tell(owner_group(job.owner_id), {"type": "job.changed", "job": str(job.pk)})


def job_moved(job: Job) -> None:
    """It is further on, in the same state."""
    tell(owner_group(job.owner_id), {"type": "job.moved", "job": str(job.pk)})


def tell(group: str, message: dict[str, str]) -> None:
    """Send to a channel-layer group after the transaction commits. Ids and numbers only."""
    transaction.on_commit(lambda: _send(group, message))


def _send(group: str, message: dict[str, str]) -> None:
    """News that cannot be sent is only news: what it is about is stored, and pages read it when they next ask."""
    try:
        run_on_server_loop(get_channel_layer().group_send(group, message))
    except (OSError, RedisError):
        log.warning("the channel layer cannot be reached")
