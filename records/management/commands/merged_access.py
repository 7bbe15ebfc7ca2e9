"""`merged_access`: whether the care teams and account of a replaced patient may open the merged chart."""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand

from records.management import batch
from records.services import merged_access


class Command(BaseCommand):
    help = (
        "List replaced patients whose care teams or account wait for a decision, or decide about one. "
        "Carry them over only when somebody has checked that both charts are of one person."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["list", "carry", "drop"])
        parser.add_argument("patient", nargs="*", type=UUID, help="the replaced patients, as listed")
        batch.add_as(parser)

    def handle(self, *args: Any, what: str, patient: list[UUID], **options: Any) -> None:
        actor = batch.actor(options)
        with batch.errors_shown():
            if what == "list":
                for one in merged_access.waiting(actor):
                    account = f"; account {one.account}" if one.account else ""
                    teams = ", ".join(one.teams) or "none"
                    self.stdout.write(
                        batch.printable(f"{one.replaced} merged into {one.standing}: teams {teams}{account}")
                    )
                return
            decide = merged_access.carry if what == "carry" else merged_access.drop
            for replaced_id in patient:
                decide(actor, replaced_id)
                self.stdout.write(f"{replaced_id}: {'carried over' if what == 'carry' else 'dropped'}")
