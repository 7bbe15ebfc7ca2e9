"""Trains the name tagger of de-identification and writes `weights/deid/`.

    python -m training.deid.train --data DATA [--trial] [--out weights/deid]

`--trial` leaves the development templates out of training as well, so that rules and settings can be
chosen on them; the shipped model is trained on all but the held-out templates.
"""

import argparse
import time
from pathlib import Path
from random import Random

import numpy as np
import torch

from training.deid.corpora import medical_texts
from training.deid.model import TaggerModel
from training.deid.report import write_report
from training.deid.rows import Filler, Row, for_development, held_out, labelled, medical_rows, our_sentences, read_pii
from training.deid.words import count_words
from triage.engine.deid.features import Features
from triage.engine.deid.lists import load_lists
from triage.engine.deid.vocabulary import Vocabulary

ROOT = Path(__file__).parents[2]
SEED, EPOCHS, BATCH = 7, 6, 48
LISTS = ROOT / "knowledge" / "deid"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=ROOT / "weights" / "deid")
    parser.add_argument("--trial", action="store_true")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(2)
    torch.manual_seed(SEED)
    began = time.monotonic()
    rows = _rows(options.data, options.out, options.trial)
    model = fit(rows, Features(load_lists(LISTS), Vocabulary.load(options.out / "words.npz")))
    model.save(options.out / "weights.npz")
    if not options.trial:
        write_report(options.data, options.out, len(rows), SEED, (time.monotonic() - began) / 60)


def _rows(data: Path, out: Path, trial: bool) -> list[Row]:
    rng = Random(SEED)
    lists = load_lists(LISTS)
    pii = [r for r in read_pii(data / "pii_synthetic") if not held_out(r) and not (trial and for_development(r))]
    with_names, without = our_sentences(Path(__file__).parent)
    medical = list(medical_texts(data))
    plain = [_without_spans(row) for row in pii]
    count_words(
        [*medical, *plain, *without, *_own_words()], ROOT / "weights" / "words" / "tokenizer.json", out / "words.npz"
    )
    filler = Filler(pii, lists, rng)
    rows = [labelled(r["text"], [(s["start"], s["end"], s["type"]) for s in r["spans"]]) for r in pii]
    rows += [filler.fill(row["masked"]) for row in pii for _ in range(3)]
    rows += [filler.fill(template) for template in with_names for _ in range(22)]
    rows += [labelled(text, ()) for text in without for _ in range(8)]
    return rows + medical_rows(medical, lists, rng, 8000)


def _own_words() -> list[str]:
    """Names of drugs, tests and conditions in our knowledge, often enough that each counts as known."""
    files = sorted((ROOT / "knowledge" / "vocabulary").glob("*.yaml"))
    return [path.read_text(encoding="utf-8").lower() for path in files for _ in range(6)]


def _without_spans(row: dict) -> str:
    text = row["text"]
    for span in sorted(row["spans"], key=lambda one: -one["start"]):
        text = text[: span["start"]] + " . " + text[span["end"] :]
    return text


def fit(rows: list[Row], features: Features) -> TaggerModel:
    prepared = [(features(row.tokens), row.labels) for row in rows if row.tokens]
    model, rng = TaggerModel(), Random(SEED)
    optimizer = torch.optim.AdamW(model.parameters(), lr=4e-3, weight_decay=1e-3)
    batches = sum(1 for _ in _batches(prepared, Random(0)))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 6e-3, EPOCHS * batches)
    for epoch in range(EPOCHS):
        losses = []
        for batch in _batches(prepared, rng):
            buckets, offsets, gold, mask = _tensors(batch, rng)
            loss = model.loss(model(buckets, offsets, gold.shape), gold, mask)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        print(f"epoch {epoch + 1}: {np.mean(losses):.4f}", flush=True)
    return model.eval()


def _batches(prepared, rng: Random):
    order = sorted(range(len(prepared)), key=lambda i: len(prepared[i][1]) + 6 * rng.random())
    groups = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    rng.shuffle(groups)
    for group in groups:
        yield [prepared[i] for i in group]


def _tensors(batch, rng: Random):
    """Half of the time a token hides its word, and loses some of its other features too."""
    width = max(len(labels) for _rows, labels in batch)
    buckets, offsets = [], []
    gold = torch.zeros(len(batch), width, dtype=torch.long)
    mask = torch.zeros(len(batch), width)
    for at, (rows, labels) in enumerate(batch):
        gold[at, : len(labels)] = torch.tensor(labels)
        mask[at, : len(labels)] = 1
        for place in range(width):
            offsets.append(len(buckets))
            if place < len(rows):
                row = rows[place]
                hide = rng.random()
                buckets.extend(
                    row if hide > 0.5 else row[1:] if hide > 0.15 else [b for b in row[1:] if rng.random() > 0.15]
                )
    return torch.tensor(buckets), torch.tensor(offsets), gold, mask


if __name__ == "__main__":
    main()
