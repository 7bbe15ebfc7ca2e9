"""Is every entry one article, the same each time, and no condition there twice?"""

from dataclasses import replace
from datetime import date

from assistant.engine.knowledge.articles import ArticleSection, ReferenceArticle
from assistant.engine.knowledge.rendered import library, of_condition, written_about
from tests.triage.engine.differential.small import CONDITIONS, KNOWLEDGE
from triage.engine.knowledge.drugs import Drug, DrugBook, DrugClass, Interaction, KidneyRule, Shared, State
from triage.engine.knowledge.types import Review

REVIEW = Review(date(2026, 1, 1))
LOOP = DrugClass(
    "loop",
    "loop diuretics",
    Shared({"gout": "caution"}, "caution", kidney=(KidneyRule(30, "reduce", "builds up"),)),
)
ALONE = DrugClass("alone", "alone", Shared())
DRUGS = {
    "furosemide": Drug("furosemide", (), ("loop",), ("oedema",), Shared()),
    "torsemide": Drug("torsemide", (), ("loop",), ("oedema", "heart failure"), Shared()),
    "lithium": Drug("lithium", (), ("alone",), ("mania",), Shared()),
}
PAIRS = {
    frozenset(("torsemide", "lithium")): Interaction(
        "torsemide", "lithium", "moderate", "lithium builds up", "check the level"
    )
}
BOOK = DrugBook(DRUGS, {"loop": LOOP, "alone": ALONE}, {"gout": State("gout", "gout", (), ())}, PAIRS, (), REVIEW)


def written(id_: str, title: str, *headings: str) -> ReferenceArticle:
    sections = tuple(ArticleSection(heading, f"By hand: {heading}.") for heading in headings)
    return ReferenceArticle(id_, title, "condition", date(2026, 1, 1), sections)


def test_an_article_tells_what_the_entry_knows_in_sentences_that_stand_alone() -> None:
    article = of_condition(CONDITIONS[2], KNOWLEDGE)
    told = {one.heading: one.text for one in article.sections}
    assert (article.id, article.title) == ("condition.pulmonary-embolism", "Pulmonary embolism")
    assert told["Overview"].endswith("Pulmonary embolism is also called PE, lung clot.")
    assert "Often: pleuritic chest pain, low oxygen." in told["How it presents"]
    assert told["Red flags"].startswith("Red flags in Pulmonary embolism: low oxygen")
    assert told["Tests"] == "Tests for Pulmonary embolism: CT angiogram, which shows clot."
    assert "When to refer" not in told
    assert article.reviewed is None


def test_the_same_entries_give_the_same_text() -> None:
    assert list(library([], KNOWLEDGE, BOOK)) == list(library([], KNOWLEDGE, BOOK))


def test_every_condition_and_every_class_with_members_has_one_article() -> None:
    ids = [one.id for one in library([], KNOWLEDGE, BOOK)]
    assert ids == [*(f"condition.{id_}" for id_ in KNOWLEDGE.conditions), "class.loop"]


def test_an_article_written_by_hand_takes_in_what_only_the_entry_has() -> None:
    by_hand = written("lung-clot", "A clot in the lung (PE)", "Overview", "Tests")
    found = {one.id: one for one in library([by_hand], KNOWLEDGE, BOOK)}
    assert "condition.pulmonary-embolism" not in found
    told = {one.heading: one.text for one in found["lung-clot"].sections}
    assert told["Overview"] == "By hand: Overview."
    assert told["Red flags"].startswith("Red flags: low oxygen")


def test_an_article_about_something_else_or_about_several_stays_alone() -> None:
    other = written("cold-follow-up", "After a common cold", "Overview")
    drug = replace(written("coryza", "Coryza", "Overview"), kind="drug")
    assert written_about([other, drug], KNOWLEDGE) == {}
    twice = [written("coryza", "Coryza", "Overview"), written("common-cold", "Common cold", "Overview")]
    assert list(written_about(twice, KNOWLEDGE)) == ["coryza"]


def test_a_class_of_drugs_tells_members_cautions_kidney_and_interactions() -> None:
    loop = next(one for one in library([], KNOWLEDGE, BOOK) if one.id == "class.loop")
    told = {one.heading: one.text for one in loop.sections}
    assert told["Use"] == "Loop diuretics: furosemide, torsemide. Used for: oedema, heart failure."
    assert told["Contraindications"] == "Loop diuretics need caution in gout."
    assert told["Kidney function"] == ("Loop diuretics with eGFR below 30 mL/min/1.73 m2: reduce the dose, builds up.")
    assert told["Interactions"] == "Torsemide with lithium (moderate): lithium builds up. Check the level."
