"""Train an entity model: `python -m training.ner {literature|clinical} DATA [--base STATE.pt]`.

literature: Chemical and Disease, from BC5CDR and NCBI together; NCBI marks no chemicals, so its words may be chemicals
or not (the chain sums over both). clinical: the 41 labels of MACCROBAT. The best average of weights on dev is kept,
written to weights/ner-SCHEMA/ as int8, and measured there again by `benchmark entities`. `--base` is what
`training.pretrain` left; without it the packaged encoder is the start.
"""

import argparse
import copy
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from training.base import load_base
from training.ner_data import Marked, cut, documents, joined, tagged
from training.ner_model import Example, Marker, collate, examples
from training.ner_write import write
from training.trunk import Stopwatch
from triage.engine.ner.chain import Chain, runs
from triage.engine.trunk.words import shared_words

SEED = 20261125
PIECES = 1536  # of a batch, padded
DECAY = 0.998  # of the running average of weights
LITERATURE = ("Chemical", "Disease")


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast a schema learns. `rates` are for the encoder and for everything new."""

    epochs: int
    rates: tuple[float, float]
    dropout: float


PLANS = {"literature": Plan(7, (2e-4, 2e-3), 0.1), "clinical": Plan(26, (2e-4, 2e-3), 0.15)}


def clinical_labels(data: Path) -> tuple[str, ...]:
    marked = documents(data / "maccrobat" / "train.jsonl", ())
    return tuple(sorted({label for item in marked for _, _, label in item.spans}))


def train_texts(schema: str, data: Path, labels: Sequence[str], chance: random.Random) -> list[Marked]:
    """A fresh cutting of the train sets for each epoch."""
    if schema == "clinical":
        whole = documents(data / "maccrobat" / "train.jsonl", labels)
        return [piece for item in whole for piece in cut(item, chance, 900)]
    return [
        *joined(tagged(data / "bc5cdr" / "train.tsv", LITERATURE), chance),
        *joined(tagged(data / "ncbi_disease" / "train.tsv", ("Disease",)), chance),
    ]


def dev_texts(schema: str, data: Path, labels: Sequence[str]) -> dict[str, list[Marked]]:
    if schema == "clinical":
        whole = documents(data / "maccrobat" / "dev.jsonl", labels)
        return {"maccrobat": [piece for item in whole for piece in cut(item, None, 900)]}
    return {
        "bc5cdr": tagged(data / "bc5cdr" / "dev.tsv", LITERATURE),
        "ncbi_disease": tagged(data / "ncbi_disease" / "dev.tsv", ("Disease",)),
    }


def batches(found: list[Example], chance: random.Random) -> Iterator[list[Example]]:
    """Of like length, in random order."""
    ordered = sorted(found, key=lambda e: len(e.ids) + chance.random() * 8)
    made: list[list[Example]] = [[]]
    for example in ordered:
        if made[-1] and (len(made[-1]) + 1) * (len(example.ids) + 2) > PIECES:
            made.append([])
        made[-1].append(example)
    chance.shuffle(made)
    yield from made


def f1(model: Marker, marked: Sequence[Marked]) -> float:
    """Micro strict F1 over the labels that the set marks."""
    found = examples(marked, model.labels, shared_words())
    chain = Chain.learned(model.chain.begin.detach().numpy(), model.chain.move.detach().numpy())
    model.eval()
    hits = wrong = missed = 0
    order = sorted(range(len(found)), key=lambda n: len(found[n].ids))
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for begin in range(0, len(order), 48):
            some = [found[n] for n in order[begin : begin + 48]]
            scores = model.scores(collate(some)).float().numpy()
            paths = chain.best([row[: len(e.first)] for row, e in zip(scores, some, strict=True)])
            for path, place in zip(paths, order[begin : begin + 48], strict=True):
                item, words = marked[place], found[place].spans
                told = {(words[a][0], words[b - 1][1], model.labels[label]) for a, b, label in runs(path)}
                told = {span for span in told if span[2] in item.known}
                hits += len(told & set(item.spans))
                wrong += len(told - set(item.spans))
                missed += len(set(item.spans) - told)
    model.train()
    return 2 * hits / max(1, 2 * hits + wrong + missed)


class Average:
    """A running mean of all trained weights: steadier than the last step's."""

    def __init__(self, model: Marker) -> None:
        self.model = copy.deepcopy(model)
        self.steps = 0

    @torch.no_grad()
    def add(self, model: Marker) -> None:
        self.steps += 1
        keep = min(DECAY, self.steps / (self.steps + 10))
        for mine, new in zip(self.model.parameters(), model.parameters(), strict=True):
            if new.requires_grad:
                mine.lerp_(new, 1 - keep)


def fit(schema: str, data: Path, base: Path | None, epochs: int | None) -> tuple[Marker, dict[str, float]]:
    plan = PLANS[schema]
    total = epochs or plan.epochs
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    labels = LITERATURE if schema == "literature" else clinical_labels(data)
    encoder: Any = load_base(base, dropout=plan.dropout)
    model = Marker(encoder, labels, plan.dropout)
    average, dev = Average(model), dev_texts(schema, data, labels)
    new = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    old = [p for p in encoder.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW([{"params": old}, {"params": new}], lr=plan.rates[0], weight_decay=0.01)
    size = len(list(batches(examples(train_texts(schema, data, labels, chance), labels, shared_words()), chance)))
    rates = list(plan.rates)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, rates, total_steps=int(total * size * 1.2), pct_start=0.1, anneal_strategy="linear"
    )
    best: tuple[float, dict[str, float], Marker] = (-1.0, {}, model)
    for epoch in range(total):
        summed = 0.0
        found = examples(train_texts(schema, data, labels, chance), labels, shared_words())
        for step, some in enumerate(batches(found, chance)):
            with torch.autocast("cpu", torch.bfloat16):
                scores = model.scores(batch := collate(some))
            loss = model.chain.loss(scores.float(), batch["allowed"], batch["words"])
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*old, *new], 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            average.add(model)
            summed += loss.item()
            if step % 50 == 0:
                print(f"  epoch {epoch} step {step}/{size} loss {summed / (step + 1):.4f}", flush=True)
        if schema == "literature" or epoch >= total // 2 or epoch % 4 == 3:
            figures = {name: round(f1(average.model, marked), 4) for name, marked in dev.items()}
            print(f"epoch {epoch} loss {summed / size:.4f} dev {figures}", flush=True)
            mean = float(np.mean(list(figures.values())))
            if mean > best[0]:
                best = (mean, figures, copy.deepcopy(average.model))
    return best[2], best[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("schema", choices=sorted(PLANS))
    parser.add_argument("data", type=Path)
    parser.add_argument("--base", type=Path)
    parser.add_argument("--epochs", type=int)
    arguments = parser.parse_args()
    watch = Stopwatch()
    model, figures = fit(arguments.schema, arguments.data, arguments.base, arguments.epochs)
    write(arguments.schema, model, figures, watch.minutes)


if __name__ == "__main__":
    main()
