"""Search a BEIR folder by the pipeline that the chat uses; write a TREC run. Nothing is stored."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assistant.engine.literature.article import Malformed
from assistant.engine.retrieval.batch import trec_run
from assistant.engine.retrieval.literature_build import BuildFailed
from assistant.services.encoder import encoder
from records.errors import UserError
from records.management import batch


class Command(BaseCommand):
    help = "Search a BEIR folder and write a TREC run file."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("corpus", type=Path, help="folder with corpus.jsonl or corpus.jsonl.gz")
        parser.add_argument("--queries", type=Path, required=True, help="queries.jsonl")
        parser.add_argument("--run", type=Path, required=True, help="TREC run file to write")

    def handle(self, *args: Any, corpus: Path, queries: Path, run: Path, **options: Any) -> None:
        left_out: list[Malformed] = []
        try:
            with batch.counting("Indexing", "articles") as progress:
                lines = trec_run(corpus, queries, encoder(), left_out.append, progress)
                with run.open("w", encoding="utf-8") as file:
                    file.writelines(f"{line}\n" for line in lines)
        except (OSError, ValueError, BuildFailed, UserError) as error:
            raise CommandError(str(error), returncode=2) from error
        for malformed in left_out:
            self.stderr.write(batch.printable(f"left out: {malformed}"))
        if left_out:
            raise SystemExit(1)
