"""The loop in which an entity model learns, and strict agreement on marked texts.

What is kept is the running average of the weights at the end; nothing is chosen on the texts that are measured.
"""

import copy
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch

from training.ner_data import Marked
from training.ner_model import Example, Marker, collate, examples
from training.ner_start import Start
from triage.engine.ner.chain import Chain, runs
from triage.engine.trunk.words import shared_words

SEED = 20261125
DECAY = 0.998  # of the running average of weights
Texts = Callable[[random.Random], list[Marked]]


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast a schema learns. `rates` are for the encoder and for everything new; `pieces` are those
    of a batch, padded."""

    epochs: int
    rates: tuple[float, float]
    dropout: float
    pieces: int


def fit(plan: Plan, start: Start, labels: Sequence[str], texts: Texts, seed: int = SEED) -> Marker:
    """`texts` cuts the marked texts anew for each epoch."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    model = start(labels, plan.dropout)
    encoder, average = model.encoder, Average(model)
    new = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    old = [p for p in encoder.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW([{"params": old}, {"params": new}], lr=plan.rates[0], weight_decay=0.01, fused=True)
    size = len(_epoch(plan, texts, labels, chance))
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, list(plan.rates), total_steps=int(plan.epochs * size * 1.2), pct_start=0.1, anneal_strategy="linear"
    )
    for epoch in range(plan.epochs):
        summed = 0.0
        for step, some in enumerate(_epoch(plan, texts, labels, chance)):
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
    return average.model


def _epoch(plan: Plan, texts: Texts, labels: Sequence[str], chance: random.Random) -> list[list[Example]]:
    """Batches of texts of like length, in random order."""
    found = examples(texts(chance), labels, shared_words())
    ordered = sorted(found, key=lambda e: len(e.ids) + chance.random() * 8)
    made: list[list[Example]] = [[]]
    for example in ordered:
        if made[-1] and (len(made[-1]) + 1) * (len(example.ids) + 2) > plan.pieces:
            made.append([])
        made[-1].append(example)
    chance.shuffle(made)
    return made


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


def _read(model: Marker, found: Sequence[Example]) -> Iterator[tuple[int, Any]]:
    """Places in `found` with the scores of their words [words, labels], texts of like length together."""
    model.eval()
    order = sorted(range(len(found)), key=lambda n: len(found[n].ids))
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for begin in range(0, len(order), 48):
            some = order[begin : begin + 48]
            scores = model.scores(collate([found[n] for n in some])).float().numpy()
            yield from ((n, row[: len(found[n].first)]) for n, row in zip(some, scores, strict=True))
    model.train()


def _chain(model: Marker) -> Chain:
    return Chain.learned(model.chain.begin.detach().numpy(), model.chain.move.detach().numpy())


def agreement(model: Marker, marked: Sequence[Marked]) -> Counter[tuple[str, str]]:
    """How many marks of each label were found right, wrong, or missed, of the labels that a set marks."""
    found, chain = examples(marked, model.labels, shared_words()), _chain(model)
    counted: Counter[tuple[str, str]] = Counter()
    for place, scores in _read(model, found):
        item, words = marked[place], found[place].spans
        (path,) = chain.best([scores])
        told = {(words[a][0], words[b - 1][1], model.labels[label]) for a, b, label in runs(path)}
        told = {span for span in told if span[2] in item.known}
        counted.update((label, "right") for _, _, label in told & set(item.spans))
        counted.update((label, "wrong") for _, _, label in told - set(item.spans))
        counted.update((label, "missed") for _, _, label in set(item.spans) - told)
    return counted


def f1(counted: Counter[tuple[str, str]], label: str | None = None) -> float:
    """Micro F1 over all labels, or of one."""

    def count(kind: str) -> int:
        return sum(n for (name, what), n in counted.items() if what == kind and label in (None, name))

    right = count("right")
    return round(2 * right / max(1, 2 * right + count("wrong") + count("missed")), 4)
