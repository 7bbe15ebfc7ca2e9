"""Articles into the library: BEIR corpora and PubMed XML; then the index is built anew."""

import argparse
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from assistant.engine.literature.article import Malformed
from assistant.engine.literature.read import UnknownFormat, read_articles, without_repeats
from assistant.engine.retrieval.literature_build import BuildFailed
from assistant.models import LiteratureDocument
from assistant.services import literature, literature_index, reference_texts
from records.management import batch


class Command(BaseCommand):
    help = "Import BEIR corpus.jsonl (.gz) or PubMed XML (.xml, .xml.gz) and index it."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
        parser.add_argument("--own", action="store_true", help="also our own reference texts, from the knowledge")
        batch.add_as(parser)

    def handle(self, *args: Any, paths: list[Path], own: bool, **options: Any) -> None:
        if not paths and not own:
            raise CommandError("Name a file to import, or say --own.", returncode=2)
        batch.must_exist(paths)
        with batch.errors_shown():
            actor = batch.actor(options)
            literature.must_be_allowed(actor)
        left_out: list[Malformed] = []
        changes = sum(self._store(path, left_out) for path in paths)
        if own:
            with batch.errors_shown():
                changes += self._said(
                    "our own", reference_texts.store_library(settings.ANAMNESIS_KNOWLEDGE / "articles")
                )
        for malformed in left_out:
            self.stderr.write(batch.printable(f"left out: {malformed}"))
        literature.note_import(actor, changes)
        if changes or not literature_index.is_there():
            self._index()
        if left_out:
            raise SystemExit(1)

    def _store(self, path: Path, left_out: list[Malformed]) -> int:
        articles = without_repeats(read_articles(path, left_out.append), left_out.append)
        try:
            counts = literature.store(_system(path), batch.progress(articles, path.name, "articles"))
        except UnknownFormat as error:
            raise CommandError(str(error), returncode=2) from error
        return self._said(path.name, counts)

    def _said(self, name: str, counts: literature.Stored) -> int:
        line = f"{name}: {counts.new} new, {counts.changed} changed, {counts.unchanged} unchanged"
        self.stdout.write(batch.printable(line))
        return counts.changes

    def _index(self) -> None:
        total = LiteratureDocument.objects.count()
        try:
            with batch.counting("Indexing", "articles", total) as progress:
                built = literature_index.rebuild(progress)
        except BuildFailed as error:
            raise CommandError(f"{error}. The earlier index stays in use.") from error
        self.stdout.write(f"The index holds {built.articles} articles in {built.passages} passages.")


def _system(path: Path) -> str:
    """PMIDs are known everywhere; a BEIR corpus is known by its folder's name."""
    name = path.name.lower().removesuffix(".gz")
    return "pubmed" if name.endswith(".xml") else path.resolve().parent.name[:60]
