"""`predict summary`: what comes back, and what is refused with a hint."""

import pytest

from triage.errors import CannotRun
from triage.services import batch_summary


def test_a_note_comes_back_with_spans_of_its_text() -> None:
    text = "Assessment: Gout of the left foot.\nPlan: Colchicine 0.6 mg daily."
    found = batch_summary.summary({"id": "1", "text": text, "kind": "note"})
    assert "Gout of the left foot." in found["summary"]
    assert all(text[span["start"] : span["end"]].strip() for span in found["sources"])


def test_an_unknown_kind_is_refused_and_the_kinds_are_named() -> None:
    with pytest.raises(CannotRun, match="dialogue"):
        batch_summary.summary({"id": "1", "text": "x", "kind": "poem"})


def test_an_unknown_section_is_refused() -> None:
    with pytest.raises(CannotRun, match="full_note"):
        batch_summary.summary({"id": "1", "text": "x", "kind": "dialogue", "section": "NURSING"})
