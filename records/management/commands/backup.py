"""`backup FILE`: everything but the keys, while the clinic works."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from records.management import batch
from records.services.backups.make import make_backup


class Command(BaseCommand):
    help = "Write database, files and indexes to FILE, as of one moment. The keys are not in it: keep them in escrow."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        batch.add_as(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        with batch.errors_shown():
            made = make_backup(batch.actor(options), path)
        self.stdout.write(f"{path}: {made.size:,} bytes, {made.files} parts, audit trail at {made.trail}.")
        self.stdout.write(f"To restore it the keys {', '.join(made.keys)} are needed. They are not in this file.")
