"""Is a note shown exactly as it was signed, with the cited span marked where it stands?"""

import pytest

from assistant.selectors.note_text import ShownSection, shown_sections

TEXT = "Seen today.\n\nASSESSMENT: Stable angina.\n\nPLAN: Continue aspirin. مراجعة بعد شهر 🙂\n"


def text_of(found: list[ShownSection]) -> str:
    return "".join(part.text for section in found for part in (*section.heading, *section.body))


def marked(found: list[ShownSection]) -> str:
    return "".join(part.text for section in found for part in (*section.heading, *section.body) if part.marked)


def anchors(found: list[ShownSection]) -> int:
    return sum(part.cited for section in found for part in (*section.heading, *section.body))


@pytest.mark.parametrize("span", [(0, 0), (0, 4), (13, 40), (20, len(TEXT)), (0, len(TEXT))])
def test_nothing_is_lost_or_added_wherever_the_mark_is(span: tuple[int, int]) -> None:
    assert text_of(shown_sections(TEXT, *span)) == TEXT


def test_the_mark_is_the_span_and_has_one_anchor() -> None:
    start = TEXT.index("Stable")
    found = shown_sections(TEXT, start, start + len("Stable angina"))
    assert marked(found) == "Stable angina"
    assert anchors(found) == 1


def test_a_span_across_sections_is_marked_whole_with_one_anchor() -> None:
    start, end = TEXT.index("angina"), TEXT.index("aspirin")
    found = shown_sections(TEXT, start, end)
    assert marked(found) == TEXT[start:end]
    assert anchors(found) == 1


@pytest.mark.parametrize("span", [(5, 5), (9, 3), (0, 10_000), (-3, 4)])
def test_a_span_that_is_not_in_the_text_marks_nothing(span: tuple[int, int]) -> None:
    assert marked(shown_sections(TEXT, *span)) == ""


def test_sections_are_named_for_navigation() -> None:
    assert [section.name for section in shown_sections(TEXT)] == ["", "ASSESSMENT", "PLAN"]


def test_an_empty_note_has_no_sections() -> None:
    assert shown_sections(" \n") == []
