"""A mind that tests script, in place of the embedded one."""

import pytest

from assistant.services import answering
from tests.fakes.mind import ScriptedMind, look_up_answer


@pytest.fixture
def mind(monkeypatch: pytest.MonkeyPatch) -> ScriptedMind:
    scripted = ScriptedMind(*look_up_answer())
    monkeypatch.setattr(answering, "current_mind", lambda: scripted)
    return scripted
