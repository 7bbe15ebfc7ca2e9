"""Do a page in the web process and a worker in another process reach each other?"""

import pytest
import redis

from records.access import Chart
from records.models import User
from tests.service.browser import Browser
from tests.service.parts import hold
from tests.service.processes import Processes, Server, until


@pytest.fixture
def server(processes: Processes, broker: "redis.Redis") -> Server:
    processes.worker()
    return processes.server(embedded=False)


def test_pieces_reach_every_open_page_of_the_asker_and_nobody_else(
    server: Server, chart: Chart, alice: User, bob: User
) -> None:
    first, other_tab, colleague = (Browser(server, user, chart.patient) for user in (alice, alice, bob))
    first.ask("latest potassium?")
    for page in (first, other_tab):
        frames = page.receive_until("state", state="done")
        assert [frame["kind"] for frame in frames if frame["type"] == "piece"][-1] == "finished"
    colleague.send("{}")
    assert colleague.receive_until("error")[0]["type"] == "error"
    for page in (first, other_tab, colleague):
        page.close()


def test_stop_reaches_the_worker_and_keeps_what_was_shown(
    server: Server, chart: Chart, alice: User, closed_gate: None
) -> None:
    page = Browser(server, alice, chart.patient)
    exchange = page.ask("latest potassium?")["exchange"]
    until(hold.waiting, "the worker in the middle")
    page.send({"type": "stop", "exchange": exchange})
    page.send({"type": "resume", "seen": {}})
    page.receive_until("resumed")  # frames are taken in order: the stop has been heard
    hold.open_()
    page.receive_until("state", state="stopped")
    reloaded = Browser(server, alice, chart.patient)
    reloaded.send({"type": "resume", "seen": {exchange: 0}})
    frames = reloaded.receive_until("resumed")
    assert [frame["kind"] for frame in frames if frame["type"] == "piece"] == ["sentence"]
    page.close()
    reloaded.close()


def test_a_page_that_was_away_during_the_answer_gets_the_rest(
    server: Server, chart: Chart, alice: User, closed_gate: None
) -> None:
    page = Browser(server, alice, chart.patient)
    exchange = page.ask("latest potassium?")["exchange"]
    page.receive_until("piece", sequence=1)
    page.close()
    hold.open_()
    back = Browser(server, alice, chart.patient)
    back.send({"type": "resume", "seen": {exchange: 1}})
    frames = back.receive_until("state", state="done")
    assert [frame["sequence"] for frame in frames if frame["type"] == "piece"] == [2, 3]
    back.close()
