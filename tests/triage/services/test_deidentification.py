"""Do lines of one patient move together, and does the installation's secret decide how?"""

import pytest

from triage.services.deidentification import predict
from triage.services.statements import predict as judge

pytestmark = pytest.mark.model
TEXT = "Seen on 3 March 2024."


def test_lines_of_one_patient_move_together_and_lines_without_one_alone() -> None:
    one, other = (predict({"id": n, "text": TEXT, "patient": "p1"})["text"] for n in ("a", "b"))
    alone = {predict({"id": n, "text": TEXT})["text"] for n in ("a", "b", "c")}
    assert one == other != TEXT
    assert len(alone) == 3


def test_spans_point_into_the_input_and_say_what_was_kept() -> None:
    text = "Mr. Quistgaard is 64 years old."
    spans = predict({"id": 1, "text": text})["spans"]
    assert [(text[s["start"] : s["end"]], s["kept"]) for s in spans] == [
        ("Mr", True),
        ("Quistgaard", False),
        ("64", True),
    ]


def test_statements_get_verdict_score_and_reasons() -> None:
    found = judge([{"sentence": "The left knee hurts.", "passage": "The right knee hurts."}])
    assert found[0]["verdict"] == "contradicted"
    assert found[0]["reasons"] == ["side"]
