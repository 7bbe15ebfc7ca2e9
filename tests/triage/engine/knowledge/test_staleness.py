"""Knowledge that nobody looked at for two years is due for review."""

from datetime import date
from pathlib import Path

from tests.triage.engine.knowledge.writing import CONDITION, write
from triage.engine.knowledge import load_knowledge, stale
from triage.engine.knowledge.coverage import coverage


def test_an_entry_is_due_two_years_after_it_was_written(tmp_path: Path) -> None:
    knowledge = load_knowledge(write(tmp_path))
    assert stale(knowledge, date(2028, 1, 1)) == []
    assert stale(knowledge, date(2028, 1, 3)) == ["general.yaml", "pericarditis"]


def test_a_review_starts_the_clock_again(tmp_path: Path) -> None:
    reviewed = CONDITION.replace("unreviewed", "2027-06-01")
    knowledge = load_knowledge(write(tmp_path, condition=reviewed))
    assert stale(knowledge, date(2028, 1, 3)) == ["general.yaml"]


def test_coverage_counts_and_names_what_is_missing(tmp_path: Path) -> None:
    found = coverage(load_knowledge(write(tmp_path)), date(2026, 2, 1))
    assert (found.conditions, found.findings, found.unreviewed) == (1, 4, 1)
    assert found.systems == {"cardiology": 1}
    assert found.gaps["conditions with fewer than 8 findings"] == ["pericarditis"]
    assert "due for review" not in found.gaps
