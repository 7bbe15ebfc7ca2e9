"""Continue masked-word training of the encoder on medical text that may be used for shipped weights.

    python -m training.pretrain DATA OUT.pt [--passes 1]

DATA holds the folders scifact, pubmedqa, bc5cdr, ncbi_disease and maccrobat; only their texts are read, never a
label. Whole words are masked. About 15 minutes on two idle cores.
"""

import argparse
import gzip
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from torch import nn

from training.base import load_base, load_tokenizer

SEED = 20261125
LENGTH, BATCH = 96, 32  # word pieces, rows
MASKED = 0.15
RATE, WARM = 3e-4, 0.06
CLS, SEP, MASK = 101, 102, 103


def lines(path: Path) -> Iterator[dict[str, Any]]:
    opener: Any = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def tagged(path: Path, sentences: int = 8) -> Iterator[str]:
    """Neighbouring sentences of a two-column file, joined by spaces."""
    blocks = [b for b in path.read_text(encoding="utf-8").split("\n\n") if b.strip()]
    words = [" ".join(line.split("\t")[0] for line in block.splitlines()) for block in blocks]
    for start in range(0, len(words), sentences):
        yield " ".join(words[start : start + sentences])


def texts(data: Path) -> Iterator[str]:
    """Abstracts and case reports: the kinds of text that entities are marked in."""
    for row in lines(data / "scifact" / "corpus.jsonl.gz"):
        yield f"{row['title']} {row['text']}"
    for row in lines(data / "pubmedqa" / "train.jsonl"):
        yield f"{row['question']} {' '.join(row['contexts'])} {row['long_answer']}"
    for name in ("bc5cdr", "ncbi_disease"):
        yield from tagged(data / name / "train.tsv")
    for _ in range(3):  # few documents, and the only clinical ones
        yield from (row["text"] for row in lines(data / "maccrobat" / "train.jsonl"))


def rows(data: Path) -> torch.Tensor:
    """All texts, cut into rows of LENGTH word pieces; a row holds pieces of one text only, or of several short ones."""
    tokenizer = load_tokenizer()
    stream: list[int] = []
    for encoded in tokenizer.encode_batch(list(texts(data)), add_special_tokens=False):
        stream += [*encoded.ids, SEP]
    body = LENGTH - 2
    count = len(stream) // body
    made = torch.tensor(stream[: count * body]).view(count, body)
    edge = torch.full((count, 1), CLS), torch.full((count, 1), SEP)
    return torch.cat([edge[0], made, edge[1]], dim=1)


def inner_pieces() -> torch.Tensor:
    """Which vocabulary entries go on with a word (`##…`)."""
    vocabulary = load_tokenizer().get_vocab()
    inner = torch.zeros(len(vocabulary), dtype=torch.bool)
    inner[[place for piece, place in vocabulary.items() if piece.startswith("##")]] = True
    return inner


def mask_words(ids: torch.Tensor, inner: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Masked ids, and which places were chosen: whole words, of which 80% are masked and 10% replaced."""
    word = torch.cumsum((~inner[ids]).long(), dim=1)
    chosen_word = torch.rand(ids.shape[0], int(word.max()) + 1) < MASKED
    chosen = torch.gather(chosen_word, 1, word) & (ids > MASK)
    dice = torch.rand(ids.shape)
    masked = ids.clone()
    masked[chosen & (dice < 0.8)] = MASK
    other = chosen & (dice >= 0.8) & (dice < 0.9)
    masked[other] = torch.randint(1000, len(inner), (int(other.sum()),))
    return masked, chosen


class Guess(nn.Module):
    """From a hidden state to the word, against the frozen word rows."""

    def __init__(self, words: torch.Tensor) -> None:
        super().__init__()
        self.dense = nn.Linear(words.shape[1], words.shape[1])
        self.norm = nn.LayerNorm(words.shape[1])
        self.scale = nn.Parameter(torch.tensor(1.0))
        self.bias = nn.Parameter(torch.zeros(words.shape[0]))
        self.words = words

    def forward(self, hidden: torch.Tensor) -> torch.Tensor:
        return self.norm(nn.functional.gelu(self.dense(hidden))) @ (self.words.T * self.scale) + self.bias


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--passes", type=float, default=1.0)
    arguments = parser.parse_args()
    torch.manual_seed(SEED)
    random.seed(SEED)
    model: Any = load_base(dropout=0.0)
    head = Guess(model.embeddings.word_embeddings.weight)
    everything, inner = rows(arguments.data), inner_pieces()
    steps = int(arguments.passes * len(everything) // BATCH)
    print(f"{len(everything)} rows of {LENGTH}, {steps} steps", flush=True)
    trained = [p for p in [*model.parameters(), *head.parameters()] if p.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, RATE, total_steps=steps + 1, pct_start=WARM, anneal_strategy="linear"
    )
    model.train()
    order = torch.cat([torch.randperm(len(everything)) for _ in range(int(arguments.passes) + 1)])
    began, mean = time.time(), 0.0
    for step in range(steps):
        ids, chosen = mask_words(everything[order[step * BATCH : (step + 1) * BATCH]], inner)
        original = everything[order[step * BATCH : (step + 1) * BATCH]]
        with torch.autocast("cpu", torch.bfloat16):
            hidden = model(input_ids=ids, attention_mask=torch.ones_like(ids)).last_hidden_state
            scores = head(hidden[chosen])
        loss = nn.functional.cross_entropy(scores.float(), original[chosen])
        loss.backward()
        nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        mean = 0.98 * mean + 0.02 * loss.item() if step else loss.item()
        if step % 25 == 0:
            print(f"step {step} loss {mean:.3f} {time.time() - began:.0f} s", flush=True)
        if step % 500 == 499 or step == steps - 1:
            torch.save(model.state_dict(), arguments.out)


if __name__ == "__main__":
    main()
