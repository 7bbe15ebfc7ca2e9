"""Do surrogates keep the text readable without giving the person away?"""

import pytest

from triage.engine.deid import Deidentifier

pytestmark = pytest.mark.model

NOTE = (
    "Mr. Olaf Quistgaard (MRN 40012345) was seen on 3 March 2024 and 13 March 2024. O. Quistgaard lives in Tallinn. "
    "Mr. Quistgaard's wife Ludmila called 617-555-0134. He is 64 years old, his mother 97 years old."
)


def test_nothing_that_was_found_stands_in_the_result(tool: Deidentifier) -> None:
    done = tool.deidentify(NOTE, b"secret", "p1")
    for value in ("Olaf", "Quistgaard", "40012345", "March 2024", "Tallinn", "Ludmila", "555-0134", "97"):
        assert value not in done.text
    assert "64 years old" in done.text


def test_one_name_gets_one_surrogate_with_its_initial_and_its_possessive(tool: Deidentifier) -> None:
    text = tool.deidentify(NOTE, b"secret", "p1").text
    given, family = text.split()[1:3]
    assert text.count(family) == 3
    assert f"{given[0]}. {family}" in text
    assert f"Mr. {family}'s wife" in text


def test_another_secret_gives_other_surrogates_and_the_same_one_the_same(tool: Deidentifier) -> None:
    once, again = (tool.deidentify(NOTE, b"secret", "p1").text for _ in range(2))
    assert once == again
    assert once != tool.deidentify(NOTE, b"another", "p1").text


def test_text_between_the_spans_is_kept(tool: Deidentifier) -> None:
    done = tool.deidentify(NOTE, b"secret")
    place, last = 0, 0
    for span in done.spans:
        between = NOTE[last : span.start]
        place = done.text.index(between, place) + len(between)
        last = span.end
    assert done.text.endswith(NOTE[last:])
