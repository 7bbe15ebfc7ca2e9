"""Make or revoke the token with which another system calls in (CDS Hooks)."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from records.management.batch import actor, add_as, errors_shown
from records.services import tokens


class Command(BaseCommand):
    help = "Make or revoke the token with which another system calls in. It is shown once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["make", "revoke"])
        parser.add_argument("label", help="a name for the other system")
        add_as(parser)

    def handle(self, *args: Any, what: str, label: str, **options: Any) -> None:
        with errors_shown():
            if what == "make":
                self.stdout.write(tokens.make(actor(options), label))
            else:
                tokens.revoke(actor(options), label)
                self.stdout.write(f"{label}: revoked")
