"""Do a hundred clinicians who ask at the same time each get their own answer?"""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from assistant.models import Exchange
from records import audit
from records.models import AuditEntry, User
from tests import factories
from tests.service.browser import Browser
from tests.service.outcome import WHOLE, kinds
from tests.service.processes import Processes, Server

CLINICIANS = 100


@pytest.mark.parametrize("embedded", [True, False])
def test_nothing_is_lost_or_mixed_up(processes: Processes, request: pytest.FixtureRequest, embedded: bool) -> None:
    if not embedded:
        request.getfixturevalue("broker")
        processes.worker(queues="quick")
        processes.worker(queues="quick,report")
    server = processes.server(embedded=embedded)
    users = [factories.user(f"clinician-{number}") for number in range(CLINICIANS)]
    with ThreadPoolExecutor(CLINICIANS) as pool:
        shown = list(pool.map(lambda user: asked(server, user), users))
    for user, html in zip(users, shown, strict=True):
        assert f"from {user.username}." in html
        assert sum(f"from {other.username}." in html for other in users) == 1
    assert [kinds(exchange) for exchange in Exchange.objects.all()] == [WHOLE] * CLINICIANS
    assert AuditEntry.objects.filter(action=audit.Action.ASK).count() == CLINICIANS
    assert audit.verify() is None


def asked(server: Server, user: User) -> str:
    """All that the page of this clinician was sent."""
    try:
        patient = factories.patient()
        factories.care_team(members=[user], patients=[patient])
        page = Browser(server, user, patient)
    finally:
        connections.close_all()
    page.send({"type": "ask", "question": f"A question from {user.username}."})
    frames = page.receive_until("state", state="done")
    page.close()
    return "".join(str(frame.get("html", "")) for frame in frames)
