import math

import pytest

from assistant.engine.retrieval.measure import ndcg, recall, reciprocal_rank

JUDGED = {"a": 1, "b": 1, "c": 0}


def test_a_perfect_ranking_scores_one() -> None:
    assert ndcg(["a", "b", "c"], JUDGED) == recall(["b", "a"], JUDGED) == reciprocal_rank(["a"], JUDGED) == 1


def test_a_late_find_is_discounted_by_the_logarithm_of_its_place() -> None:
    assert ndcg(["c", "a"], {"a": 1}) == pytest.approx(1 / math.log2(3))
    assert reciprocal_rank(["c", "x", "b"], JUDGED) == pytest.approx(1 / 3)


def test_a_document_listed_twice_counts_once() -> None:
    assert ndcg(["a", "a"], JUDGED) == ndcg(["a"], JUDGED)
    assert recall(["a", "a"], JUDGED) == 0.5


def test_what_lies_beyond_the_depth_does_not_count() -> None:
    assert recall(["x", "a"], JUDGED, depth=1) == ndcg(["x", "a"], JUDGED, depth=1) == 0
    assert reciprocal_rank([*"stuvwxyzcd", "a"], JUDGED) == 0


def test_a_query_without_relevant_documents_scores_nothing() -> None:
    assert ndcg(["a"], {"a": 0}) == recall(["a"], {"a": -1}) == 0
