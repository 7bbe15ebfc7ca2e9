"""What a real server does with frames that a page would not send, and with people who are gone."""

import json

import pytest

from assistant.models import Exchange
from records.access import Chart
from records.models import User
from tests.service.browser import Browser
from tests.service.outcome import wait_until_answered
from tests.service.parts import hold
from tests.service.processes import Processes, Server, until


@pytest.fixture
def server(processes: Processes) -> Server:
    return processes.server(embedded=True)


def still_answers(page: Browser) -> bool:
    page.ask("latest potassium?")
    return bool(page.receive_until("state", state="done"))


@pytest.mark.parametrize("size", [50_000, 250_000])
def test_a_question_that_is_far_too_long_is_refused_in_words(
    server: Server, chart: Chart, alice: User, size: int
) -> None:
    page = Browser(server, alice, chart.patient)
    page.send({"type": "ask", "question": "x" * size, "draft": "d1"})
    assert "4000" in page.receive_until("error")[-1]["message"].replace(",", "")
    assert still_answers(page)
    page.close()


def test_a_frame_beyond_the_server_s_limit_closes_that_socket_only(server: Server, chart: Chart, alice: User) -> None:
    page, other_tab = (Browser(server, alice, chart.patient) for _ in range(2))
    page.send({"type": "ask", "question": "x" * 300_000})
    assert page.closing_code() == 1009
    assert still_answers(other_tab)
    other_tab.close()


@pytest.mark.parametrize(
    "frame",
    [
        "not json",
        '{"type": "ask", "question": "q", "user": 1}',
        '{"type": "stop", "exchange": "6b1c1f0e-5d53-4a44-9b3c-0d1f5f3b7a10"}',
        '{"type": "ask", "question": "\\u0000 \\ud800"}',
    ],
)
def test_a_forged_frame_is_refused_and_the_socket_goes_on(
    server: Server, chart: Chart, alice: User, frame: str
) -> None:
    page = Browser(server, alice, chart.patient)
    page.send(frame)
    assert page.receive_until("error")[-1]["message"]
    assert still_answers(page)
    page.close()


def test_two_questions_at_once_are_answered_one_after_the_other(server: Server, chart: Chart, alice: User) -> None:
    page = Browser(server, alice, chart.patient)
    conversation = page.ask("first?")["conversation"]
    page.receive_until("state", state="done")
    for question in ("second?", "third?"):
        page.send({"type": "ask", "question": question, "conversation": conversation})
    order = [
        page.receive_until("state", state="done")[-1]["exchange"],
        page.receive_until("state", state="done")[-1]["exchange"],
    ]
    assert len(set(order)) == 2
    page.close()


def test_a_session_that_ends_during_an_answer_shows_nothing_more_and_the_answer_is_kept(
    server: Server, chart: Chart, alice: User, closed_gate: None
) -> None:
    page = Browser(server, alice, chart.patient)
    exchange = page.ask("latest potassium?")["exchange"]
    until(hold.waiting, "the worker in the middle")
    page.session.flush()
    hold.open_()
    shown = page.receive_until("error", code="signed_out")
    assert "Second of two" not in json.dumps(shown)
    assert page.closing_code() == 4401
    back = Browser(server, alice, chart.patient)
    wait_until_answered(Exchange(pk=exchange))
    back.send({"type": "resume", "seen": {exchange: 0}})
    assert "Second of two" in json.dumps(back.receive_until("resumed"))
    back.close()
