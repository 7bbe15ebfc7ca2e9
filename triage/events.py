"""Tell whoever watches a job that it changed. The message carries the id only; watchers read the row."""

import logging
from uuid import UUID

from channels.layers import get_channel_layer
from django.db import transaction
from redis.exceptions import RedisError

from triage.loop import run_on_server_loop

log = logging.getLogger("anamnesis.events")


def job_group(job_id: UUID | str) -> str:
    return f"job.{job_id}"


def job_changed(job_id: UUID) -> None:
    tell(job_group(job_id), {"type": "job.changed", "job": str(job_id)})


def tell(group: str, message: dict[str, str]) -> None:
    """Send to a channel-layer group after the transaction commits. Ids and numbers only."""
    transaction.on_commit(lambda: _send(group, message))


def _send(group: str, message: dict[str, str]) -> None:
    """News that cannot be sent is only news: what it is about is stored, and pages read it when they next ask."""
    try:
        run_on_server_loop(get_channel_layer().group_send(group, message))
    except (OSError, RedisError):
        log.warning("the channel layer cannot be reached")
