"""What a page sees of its conversation over the socket, and who does not get one."""

from typing import Any

import pytest
from channels.db import database_sync_to_async
from channels.testing import WebsocketCommunicator
from django.conf import settings as configured
from django.test import Client
from pytest_django import Settings

from assistant.protocol import MAX_FRAME
from assistant.services import conversations
from config.asgi import application
from records.access import Chart
from records.models import CareTeam, Patient, User
from tests.fakes.mind import ScriptedMind

pytestmark = pytest.mark.django_db(transaction=True)


def session_cookie(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies[configured.SESSION_COOKIE_NAME].value


async def opened(user: User | None, patient: Patient, origin: str = "http://localhost") -> WebsocketCommunicator:
    headers = [(b"origin", origin.encode()), (b"host", b"localhost")]
    if user:
        cookie = await database_sync_to_async(session_cookie)(user)
        headers.append((b"cookie", f"{configured.SESSION_COOKIE_NAME}={cookie}".encode()))
    return WebsocketCommunicator(application, f"/ws/charts/{patient.pk}/", headers=headers)


async def ready(user: User, patient: Patient) -> WebsocketCommunicator:
    socket = await opened(user, patient)
    connected, _ = await socket.connect()
    assert connected
    assert (await socket.receive_json_from())["type"] == "ready"
    return socket


async def until(socket: WebsocketCommunicator, *, state: str) -> list[dict[str, Any]]:
    """All frames up to the one that says the exchange has this state."""
    frames = []
    while True:
        frame = await socket.receive_json_from(timeout=5)
        frames.append(frame)
        if frame["type"] == "state" and frame["state"] == state:
            return frames


async def test_an_answer_arrives_in_order_and_ends_with_its_state(
    chart: Chart, alice: User, mind: ScriptedMind
) -> None:
    socket = await ready(alice, chart.patient)
    await socket.send_json_to({"type": "ask", "question": "latest K+?", "draft": "d1"})
    frames = await until(socket, state="done")
    pieces = [frame for frame in frames if frame["type"] == "piece"]
    assert [piece["kind"] for piece in pieces] == ["progress", "sentence", "finished"]
    assert [piece["sequence"] for piece in pieces] == [1, 2, 3]
    assert "5.6 mmol/L" in pieces[1]["html"]
    assert "C1" in pieces[1]["html"]
    accepted = [frame for frame in [*frames, await maybe(socket)] if frame and frame["type"] == "accepted"]
    assert accepted[0]["draft"] == "d1"
    await socket.disconnect()


async def maybe(socket: WebsocketCommunicator) -> dict[str, Any] | None:
    if await socket.receive_nothing(timeout=0.3):
        return None
    frame: dict[str, Any] = await socket.receive_json_from()
    return frame


async def test_another_tab_and_a_later_page_resume_by_sequence(chart: Chart, alice: User, mind: ScriptedMind) -> None:
    first, other_tab = await ready(alice, chart.patient), await ready(alice, chart.patient)
    await first.send_json_to({"type": "ask", "question": "latest K+?"})
    frames = await until(other_tab, state="done")
    exchange = next(frame["exchange"] for frame in frames if frame["type"] == "exchange")
    refreshed = await ready(alice, chart.patient)
    await refreshed.send_json_to({"type": "resume", "seen": {exchange: 2}})
    missed = await until(refreshed, state="done")
    assert [frame.get("sequence") for frame in missed if frame["type"] == "piece"] == [3]
    for socket in (first, other_tab, refreshed):
        await socket.disconnect()


async def test_a_stranger_learns_nothing_and_is_closed_out(chart: Chart, charlie: User) -> None:
    socket = await opened(charlie, chart.patient)
    await socket.connect()
    frame = await socket.receive_json_from()
    assert (frame["type"], frame["code"]) == ("error", "not_found")
    assert (await socket.receive_output())["code"] == 4404


async def test_the_conversation_is_not_for_the_patient_nor_for_the_service_account(
    chart: Chart, patient_user: User, batch: User
) -> None:
    for user in (patient_user, batch):
        socket = await opened(user, chart.patient)
        await socket.connect()
        assert (await socket.receive_json_from())["code"] == "not_found"
        assert (await socket.receive_output())["code"] == 4404


async def test_without_the_second_factor_that_is_required_the_socket_is_closed(
    chart: Chart, alice: User, settings: Settings
) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    socket = await opened(alice, chart.patient)
    await socket.connect()
    assert (await socket.receive_json_from())["code"] == "signed_out"
    assert (await socket.receive_output())["code"] == 4401


async def test_without_a_session_the_socket_is_closed(chart: Chart) -> None:
    socket = await opened(None, chart.patient)
    await socket.connect()
    assert (await socket.receive_json_from())["code"] == "signed_out"
    assert (await socket.receive_output())["code"] == 4401


async def test_a_page_of_another_site_cannot_open_it(chart: Chart, alice: User) -> None:
    socket = await opened(alice, chart.patient, origin="https://evil.example")
    connected, _ = await socket.connect()
    assert not connected


@pytest.mark.parametrize(
    "text",
    [
        " ",
        "not json",
        "[]",
        '{"type": "nonsense"}',
        '{"type": "ask"}',
        '{"type": "ask", "question": "q", "extra": 1}',
        '{"type": "stop", "exchange": "not-an-id"}',
        "[" * 5000,
        '{"type": "ask", "question": "' + "x" * MAX_FRAME + '"}',
    ],
    ids=["empty", "text", "list", "unknown", "short", "extra", "bad-id", "deep", "huge"],
)
async def test_a_forged_frame_gets_an_error_frame_and_the_socket_lives(
    chart: Chart, alice: User, mind: ScriptedMind, text: str
) -> None:
    socket = await ready(alice, chart.patient)
    await socket.send_to(text_data=text)
    frame = await socket.receive_json_from()
    assert (frame["type"], frame["code"]) == ("error", "refused")
    assert "x" * 50 not in frame["message"]
    await socket.send_json_to({"type": "ask", "question": "still there?"})
    await until(socket, state="done")
    await socket.disconnect()


async def test_a_session_that_ended_during_an_answer_gets_nothing_more(
    chart: Chart, alice: User, mind: ScriptedMind
) -> None:
    socket = await ready(alice, chart.patient)
    await database_sync_to_async(alice.set_password)("another long pass phrase")
    await database_sync_to_async(alice.save)()  # every session of hers ends
    await socket.send_json_to({"type": "ask", "question": "latest K+?"})
    assert (await socket.receive_json_from())["code"] == "signed_out"
    assert (await socket.receive_output())["code"] == 4401


async def test_access_that_ended_while_the_socket_was_open_counts_at_once(
    chart: Chart, alice: User, mind: ScriptedMind
) -> None:
    socket = await ready(alice, chart.patient)
    await database_sync_to_async(lambda: CareTeam.objects.get().members.clear())()
    await socket.send_json_to({"type": "ask", "question": "latest K+?"})
    assert (await socket.receive_json_from())["code"] == "not_found"


async def test_a_long_question_is_refused_with_its_draft_named(chart: Chart, alice: User, mind: ScriptedMind) -> None:
    socket = await ready(alice, chart.patient)
    await socket.send_json_to({"type": "ask", "question": "x" * 50_000, "draft": "d7"})
    frame = await socket.receive_json_from()
    assert (frame["code"], frame["draft"]) == ("refused", "d7")
    assert "4000" in frame["message"]
    await socket.disconnect()


async def test_an_unforeseen_error_is_said_with_a_number_and_the_socket_goes_on(
    chart: Chart, alice: User, mind: ScriptedMind, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object) -> None:
        raise ZeroDivisionError("zebra")

    socket = await ready(alice, chart.patient)
    with monkeypatch.context() as patch:
        patch.setattr(conversations, "ask", broken)
        await socket.send_json_to({"type": "ask", "question": "latest K+?", "draft": "d1"})
        frame = await socket.receive_json_from(timeout=5)
    assert (frame["type"], frame["draft"]) == ("error", "d1")
    assert "zebra" not in frame["message"]
    await socket.send_json_to({"type": "ask", "question": "latest K+?"})
    await until(socket, state="done")
    await socket.disconnect()
