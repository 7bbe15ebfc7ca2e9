"""`restore FILE`: put a backup back."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from records.management import batch
from records.services.accounts import acting_user
from records.services.backups.restore import restore


class Command(BaseCommand):
    help = "Put a backup back into an empty clinic, or with --replace in place of the one that is here."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--replace", action="store_true", help="replace the clinic that is here")
        batch.add_as(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        batch.must_exist([path])
        with batch.errors_shown():
            done = restore(lambda: acting_user(options["username"]), path, replace=options["replace"])
        self.stdout.write(f"Restored the state of {done.made_at}: {done.members} parts.")
        if done.head_set_aside:
            self.stdout.write(
                f"The audit trail went back from entry {done.head_count} to {done.trail_count}; this is noted in the "
                f"trail, and the head before the restore is kept in {done.head_set_aside}."
            )
        self.stdout.write("Everybody has to sign in again.")
