"""`import_notes FILE.jsonl`: notes into charts that are in the record."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from records.engine.jsonl import open_lines, read_lines
from records.management import batch
from records.services.note_import import import_notes


class Command(BaseCommand):
    help = (
        "Import notes from JSON Lines with the fields patient (source id or record number), note_id, date, kind, text."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--team", default="", help="care team that gets the notes' patients on its list")
        batch.add_as(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        batch.must_exist([path])
        with batch.errors_shown(), open_lines(path) as stream:
            lines = batch.progress(read_lines(stream), path.name, "notes")
            report = import_notes(batch.actor(options), path.name, lines, options["team"])
        batch.finish(self.stdout, report)
