"""A worker that died after its job ended and before it settled leaves nobody waiting."""

import pytest

from assistant.models import Exchange, ExchangeState
from assistant.services import answering
from config import queues
from records.access import Chart
from tests import factories
from tests.fakes.mind import ScriptedMind
from triage.models import JobState

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    ("ended", "shown"),
    [(JobState.FAILED, ExchangeState.FAILED), (JobState.CANCELLED, ExchangeState.STOPPED)],
)
def test_its_question_says_how_it_ended_and_the_next_is_answered(
    chart: Chart, mind: ScriptedMind, ended: JobState, shown: ExchangeState
) -> None:
    conversation = factories.conversation(chart.patient, chart.actor.user)
    left = factories.exchange(conversation, state=ExchangeState.ANSWERING)
    left.job = factories.job(chart.actor.user, state=ended, subject_id=left.pk)
    left.save()
    waiting = factories.exchange(conversation, state=ExchangeState.QUEUED)
    answering.settle_left()
    assert Exchange.objects.get(pk=left.pk).state == shown
    assert Exchange.objects.get(pk=waiting.pk).state == ExchangeState.DONE


def test_a_question_behind_an_answered_one_is_started(chart: Chart, mind: ScriptedMind) -> None:
    conversation = factories.conversation(chart.patient, chart.actor.user)
    factories.exchange(conversation, state=ExchangeState.DONE)
    waiting = factories.exchange(conversation, state=ExchangeState.QUEUED)
    answering.settle_left()
    assert Exchange.objects.get(pk=waiting.pk).state == ExchangeState.DONE


def test_a_running_answer_is_left_alone(chart: Chart, mind: ScriptedMind) -> None:
    conversation = factories.conversation(chart.patient, chart.actor.user)
    running = factories.exchange(conversation, state=ExchangeState.ANSWERING)
    running.job = factories.job(chart.actor.user, state=JobState.RUNNING, subject_id=running.pk)
    running.save()
    answering.settle_left()
    assert Exchange.objects.get(pk=running.pk).state == ExchangeState.ANSWERING


def test_it_is_looked_for_again_and_again() -> None:
    assert "assistant.tasks.settle_left" in {entry["task"] for entry in queues.SCHEDULE.values()}
