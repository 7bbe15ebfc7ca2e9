"""What becomes of waiting work when Redis loses everything, or is not there?"""

import redis

from assistant.models import Exchange
from assistant.services import conversations
from records.access import Chart
from tests.service.outcome import WHOLE, kinds, state, wait_until_answered
from tests.service.processes import Processes
from triage.models import Job

NOBODY_THERE = "redis://127.0.0.1:1/0"


def test_what_waited_is_sent_again(processes: Processes, chart: Chart, broker: "redis.Redis") -> None:
    exchange = conversations.ask(chart, "latest potassium?")
    broker.flushdb()
    processes.worker()
    wait_until_answered(exchange)
    assert kinds(exchange) == WHOLE


def test_a_running_worker_comes_back_after_a_restart_of_redis(
    processes: Processes, chart: Chart, broker: "redis.Redis"
) -> None:
    processes.worker()
    broker.flushdb()
    broker.client_kill_filter(_type="normal", skipme=True)
    broker.client_kill_filter(_type="pubsub", skipme=True)
    exchange = conversations.ask(chart, "latest potassium?")
    wait_until_answered(exchange)
    assert kinds(exchange) == WHOLE


def test_a_question_asked_while_redis_is_down_is_stored_and_answered_later(
    processes: Processes, chart: Chart, broker: "redis.Redis"
) -> None:
    ask = f"""
from assistant.services import conversations
from records import access
from records.models import User
actor = access.actor_for(User.objects.get(pk="{chart.actor.user.pk}"), access.Channel.WEB)
conversations.ask(access.open_chart(actor, "{chart.patient.pk}"), "latest potassium?")
"""
    processes.command("shell", "--no-imports", "--command", ask, redis_url=NOBODY_THERE)
    exchange = Exchange.objects.get()
    assert state(exchange) == "queued"
    assert Job.objects.get(subject_id=exchange.pk).sent_at is None
    processes.worker()
    wait_until_answered(exchange)
    assert kinds(exchange) == WHOLE
