"""The findings and conditions as they are shipped."""

from pathlib import Path

from triage.engine.knowledge import load_knowledge, problems
from triage.engine.knowledge.acuity import load_critical

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"


def test_every_file_keeps_the_rules() -> None:
    assert [str(error) for error in problems(KNOWLEDGE)] == []


def test_the_findings_that_alone_are_urgent_exist_and_have_one_level() -> None:
    levels = load_critical(KNOWLEDGE / "acuity.yaml", load_knowledge(KNOWLEDGE).findings)
    assert levels[1]
    assert not levels[1] & levels[2]
