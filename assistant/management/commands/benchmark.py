"""Run a task on a labelled folder and print its metrics; the last line is one JSON object."""

import argparse
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assistant.benchmarks import BENCHMARKS, Labelled
from assistant.management.commands.predict import add_options
from assistant.predictors import Asked, all_options
from records.errors import UserError


class Command(BaseCommand):
    help = "Measure a task on a labelled folder."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("task", choices=sorted(BENCHMARKS))
        parser.add_argument("--data", type=Path, required=True, help="labelled folder")
        parser.add_argument("--split", default="dev", help="which part of it (default dev)")
        parser.add_argument("--as", dest="username", help="acting user (default: the batch service account)")
        add_options(parser)

    def handle(self, *args: Any, task: str, data: Path, split: str, username: str | None, **options: Any) -> None:
        given = {name: options[name] for name in all_options() if options[name] is not None}
        try:
            result = BENCHMARKS[task](Labelled(data, split), Asked(given, username))
        except (OSError, ValueError) as error:
            raise CommandError(f"{data}: {error}", returncode=2) from error
        except UserError as error:
            raise CommandError(error.message, returncode=2) from error
        self.stdout.write(json.dumps(result))
