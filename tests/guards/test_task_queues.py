"""Every task has its queue, so that a report cannot hold up an answer, and every routed name is a task."""

from collections.abc import Collection, Mapping

from config import queues
from config.celery import app
from triage.services import jobs


def unrouted(tasks: Collection[str], routes: Mapping[str, Mapping[str, str]]) -> list[str]:
    return sorted(name for name in tasks if routes.get(name, {}).get("queue") not in queues.ALL)


def our_tasks() -> set[str]:
    app.loader.import_default_modules()
    app.finalize()
    return {name for name in app.tasks if not name.startswith("celery.")}


def test_every_task_has_a_known_queue() -> None:
    assert unrouted(our_tasks(), queues.ROUTES) == []


def test_a_task_without_a_queue_is_found() -> None:
    assert unrouted({"a", "b"}, {"a": {"queue": queues.HEAVY}}) == ["b"]
    assert unrouted({"a"}, {"a": {"queue": "nobody-listens"}}) == ["a"]


def test_every_routed_or_scheduled_name_is_a_task() -> None:
    scheduled = {entry["task"] for entry in queues.SCHEDULE.values()}
    assert (set(queues.ROUTES) | scheduled) - our_tasks() == set()


def test_every_job_kind_is_carried_by_a_task() -> None:
    assert {kind.task for kind in jobs._kinds.values()} - our_tasks() == set()
