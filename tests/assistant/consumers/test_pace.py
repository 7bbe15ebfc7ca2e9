"""How fast may one socket send?"""

import pytest

from assistant.consumers.chat import TOO_MANY
from assistant.consumers.pace import MOST, WITHIN, Pace
from records.access import Chart
from records.models import User
from tests.assistant.consumers.test_chat_socket import ready


def test_a_burst_is_allowed_up_to_the_limit_and_again_after_a_while() -> None:
    clock = [0.0]
    pace = Pace(lambda: clock[0])
    assert all(pace.allows() for _ in range(MOST))
    assert not pace.allows()
    clock[0] = WITHIN
    assert pace.allows()


@pytest.mark.django_db(transaction=True)
async def test_a_socket_that_floods_is_told_so_and_closed(chart: Chart, alice: User) -> None:
    socket = await ready(alice, chart.patient)
    for _ in range(MOST + 1):
        await socket.send_to(text_data="not a frame")
    for _ in range(MOST):
        assert (await socket.receive_json_from(timeout=5))["code"] == "refused"
    assert (await socket.receive_json_from(timeout=5))["code"] == "too_many"
    assert (await socket.receive_output())["code"] == TOO_MANY
