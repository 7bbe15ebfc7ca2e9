"""The findings and conditions as they are shipped."""

from pathlib import Path

from triage.engine.knowledge import problems

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"


def test_every_file_keeps_the_rules() -> None:
    assert [str(error) for error in problems(KNOWLEDGE)] == []
