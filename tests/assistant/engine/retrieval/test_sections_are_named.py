import pytest

from assistant.engine.retrieval.chunk import chunk

NOTE = """Seen today with her sister.

# Chief Complaint
- Cough

HISTORY OF PRESENT ILLNESS: Cough for two weeks.
BP: 120/80

Assessment and Plan:
1. Rest and fluids.

**Follow-up**
In two weeks.

SOCIAL HISTORY
Never smoked.
"""


def test_each_way_to_write_a_heading_names_its_section() -> None:
    assert [part.section for part in chunk(NOTE)] == [
        *("", "Chief Complaint", "HISTORY OF PRESENT ILLNESS", "Assessment and Plan", "Follow-up", "SOCIAL HISTORY")
    ]


def test_a_short_label_with_a_value_opens_no_section() -> None:
    history = next(part for part in chunk(NOTE) if part.section.startswith("HISTORY"))
    assert history.text.endswith("BP: 120/80")


def test_a_heading_with_nothing_under_it_opens_the_next_section() -> None:
    (only,) = chunk("# Assessment and Plan\n\n## Plan\nContinue metformin.")
    assert only.section == "Plan"
    assert only.text.startswith("# Assessment and Plan")


def test_windows_line_ends_change_no_name() -> None:
    assert [part.section for part in chunk(NOTE.replace("\n", "\r\n"))] == [part.section for part in chunk(NOTE)]


@pytest.mark.parametrize(
    "line",
    [
        "She said: I am well.",
        "Temperature: 37.1",
        "HR: 72",
        "THIS IS A LONG LINE IN CAPITALS THAT A TIRED HAND TYPED FOR A WHOLE PARAGRAPH",
    ],
)
def test_an_ordinary_line_is_no_heading(line: str) -> None:
    assert [part.section for part in chunk(f"{line}\nmore")] == [""]
