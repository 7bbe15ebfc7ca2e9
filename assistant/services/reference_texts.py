"""Our own reference texts as literature that can be searched and cited: those written by hand (`knowledge/articles`),
and those rendered from the knowledge about conditions and drugs."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.urls import reverse

from assistant.engine.knowledge.articles import UNREVIEWED, ReferenceArticle, load_articles
from assistant.engine.knowledge.rendered import CONDITION, DRUG_CLASS, library, written_about
from assistant.engine.literature.article import Article
from assistant.models import LiteratureDocument
from assistant.services import literature
from assistant.services.literature import Stored
from triage.services.alerts import rules
from triage.services.knowledge import knowledge

SYSTEM = "anamnesis"


def store_written(folder: Path) -> Stored:
    """Add or update the written ones alone; raises ArticleError for a file that breaks a rule."""
    return _store(load_articles(folder))


def store_library(folder: Path) -> Stored:
    """Add or update all, the rendered ones too, and drop what is no longer rendered. Raises ArticleError, CannotRun."""
    articles = list(library(load_articles(folder), knowledge(), rules().book))
    counts = _store(articles)
    gone = LiteratureDocument.objects.filter(source_system=SYSTEM).exclude(source_id__in=[one.id for one in articles])
    counts.changed += gone.delete()[0]
    return counts


def entry_address(document: LiteratureDocument, folder: Path) -> str:
    """The page of the entry that a reference text is made from or speaks of; empty where there is none."""
    id_ = document.source_id
    if document.source_system != SYSTEM:
        return ""
    # What is rendered says by its id where it comes from: opening a citation need not read the whole knowledge.
    if id_.startswith(CONDITION):
        return reverse("assistant:condition", args=[id_.removeprefix(CONDITION)])
    if id_.startswith(DRUG_CLASS):
        return reverse("assistant:knowledge")
    if condition := _written(folder).get(id_):
        return reverse("assistant:condition", args=[condition])
    return reverse("assistant:drug", args=[id_]) if id_ in rules().book.drugs else ""


@lru_cache(maxsize=1)
def _written(folder: Path) -> dict[str, str]:
    """Articles written by hand about one condition of the knowledge."""
    return {id_: one.id for id_, one in written_about(load_articles(folder), knowledge()).items()}


def _store(articles: Sequence[ReferenceArticle]) -> Stored:
    counts = literature.store(SYSTEM, map(_article, articles))
    by_review: dict[str, list[str]] = {}
    for one in articles:
        by_review.setdefault(_reviewed(one.reviewed), []).append(one.id)
    for reviewed, ids in by_review.items():
        stored = LiteratureDocument.objects.filter(source_system=SYSTEM, source_id__in=ids)
        stored.exclude(reviewed=reviewed).update(reviewed=reviewed)
    return counts


def _reviewed(day: date | None) -> str:
    return day.isoformat() if day else UNREVIEWED


def _article(article: ReferenceArticle) -> Article:
    text = "\n\n".join(f"{section.heading}\n{section.text}" for section in article.sections)
    return Article(ref=article.id, title=article.title, text=text, year=article.written.year)
