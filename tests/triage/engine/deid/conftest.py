from pathlib import Path

import pytest

from triage.engine.deid import Deidentifier

ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="session")
def tool() -> Deidentifier:
    return Deidentifier(ROOT / "weights" / "deid", ROOT / "knowledge" / "deid")
