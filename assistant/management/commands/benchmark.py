"""Run a task on a labelled folder and print its metrics; the last line is one JSON object."""

import argparse
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assistant.engine import measure
from assistant.engine.retrieval.batch import trec_run
from assistant.engine.retrieval.beir import read_judgements
from assistant.engine.retrieval.measure import ndcg, recall, reciprocal_rank
from assistant.services import batch_answers
from assistant.services.encoder import encoder
from records.access import Actor
from records.engine import jsonl
from records.errors import UserError
from records.services.accounts import acting_user


class Command(BaseCommand):
    help = "Measure a task on a labelled folder."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("task", choices=["answers", "retrieval"])
        parser.add_argument("--data", type=Path, required=True, help="labelled folder")
        parser.add_argument("--split", default="dev", help="which part of it (default dev)")
        parser.add_argument("--as", dest="username", help="acting user (default: the batch service account)")

    def handle(self, *args: Any, task: str, data: Path, split: str, username: str | None, **options: Any) -> None:
        try:
            if task == "answers":
                result = _answers(data / f"{split}.jsonl", acting_user(username))
            else:
                result = _retrieval(data, split)
        except (OSError, ValueError) as error:
            raise CommandError(f"{data}: {error}", returncode=2) from error
        self.stdout.write(json.dumps(result))


def _answers(path: Path, actor: Actor) -> dict[str, Any]:
    """The charts that the questions are about must have been imported."""
    with jsonl.open_lines(path) as stream:
        gold = [line.value for line in jsonl.read_lines(stream) if isinstance(line, jsonl.JsonLine)]
    return measure.score([(item, _answer(actor, item)) for item in gold])


def _answer(actor: Actor, item: dict[str, Any]) -> dict[str, Any]:
    try:
        return batch_answers.predict(actor, item)
    except UserError:
        return {}


def _retrieval(folder: Path, split: str) -> dict[str, Any]:
    judged = read_judgements(folder / "qrels" / f"{split}.tsv")
    ranked: dict[str, list[str]] = {query: [] for query in judged}
    for line in trec_run(folder, folder / "queries.jsonl", encoder(), lambda malformed: None):
        query, _q0, document, *_rest = line.split(" ")
        if query in ranked:
            ranked[query].append(document)
    count = len(judged)
    return {
        "ndcg10": round(sum(ndcg(ranked[query], found) for query, found in judged.items()) / count, 4),
        "recall100": round(sum(recall(ranked[query], found) for query, found in judged.items()) / count, 4),
        "mrr10": round(sum(reciprocal_rank(ranked[query], found) for query, found in judged.items()) / count, 4),
        "n": count,
    }
