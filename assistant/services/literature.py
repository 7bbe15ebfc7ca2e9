"""The literature that can be searched: published articles and our own reference texts. Public text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.db import transaction
from django.utils.translation import gettext as _

from assistant.engine.literature.article import Article
from assistant.models import LiteratureDocument
from records import audit
from records.access import Actor
from records.errors import Forbidden, NotFound
from records.models import Role

BATCH = 500


@dataclass
class Stored:
    new: int = 0
    changed: int = 0
    unchanged: int = 0

    @property
    def changes(self) -> int:
        return self.new + self.changed


def ref_of(document: LiteratureDocument) -> str:
    """How an index and a citation name a document."""
    return f"{document.source_system}/{document.source_id}"


def by_ref(ref: str) -> LiteratureDocument:
    system, _slash, source_id = ref.partition("/")
    found = LiteratureDocument.objects.filter(source_system=system, source_id=source_id).first()
    if found is None:
        raise NotFound(_("This article is no longer in the library."))
    return found


def as_article(document: LiteratureDocument) -> Article:
    """For the index, which names it as citations do."""
    return Article(
        ref=ref_of(document),
        title=document.title,
        text=document.text,
        journal=document.journal,
        year=document.year,
        authors=tuple(name for name in document.authors.split("; ") if name),
        doi=document.doi,
        retracted=document.retracted,
    )


def details(document: LiteratureDocument) -> Iterator[tuple[str, str]]:
    yield _("Journal"), document.journal
    yield "DOI", document.doi
    yield _("Source"), f"{document.source_system} {document.source_id}"


def store(system: str, articles: Iterable[Article]) -> Stored:
    """Add or update articles in batches. The same articles again change nothing."""
    counts = Stored()
    source = iter(articles)
    while batch := {article.ref: article for article in islice(source, BATCH)}:
        _store_batch(system, batch, counts)
    return counts


def _store_batch(system: str, batch: dict[str, Article], counts: Stored) -> None:
    with transaction.atomic():
        known = {
            document.source_id: document
            for document in LiteratureDocument.objects.filter(source_system=system, source_id__in=batch)
        }
        fresh = [
            _filled(LiteratureDocument(source_system=system), article)
            for article in batch.values()
            if article.ref not in known
        ]
        LiteratureDocument.objects.bulk_create(fresh)
        counts.new += len(fresh)
        for source_id, document in known.items():
            before = _content(document)
            if _content(_filled(document, batch[source_id])) == before:
                counts.unchanged += 1
            else:
                document.save()
                counts.changed += 1


def _filled(document: LiteratureDocument, article: Article) -> LiteratureDocument:
    document.source_id = article.ref
    document.title = article.title
    document.text = article.text
    document.authors = "; ".join(article.authors)
    document.journal = article.journal
    document.year = article.year
    document.doi = article.doi
    document.retracted = article.retracted
    return document


def _content(document: LiteratureDocument) -> tuple[object, ...]:
    return (
        document.title,
        document.text,
        document.authors,
        document.journal,
        document.year,
        document.doi,
        document.retracted,
    )


def must_be_allowed(actor: Actor) -> None:
    """The library is kept by administrators and service accounts."""
    if actor.user.role not in (Role.ADMINISTRATOR, Role.SERVICE):
        audit.write(actor, audit.Action.IMPORT, object_type="LiteratureDocument", outcome=audit.Outcome.REFUSED)
        raise Forbidden(_("Only administrators and service accounts may change the library."))


def note_import(actor: Actor, changes: int) -> None:
    audit.write(actor, audit.Action.IMPORT, object_type="LiteratureDocument", detail={"changes": changes})
