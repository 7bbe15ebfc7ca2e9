"""Real processes on the test's own database, and Redis of REDIS_URL emptied before each test."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from django.conf import settings
from django.db import connections

from config.celery import app
from records.access import Chart
from records.models import User
from tests.service.parts import hold
from tests.service.processes import Processes


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.service)


@pytest.fixture
def processes(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Processes]:
    """The test hands jobs over for real, as its processes do. They end before the database is emptied."""
    monkeypatch.setattr(settings, "CELERY_TASK_ALWAYS_EAGER", False)
    app.conf.task_always_eager = False
    hold.open_()
    started = Processes(tmp_path)
    yield started
    hold.open_()
    started.stop_all()
    app.conf.task_always_eager = True
    connections.close_all()


@pytest.fixture
def broker(processes: Processes) -> Iterator["redis.Redis"]:
    url = os.environ.get("REDIS_URL")
    if not url:
        pytest.fail("set REDIS_URL: this test needs a Redis of its own")
    client = redis.Redis.from_url(url)
    client.flushdb()
    yield client
    client.flushdb()
    client.close()


@pytest.fixture
def closed_gate() -> Iterator[None]:
    """Workers wait in the middle of an answer and of an index, until `hold.open_()`."""
    hold.close()
    yield
    hold.open_()


@pytest.fixture
def own_chart(processes: Processes, chart: Chart) -> Chart:
    return chart


@pytest.fixture
def asker(chart: Chart) -> User:
    return chart.actor.user
