import numpy as np

from assistant.engine.retrieval.fuse import Hit, best_per_document
from assistant.engine.retrieval.lexical import LexicalBuilder
from assistant.engine.retrieval.pipeline import HybridSearch, embedded_text
from assistant.engine.retrieval.vector_index import exact
from tests.fakes.embedder import HashingEmbedder


def _engine(texts: list[str]) -> HybridSearch:
    embedder, builder = HashingEmbedder(), LexicalBuilder()
    builder.add(texts)
    return HybridSearch(embedder, exact(embedder.embed(texts)), builder.build())


def test_a_passage_that_answers_in_words_and_in_meaning_comes_first() -> None:
    hits = _engine(["wrist fracture", "penicillin allergy", "penicillin dose"]).search("penicillin allergy")
    assert hits[0].row == 1
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_what_only_the_words_find_in_a_large_corpus_is_still_scored_by_both() -> None:
    texts = [f"note {n} about nothing" for n in range(700)] + ["zyx"]
    hits = _engine(texts).search("zyx")
    assert hits[0].row == 700
    assert 0.7 < hits[0].score <= 1.001


def test_an_empty_question_finds_nothing() -> None:
    assert _engine(["penicillin"]).search(" \n") == []
    assert _engine([]).search("penicillin") == []


def test_a_document_is_listed_once_with_its_best_passage() -> None:
    documents = np.array([0, 0, 1], np.int32)
    hits = [Hit(1, 0.9), Hit(2, 0.5), Hit(0, 0.4)]
    assert list(best_per_document(hits, documents)) == [Hit(1, 0.9), Hit(2, 0.5)]


def test_a_passage_is_indexed_with_what_it_is_about_but_no_heading_twice() -> None:
    assert embedded_text("Progress note.", "Plan", "Rest.") == "Progress note. Plan. Rest."
    assert embedded_text("Progress note", "Plan", "# Plan\nRest.") == "Progress note. # Plan\nRest."
    assert embedded_text("", "", "Rest.") == "Rest."
