"""Every article in `knowledge/articles`, as it is shipped."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from assistant.engine.demo.catalog import RXNORM
from assistant.engine.knowledge import ReferenceArticle, load_articles

ARTICLES = Path(__file__).parents[2] / "knowledge" / "articles"


@pytest.fixture(scope="module")
def articles() -> tuple[ReferenceArticle, ...]:
    return load_articles(ARTICLES)


def test_there_are_enough_conditions_and_drugs(articles: tuple[ReferenceArticle, ...]) -> None:
    kinds = Counter(article.kind for article in articles)
    assert kinds["condition"] >= 35
    assert kinds["drug"] >= 25


def test_articles_are_short(articles: tuple[ReferenceArticle, ...]) -> None:
    lengths = {article.id: len(article.text.split()) for article in articles}
    assert all(130 <= length <= 350 for length in lengths.values()), lengths


def test_articles_have_sections_with_headings_of_their_own(articles: tuple[ReferenceArticle, ...]) -> None:
    for article in articles:
        headings = [section.heading for section in article.sections]
        assert len(headings) == len(set(headings)) >= 5, article.id


def test_everything_has_a_code_and_no_two_articles_share_one(articles: tuple[ReferenceArticle, ...]) -> None:
    codes = [code for article in articles for code in article.codes]
    assert all(article.codes for article in articles)
    assert len(codes) == len(set(codes))


def test_drug_codes_agree_with_those_of_the_demo_clinic(articles: tuple[ReferenceArticle, ...]) -> None:
    names = {code: name for name, code in RXNORM.items()}
    for article in articles:
        for code in article.codes:
            if code.system == "rxnorm":
                assert names[code.code] in article.text.lower(), article.id


def test_nothing_claims_a_review_or_a_source_that_did_not_happen(articles: tuple[ReferenceArticle, ...]) -> None:
    assert all(article.reviewed is None and not article.sources for article in articles)


def test_every_article_says_when_it_was_written(articles: tuple[ReferenceArticle, ...]) -> None:
    assert {article.written for article in articles} == {date(2026, 11, 21)}


def test_the_text_holds_title_headings_and_sections_in_order(articles: tuple[ReferenceArticle, ...]) -> None:
    for article in articles:
        assert article.text.startswith(f"{article.title}\n\n{article.sections[0].heading}\n")
        places = [article.text.index(section.text) for section in article.sections]
        assert places == sorted(places)
