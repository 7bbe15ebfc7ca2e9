"""Our own reference texts (`knowledge/articles`) as literature that can be searched and cited."""

from pathlib import Path

from assistant.engine.knowledge.articles import UNREVIEWED, ReferenceArticle, load_articles
from assistant.engine.literature.article import Article
from assistant.models import LiteratureDocument
from assistant.services import literature
from assistant.services.literature import Stored

SYSTEM = "anamnesis"


def store(folder: Path) -> Stored:
    """Add or update all of them; raises ArticleError for a file that breaks a rule."""
    articles = load_articles(folder)
    counts = literature.store(SYSTEM, map(_article, articles))
    for article in articles:
        reviewed = article.reviewed.isoformat() if article.reviewed else UNREVIEWED
        LiteratureDocument.objects.filter(source_system=SYSTEM, source_id=article.id).exclude(reviewed=reviewed).update(
            reviewed=reviewed
        )
    return counts


def _article(article: ReferenceArticle) -> Article:
    text = "\n\n".join(f"{section.heading}\n{section.text}" for section in article.sections)
    return Article(ref=article.id, title=article.title, text=text, year=article.written.year)
