"""`add_user`: an account for a person, with a password that is printed once."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from records.management import batch
from records.models import Role
from records.services import accounts


class Command(BaseCommand):
    help = "Add a person and print their first password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("new", metavar="USERNAME", help="how the person signs in")
        parser.add_argument("--role", required=True, choices=[role.value for role in Role if role != Role.SERVICE])
        parser.add_argument("--name", default="", help="full name, as colleagues and patients will read it")
        parser.add_argument("--team", default="", help="care team to join (clinicians see its patients)")
        batch.add_as(parser)

    def handle(self, *args: Any, new: str, role: str, name: str, team: str, **options: Any) -> None:
        with batch.errors_shown():
            try:
                user, password = accounts.add(batch.actor(options), new, Role(role), name, team)
            except ValidationError as error:
                raise CommandError("; ".join(error.messages), returncode=2) from error
        self.stdout.write(f"{user.username}: {password}")
        self.stdout.write("Shown once. The person changes it after signing in, under Account.")
