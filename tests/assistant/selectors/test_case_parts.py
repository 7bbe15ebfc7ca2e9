"""Is a case shown whole, with every finding's words to be found in it, though findings lie in one another?"""

from assistant.selectors.differential import case_parts
from triage.engine.types import Span

TEXT = "Pleuritic chest pain since Monday."


def test_the_parts_together_are_the_text() -> None:
    assert "".join(part.text for part in case_parts(TEXT, dict.fromkeys([Span(0, 20), Span(10, 20)]))) == TEXT


def test_a_finding_within_another_is_part_of_both_and_begins_at_its_own_place() -> None:
    parts = case_parts(TEXT, dict.fromkeys([Span(0, 20), Span(10, 20)]))
    assert [(part.text, part.begins) for part in parts[:2]] == [
        ("Pleuritic ", ("case-0-20",)),
        ("chest pain", ("case-10-20",)),
    ]
    assert parts[1].spans == ("case-0-20", "case-10-20")
    assert parts[2].spans == ()


def test_the_phrase_that_dates_a_finding_is_part_of_it() -> None:
    parts = case_parts(TEXT, {Span(10, 20): Span(21, 33)})
    assert [(part.text, part.spans) for part in parts if part.spans] == [
        ("chest pain", ("case-10-20",)),
        ("since Monday", ("case-10-20",)),
    ]


def test_a_case_without_findings_is_one_part() -> None:
    assert [part.text for part in case_parts(TEXT, {})] == [TEXT]
