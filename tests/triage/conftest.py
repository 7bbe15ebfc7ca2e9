from datetime import timedelta

import pytest
from django.utils import timezone

from records.models import User
from tests import factories
from tests.fakes import broker as brokers
from tests.fakes.broker import Broker
from triage.models import Job, JobState


@pytest.fixture
def broker(monkeypatch: pytest.MonkeyPatch) -> Broker:
    """Hand-overs are noted, not carried out."""
    return brokers.use(monkeypatch)


@pytest.fixture
def job(broker: Broker, alice: User) -> Job:
    """Waiting."""
    return factories.job(alice, kind=brokers.KIND)


@pytest.fixture
def abandoned(broker: Broker, alice: User) -> Job:
    """Its worker was killed: it runs by name, and nobody renews its lease."""
    past = timezone.now() - timedelta(seconds=1)
    return factories.job(alice, kind=brokers.KIND, state=JobState.RUNNING, attempts=1, lease_until=past)
