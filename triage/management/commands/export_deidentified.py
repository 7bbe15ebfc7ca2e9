"""`export_deidentified`: a chart without names, written to a file that only its owner may read."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from records.audit import Action
from records.management import batch
from records.selectors import charts
from triage.services import deidentification, deidentified_exports


class Command(BaseCommand):
    help = (
        "Write a chart as JSON with surrogates for names, places and numbers and with moved dates. It does not find "
        "everything: read the file before it leaves the clinic."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("patient", help="imported id or record number")
        parser.add_argument("output", type=Path, help="a new file")
        parser.add_argument("--purpose", required=True, help="what the export is for")
        batch.add_as(parser)

    def handle(self, *args: Any, patient: str, output: Path, purpose: str, **options: Any) -> None:
        if output.exists():
            raise CommandError(batch.printable(f"{output} is there already"), returncode=2)
        with batch.errors_shown():
            deidentified_exports.checked(purpose)
            chart = charts.find_by_any_id(batch.actor(options), patient)
            deidentified_exports.must_be_allowed(chart)
            with batch.counting("Replacing names", "percent", 100) as tell:
                data, replaced = deidentified_exports.content(chart, tell)
            chart.note(Action.EXPORT, "Chart", detail={"deidentified": True, "replaced": sum(replaced.values())})
        with os.fdopen(os.open(output, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
        for kind, count in replaced.items():
            self.stdout.write(f"{kind}: {count} replaced")
        recall, spans = deidentification.measured()
        self.stdout.write(f"{deidentified_exports.WARNING} (Found of {spans} measured: {recall:.1%}.)")
