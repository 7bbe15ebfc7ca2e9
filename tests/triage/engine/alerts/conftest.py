from pathlib import Path

import pytest

from triage.engine.alerts.engine import AlertRules

KNOWLEDGE = Path(__file__).resolve().parents[4] / "knowledge"


@pytest.fixture(scope="session")
def rules() -> AlertRules:
    return AlertRules.load(KNOWLEDGE)
