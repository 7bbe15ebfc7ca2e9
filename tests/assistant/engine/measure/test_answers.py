import pytest

from assistant.engine.measure.answers import is_cited, is_right, score

GOLD = {"kind": "latest", "expected": [["4.7", "4.74"]], "forbidden": ["3.86"], "status": "answered"}


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("4.7 mmol/L on 3 May 2020", True),
        ("Potassium was 4.74  mmol/L", True),
        ("14.7 mmol/L", False),
        ("4.71 mmol/L", False),
        ("4.7 mmol/L, before that 3.86", False),
        ("x" * 400 + " 4.7", False),
    ],
)
def test_the_short_answer_must_hold_the_whole_number_and_nothing_forbidden(answer: str, right: bool) -> None:
    assert is_right(GOLD, {"answer": answer, "status": "answered"}) is right


def test_the_status_must_agree() -> None:
    assert not is_right(GOLD, {"answer": "4.7", "status": "not_in_record"})


def test_a_list_counts_to_its_end_and_needs_every_item() -> None:
    gold = {"kind": "meds", "expected": [["Albuterol"], ["Epinephrine"]]}
    assert is_right(gold, {"answer": "x" * 500 + " albuterol, epinephrine"})
    assert not is_right(gold, {"answer": "albuterol"})


def test_a_citation_counts_when_its_quote_holds_an_expected_string() -> None:
    assert is_cited(GOLD, {"citations": [{"quote": "Potassium: 4.74 mmol/L"}]})
    assert not is_cited(GOLD, {"citations": [{"quote": "Sodium: 140"}]})


def test_a_missing_prediction_counts_as_wrong_and_questions_without_facts_need_no_citation() -> None:
    never = {"kind": "neverlab", "expected": [], "status": "not_in_record"}
    result = score([(GOLD, {}), (never, {"answer": "Not in the record.", "status": "not_in_record"})])
    assert result == {"right": 0.5, "by_kind": {"latest": "0/1", "neverlab": "1/1"}, "cited": 0.0, "n": 2}
