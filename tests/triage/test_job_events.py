"""Who owns a job is told that it changed, after the commit, by id only; nobody else is."""

from typing import Any

import pytest
from asgiref.sync import sync_to_async
from channels.layers import get_channel_layer
from django.db import transaction

from records.models import User
from tests.fakes.broker import Broker
from triage import events
from triage.models import Job
from triage.services import jobs

pytestmark = pytest.mark.django_db(transaction=True)


class Watcher:
    async def begin(self, job: Job) -> "Watcher":
        self._layer: Any = get_channel_layer()
        self._channel = await self._layer.new_channel()
        await self._layer.group_add(events.owner_group(job.owner_id), self._channel)
        return self

    async def hears(self) -> Any:
        return await self._layer.receive(self._channel)


async def test_watchers_hear_of_each_change_by_id(job: Job) -> None:
    watcher = await Watcher().begin(job)
    await sync_to_async(jobs.request_cancel)(job)
    assert await watcher.hears() == {"type": "job.changed", "job": str(job.pk)}


async def test_what_is_rolled_back_is_not_told(job: Job, alice: User, broker: Broker) -> None:
    watcher = await Watcher().begin(job)

    def told_and_taken_back() -> None:
        with transaction.atomic():
            events.tell(events.owner_group(job.owner_id), {"type": "job.changed", "job": "never"})
            transaction.set_rollback(True)
        events.tell(events.owner_group(job.owner_id), {"type": "job.changed", "job": "last"})

    await sync_to_async(told_and_taken_back)()
    assert (await watcher.hears())["job"] == "last"
