"""`make_keys`: the key ring of a new installation."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from records.engine import keyfile
from records.engine.keyring import KeyRingError


class Command(BaseCommand):
    help = "Make the key ring at ANAMNESIS_KEY_FILE. One that is there is never touched."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.ANAMNESIS_KEYS:
            raise CommandError("The key ring comes from ANAMNESIS_KEYS; there is no file to make.", returncode=2)
        path = Path(settings.ANAMNESIS_KEY_FILE)
        try:
            ring = keyfile.load_or_create(path, create=True)
        except (KeyRingError, OSError) as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(f"Key ring at {path}, active key {ring.active}.")
        self.stdout.write("Keep a copy in escrow: without it neither the database nor a backup can be read.")
