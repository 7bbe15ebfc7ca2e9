import pytest

from assistant.engine.demo import DemoClinic, build_clinic
from tests.assistant.engine.demo.reading import SEED, TODAY


@pytest.fixture(scope="session")
def clinic() -> DemoClinic:
    return build_clinic(SEED, TODAY)
