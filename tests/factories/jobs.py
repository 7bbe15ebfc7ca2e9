from typing import Any

from records.models import User
from tests.factories import people
from triage.models import Job


def job(owner: User | None = None, **fields: Any) -> Job:
    """Waiting, and not handed to a worker."""
    return Job.objects.create(owner=owner or people.user(), **{"kind": "answer", **fields})
