"""Does each open page of a clinician hear which of their own jobs moved on, and nobody else?"""

from uuid import UUID

import pytest
from asgiref.sync import sync_to_async
from django.contrib.sessions.models import Session
from pytest_django import Settings

from assistant.consumers import jobs as consumer
from records.models import Patient, User
from tests import factories
from tests.fakes.socket import Refused, Socket
from triage import events
from triage.models import Job, JobState
from triage.services import jobs, summaries

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consumer, "TOGETHER_SECONDS", 0.01)


async def opened(user: User) -> Socket:
    socket = await Socket("/ws/jobs/", user).open()
    assert await socket.receive() == {"type": "ready"}
    return socket


async def stop(job: Job) -> None:
    await sync_to_async(jobs.request_cancel)(job)


async def a_job(owner: User, **fields: object) -> Job:
    made: Job = await sync_to_async(factories.job)(owner, **fields)
    return made


async def test_every_open_page_hears_by_id_of_a_job_that_changed(alice: User) -> None:
    pages = [await opened(alice), await opened(alice)]
    job = await a_job(alice)
    await stop(job)
    for page in pages:
        assert await page.receive() == {"type": "jobs", "jobs": [str(job.pk)], "changed": True}


async def test_another_clinician_hears_nothing_of_it(alice: User, bob: User) -> None:
    page = await opened(bob)
    await stop(await a_job(alice))
    own = await a_job(bob)
    await stop(own)
    assert (await page.receive())["jobs"] == [str(own.pk)]


async def test_a_step_is_told_as_no_more_than_a_step(alice: User) -> None:
    page = await opened(alice)
    job = await a_job(alice, state=JobState.RUNNING)
    await sync_to_async(jobs.Run(job).step)(40)
    assert await page.receive() == {"type": "jobs", "jobs": [str(job.pk)], "changed": False}


async def test_what_comes_together_is_told_together(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consumer, "TOGETHER_SECONDS", 0.3)
    page = await opened(alice)
    job = await a_job(alice, state=JobState.RUNNING)
    for progress in (10, 20, 30):
        await sync_to_async(jobs.Run(job).step)(progress)
    await stop(job)
    assert await page.receive() == {"type": "jobs", "jobs": [str(job.pk)], "changed": True}
    last = await a_job(alice)
    await stop(last)
    assert (await page.receive())["jobs"] == [str(last.pk)]


async def test_a_job_is_heard_from_its_submission_to_its_end(patient: Patient, alice: User) -> None:
    page = await opened(alice)
    await sync_to_async(summaries.submit_chart)(alice, patient.pk)
    job = await Job.objects.aget()
    assert (await page.receive())["jobs"] == [str(job.pk)]
    assert job.state == JobState.DONE


async def test_nothing_is_told_once_the_session_has_ended(alice: User) -> None:
    page = await opened(alice)
    await Session.objects.all().adelete()
    await stop(await a_job(alice))
    assert await page.receive() == {"type": "error", "code": "signed_out"}
    with pytest.raises(Refused) as closed:
        await page.receive()
    assert closed.value.code == consumer.SIGNED_OUT


async def test_news_does_not_keep_a_session_awake(alice: User, settings: Settings) -> None:
    page = await opened(alice)
    settings.IDLE_LOCK_SECONDS = -1
    await sync_to_async(_last_seen_long_ago)()
    await stop(await a_job(alice))
    assert (await page.receive())["code"] == "signed_out"


def _last_seen_long_ago() -> None:
    for stored in Session.objects.all():
        data = stored.get_decoded() | {"last_seen": 1}
        stored.session_data = Session.objects.encode(data)
        stored.save()


@pytest.mark.parametrize("frame", ['{"type": "watch", "job": "another"}', "not json", "x" * 70_000])
async def test_a_page_that_says_something_is_cut_off(alice: User, frame: str) -> None:
    page = await opened(alice)
    await page.send(frame)
    assert await page.receive() == {"type": "error", "code": "refused"}
    with pytest.raises(Refused) as closed:
        await page.receive()
    assert closed.value.code == consumer.ONLY_LISTEN


def test_groups_of_two_people_are_two() -> None:
    assert events.owner_group(UUID(int=1)) != events.owner_group(UUID(int=2))
