"""ROUGE and accuracy as the benchmark counts them."""

import pytest

from assistant.engine.measure import rouge, section, summary
from assistant.engine.measure.interval import wilson


def test_rouge_counts_stems_pairs_and_order() -> None:
    found = rouge.score([({"summary": "the cats sat quietly"}, {"summary": "the cat sat"})])
    assert found["rouge1"] == pytest.approx(2 * 3 / 7, abs=1e-4)
    assert found["rouge2"] == pytest.approx(2 * 2 / 5, abs=1e-4)
    assert found["rougeL"] == pytest.approx(2 * 3 / 7, abs=1e-4)


def test_a_missing_summary_scores_nothing_and_still_counts() -> None:
    found = rouge.score([({"summary": "pain"}, {"summary": "pain"}), ({"summary": "pain"}, {})])
    assert (found["rouge1"], found["n"]) == (0.5, 2)


def test_an_invented_number_lowers_the_share_that_is_backed() -> None:
    gold = {"text": "I take two pills.", "summary": "Takes 2 pills."}
    whole = [{"start": 0, "end": len(gold["text"])}]
    right = {"text": "The patient takes 2 pills.", "sources": whole}
    wrong = {"text": "The patient takes 3 pills.", "sources": whole}
    assert summary.score([(gold, {"summary": "x", "sentences": [right, wrong]})])["backed"] == 0.5


def test_accuracy_comes_with_its_interval() -> None:
    pairs = [({"section": "CC"}, {"section": "CC"})] * 8 + [({"section": "ROS"}, {"section": "CC"})] * 2
    found = section.score(pairs)
    assert found["accuracy"] == 0.8
    assert found["wilson_95"] == list(wilson(8, 10)) == [0.4902, 0.9433]
    assert found["right_by"] == {"CC": "8/8", "ROS": "0/2"}
