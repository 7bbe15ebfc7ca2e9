import numpy as np
import pytest

from assistant.engine.retrieval.lexical import LexicalBuilder, LexicalIndex
from assistant.engine.retrieval.tokens import tokens


def _index(*texts: str) -> LexicalIndex:
    builder = LexicalBuilder()
    builder.add(texts)
    return builder.build()


def test_the_passage_with_more_of_the_question_scores_higher_and_a_stranger_nothing() -> None:
    scores = _index("penicillin allergy with rash", "penicillin given", "fracture of the wrist").scores(
        "allergy to penicillin"
    )
    assert scores[0] > scores[1] > scores[2] == 0


def test_scores_are_shares_of_the_question_in_a_small_and_in_a_large_corpus() -> None:
    small = _index("penicillin allergy", "wrist fracture")
    large = _index("penicillin allergy", *("wrist fracture" for _ in range(500)))
    for index in (small, large):
        scores = index.scores("penicillin allergy")
        assert 0.4 < scores[0] <= 1
        assert scores.max() == scores[0]


def test_a_word_nobody_has_lowers_every_score() -> None:
    index = _index("penicillin allergy", "wrist fracture")
    assert index.scores("penicillin allergy zebra")[0] < index.scores("penicillin allergy")[0]


def test_asking_twice_for_a_word_changes_nothing() -> None:
    index = _index("penicillin allergy", "wrist fracture")
    assert np.array_equal(index.scores("allergy allergy"), index.scores("allergy"))


def test_a_rare_word_counts_for_more_than_a_common_one() -> None:
    index = _index("fever cough", "fever rash", "fever", "fever")
    both = index.scores("cough fever")
    assert both[0] > both[2] > 0
    assert index.scores("cough fever")[2] < 0.5


@pytest.mark.parametrize("query", ["", "the of and", "zebra"])
def test_a_question_without_known_words_scores_nothing(query: str) -> None:
    assert not _index("penicillin allergy").scores(query).any()


def test_no_passages_no_scores() -> None:
    assert len(_index().scores("fever")) == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("anaemia", "anemia"),
        ("oedema", "edema"),
        ("tumour", "tumors"),
        ("Sjögren", "sjogren"),
        ("allergies", "ALLERGY"),
    ],
)
def test_spellings_of_one_word_meet(one: str, other: str) -> None:
    assert tokens(one) == tokens(other)


def test_decimal_numbers_stay_whole_and_chinese_is_cut_by_character() -> None:
    assert tokens("0.5 mg") == ["0.5", "mg"]
    assert tokens("过敏") == ["过", "敏"]


def test_four_hours_are_not_swallowed_by_spelling_rules() -> None:
    assert tokens("four hours") == ["four", "hour"]
