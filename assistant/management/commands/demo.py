"""A ready-to-use clinic with fictional people, served on this machine."""

import argparse
import sys
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from assistant.services import demo_clinic
from records.management import batch
from records.models import User
from records.services.accounts import acting_user


class Command(BaseCommand):
    help = "Make a demo clinic on an empty database (once) and serve it."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="only make it")
        parser.add_argument("--port", type=int, default=8000, help="port to listen on (default 8000)")

    def handle(self, *args: Any, no_serve: bool, port: int, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        with batch.errors_shown():
            demo_clinic.make(acting_user(None), timezone.localdate(), self._say)
        self._print_passwords(demo_clinic.new_passwords())
        if not no_serve:
            demo_clinic.index_library()
            self._say(f"Open http://127.0.0.1:{port} and sign in. Stop with Ctrl+C.")
            call_command("serve", port=port)

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        sys.stdout.flush()

    def _print_passwords(self, passwords: list[tuple[User, str]]) -> None:
        self._say("\nAll patients are fictional. Passwords for this start only:\n")
        for user, password in passwords:
            self._say(f"  {user.username:<16} {user.get_role_display().lower():<16} {password}")
        self._say("")
