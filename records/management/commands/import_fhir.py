"""`import_fhir PATH…`: FHIR R4 bundles or bulk NDJSON folders into the record."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from records.engine.fhir.read import read_fhir
from records.management import batch
from records.services import fhir_import


class Command(BaseCommand):
    help = "Import FHIR R4 bundles (.json, .json.gz) or bulk NDJSON folders. The same file twice changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--team", default="", help="care team that gets the imported patients on its list")
        batch.add_as(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        batch.must_exist(options["paths"])
        with batch.errors_shown():
            actor = batch.actor(options)
            sources = (batch.progress(read_fhir(path), path.name, "resources") for path in options["paths"])
            report = fhir_import.import_items(actor, sources, options["team"])
        batch.finish(self.stdout, report)
