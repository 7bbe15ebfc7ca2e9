from assistant.engine.measure.context import score


def test_the_rarer_answer_is_scored_and_a_missing_one_is_no_answer() -> None:
    negated = {"negation": "negated", "temporality": "historical"}
    plain = {"negation": "affirmed", "temporality": "recent"}
    result = score([(negated, negated), (negated, {}), (plain, plain), (plain, negated)])
    assert result["negation"] == {"f1": 0.5, "accuracy": 0.5, "n": 4}
    assert result["temporality"] == result["negation"]
