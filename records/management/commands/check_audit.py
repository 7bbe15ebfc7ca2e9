"""`check_audit`: is the audit trail whole?"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from records import audit


class Command(BaseCommand):
    help = (
        "Verify the audit trail and print its root (COUNT:DIGEST), to be noted elsewhere. Exit status 1 and the "
        "first broken entry when a line was edited, removed or reordered, the tail cut or the trail rewritten."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--against", metavar="ROOT", help="a root noted earlier: COUNT:DIGEST, or a file that holds it"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        against = _root(options["against"]) if options["against"] else None
        broken = audit.verify(against)
        if broken:
            self.stdout.write(f"Broken at entry {broken.sequence}: {broken.reason}.")
            sys.exit(1)
        count, digest = audit.root()
        self.stdout.write(f"Whole: {count} entries.")
        if others := audit.other_heads():
            self.stdout.write(
                f"Beside its head lie {others} of other trails ({audit.head_file().parent}). If no other clinic keeps "
                "its head there, the trail was replaced by a new one."
            )
        self.stdout.write(f"{count}:{digest}")


def _root(text: str) -> tuple[int, str]:
    path = Path(text)
    try:
        if path.is_file():
            text = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path}: cannot be read", returncode=2) from error
    try:
        if text.startswith("{"):
            data = json.loads(text)
            return _checked(data["count"], data["digest"])
        count, _, digest = text.splitlines()[-1].partition(":")
        return _checked(count, digest)
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise CommandError("ROOT must be COUNT:DIGEST, or a file that holds it", returncode=2) from error


def _checked(count: Any, digest: str) -> tuple[int, str]:
    if len(bytes.fromhex(digest)) != 32 or int(count) < 1:
        raise ValueError("not a root")
    return int(count), digest.strip().lower()
