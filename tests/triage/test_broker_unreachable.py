"""Work that cannot be handed over, or told about, is stored all the same."""

import pytest
from kombu.exceptions import OperationalError
from redis.exceptions import ConnectionError as RedisUnreachable

from records.models import User
from tests.fakes import broker as brokers
from tests.fakes.broker import Broker
from triage import events
from triage.models import JobState
from triage.services import jobs

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_job_waits_unsent_and_goes_with_the_next_look(
    broker: Broker, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(args: list[str], countdown: int = 0) -> None:
        raise OperationalError("nobody there")

    with monkeypatch.context() as patch:
        patch.setattr(broker, "apply_async", refuse)
        job = jobs.submit(brokers.KIND, alice)
    job.refresh_from_db()
    assert (job.state, job.sent_at) == (JobState.QUEUED, None)
    assert jobs.resume_unfinished() == 1
    assert broker.jobs == [str(job.pk)]


def test_news_that_cannot_be_sent_does_not_stop_the_work(
    broker: Broker, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Unreachable:
        async def group_send(self, group: str, message: dict[str, str]) -> None:
            raise RedisUnreachable("nobody there")

    job = jobs.submit(brokers.KIND, alice)
    monkeypatch.setattr(events, "get_channel_layer", Unreachable)
    jobs.request_cancel(job)
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
