"""`rotate_keys`: a new encryption key, and everything rewritten with it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from records.management import batch
from records.services import rotation


class Command(BaseCommand):
    help = (
        "Make a new active key and rewrite every encrypted field and file with it; run it again after an "
        "interruption. With --retire, older keys then leave the ring: backups made before need their escrow copy."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--retire", action="store_true", help="take the older keys out of the ring afterwards")
        batch.add_as(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        with batch.errors_shown():
            done = rotation.rotate(batch.actor(options), retire=options["retire"], tell=batch.tell)
        self.stdout.write(f"Active key {done.active}: {done.rows} rows and {done.files} files rewritten.")
        if done.retired:
            self.stdout.write(f"Retired: {', '.join(done.retired)}. Older backups need the escrow copy of these keys.")
