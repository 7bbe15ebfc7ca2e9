"""`import_images PATH…`: DICOM, PNG and JPEG files into charts, encrypted and without names."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from records.management import batch
from records.services.image_import import image_files, import_images


class Command(BaseCommand):
    help = "Import images (DICOM, PNG, JPEG) or folders of them. The same image twice is stored once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--patient", default="", help="source id or record number, where the files do not say")
        batch.add_as(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        batch.must_exist(options["paths"])
        with batch.errors_shown():
            paths = batch.progress(image_files(options["paths"]), "images", "files")
            report = import_images(batch.actor(options), paths, options["patient"])
        batch.finish(self.stdout, report)
