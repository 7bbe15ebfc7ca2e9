"""What `manage.py benchmark` can measure. A new task is one line here: where its gold is read from a labelled
folder, what of it the predictor must not see, and the rule that scores gold beside prediction.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.batches import ask
from assistant.engine import cases, labelled, unseen, visits
from assistant.engine.measure import (
    Pairs,
    answers,
    context,
    deidentify,
    differential,
    entities,
    section,
    summary,
    support,
)
from assistant.engine.retrieval.batch import trec_run
from assistant.engine.retrieval.beir import read_judgements
from assistant.engine.retrieval.measure import ndcg, recall, reciprocal_rank
from assistant.predictors import PREDICTORS, Asked, Item, chosen
from assistant.services.encoder import encoder
from triage.services import extraction


@dataclass(frozen=True)
class Labelled:
    folder: Path
    split: str


Benchmark = Callable[[Labelled, Asked], Item]


def predictions(
    task: str,
    gold: Callable[[Path, str], Sequence[Item]],
    hidden: Sequence[str],
    score: Callable[[Pairs], Item],
    fitting: Callable[[Sequence[Item]], Mapping[str, str]] = lambda rows: {},
) -> Benchmark:
    """The predictor of the same name is asked; what it cannot answer counts as wrong. `fitting` are the options
    that the labelled rows call for where none was given."""

    def measured(data: Labelled, asked: Asked) -> Item:
        rows = gold(data.folder, data.split)
        shown = [{key: value for key, value in row.items() if key not in hidden} for row in rows]
        predictor = PREDICTORS[task]
        options = chosen(task, {**fitting(rows), **asked.options})
        answer, found = predictor.open(replace(asked, options=options)), list[Item]()
        for start in range(0, len(shown), predictor.chunk):
            found += ask(shown[start : start + predictor.chunk], answer)
        return score([(row, {} if "error" in item else item) for row, item in zip(rows, found, strict=True)])

    return measured


def schema_of(rows: Sequence[Item]) -> Mapping[str, str]:
    """Sets that mark nothing but chemicals and diseases are of the literature."""
    labels = {entity["label"] for row in rows for entity in row["entities"]}
    return {"schema": extraction.LITERATURE if labels <= {"Chemical", "Disease"} else extraction.CLINICAL}


def retrieval(data: Labelled, asked: Asked) -> Item:
    judged = read_judgements(data.folder / "qrels" / f"{data.split}.tsv")
    ranked: dict[str, list[str]] = {query: [] for query in judged}
    for line in trec_run(data.folder, data.folder / "queries.jsonl", encoder(), lambda malformed: None):
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


BENCHMARKS: dict[str, Benchmark] = {
    "answers": predictions("answers", labelled.rows, ("expected", "forbidden", "status"), answers.score),
    "context": predictions("context", labelled.rows, ("negation", "temporality", "experiencer"), context.score),
    "entities": predictions("entities", labelled.marked, ("entities",), entities.score, schema_of),
    "differential": predictions("differential", cases.cases, ("diagnosis",), differential.score),
    "deidentify": predictions("deidentify", unseen.marked_texts, ("spans", "masked"), deidentify.score),
    "retrieval": retrieval,
    "support": predictions("support", unseen.statements, ("verdict",), support.score),
    "section": predictions("section", visits.sections, ("section",), section.score),
    "summary": predictions("summary", visits.summaries, ("summary",), summary.score),
}
