"""What the clinical knowledge covers, where it is thin, and every rule that its files break."""

import argparse
import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from triage.engine.knowledge import load_knowledge, problems
from triage.engine.knowledge.coverage import Coverage, coverage

SHOWN = 12


class Command(BaseCommand):
    help = "Report what the clinical knowledge covers and what it lacks; exit 1 when a file breaks a rule."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="name every entry of a gap, not the first few")

    def handle(self, *args: Any, **options: Any) -> None:
        broken = problems(settings.ANAMNESIS_KNOWLEDGE)
        for error in broken:
            self.stderr.write(str(error))
        if broken:
            raise CommandError(f"{len(broken)} rules broken", returncode=1)
        found = coverage(load_knowledge(settings.ANAMNESIS_KNOWLEDGE), datetime.now(UTC).date())
        self._tables(found)
        self._gaps(found, options["all"])
        self.stdout.write(json.dumps(asdict(found) | {"gaps": {name: len(ids) for name, ids in found.gaps.items()}}))

    def _tables(self, found: Coverage) -> None:
        self.stdout.write(
            f"{found.conditions} conditions ({found.cant_miss} not to be missed, {found.unreviewed} unreviewed), "
            f"{found.findings} findings with {found.phrases} phrases"
        )
        for name, counts in (("systems", found.systems), ("urgency", found.urgencies), ("findings", found.kinds)):
            self.stdout.write(f"{name}: " + ", ".join(f"{key} {count}" for key, count in counts.items()))

    def _gaps(self, found: Coverage, every: bool) -> None:
        for name, ids in found.gaps.items():
            shown = ids if every else ids[:SHOWN]
            more = f" and {len(ids) - len(shown)} more" if len(ids) > len(shown) else ""
            self.stdout.write(f"{name} ({len(ids)}): {', '.join(shown)}{more}")
