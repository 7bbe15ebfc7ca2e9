"""Train the ranker of sentences: `python -m training.ranker DATA`, which writes weights/ranker.

The upper layers of the encoder learn to read a question and a sentence as one; the lower ones stay those of
`weights/encoder`, so that their states are worked out once for each text, in training as in use. A group is one
question with sentences of the same text; among them the right one must win, or nothing where none is right.
Every eighth note of ours and every ninth dialogue are kept out and measured.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import torch
from torch import nn

from assistant.engine.measure.interval import wilson
from assistant.engine.retrieval.ranker import LONGEST
from training.ranker_model import States, Upper
from training.ranker_pairs import Group, groups
from training.trunk import WEIGHTS, Card, Stopwatch, write_model
from training.trunk_graph import Head

SEED, EPOCHS, BATCH, SHOWN = 7, 3, 16, 8
LOWER, LAYERS = 4, 6
ABSENT = 0.2  # of the groups, from which what is right is taken away
SHARES = {"own": 1.0, "mts_dialog": 0.8, "medquad": 0.6, "pubmedqa": 0.5, "scifact": 0.4}  # seen in an epoch
MEDQUAD = 900  # groups
RATE, HEAD_RATE, PARTS_RATE = 6e-5, 1e-2, 1e-3
OUT = WEIGHTS / "ranker"
LIMITS = (
    "English. Learned from notes that we wrote ourselves and from what doctors ask patients, not from questions that "
    "clinicians asked of real charts. Reads a sentence without its neighbours. It orders candidates that search and "
    "rules found and says when none answers; it never adds a word."
)


@dataclass(frozen=True, slots=True)
class Item:
    question: str
    lines: tuple[str, ...]
    right: int  # place in `lines`; their number where none is right


def main(data: Path) -> None:
    watch = Stopwatch()
    torch.manual_seed(SEED)
    rng = Random(SEED)
    found = groups(data, rng)
    rng.shuffle(found["medquad"])
    found["medquad"] = found["medquad"][:MEDQUAD]
    kept = {"own notes": _part(found, "own", 8, 3), "dialogues": _part(found, "mts_dialog", 9, 1)[:150]}
    states = States(LOWER)
    states.learn({text for those in (*found.values(), *kept.values()) for g in those for text in texts(g)})
    model = fit(found, states, rng)
    metrics = {f"right sentence first, {name} kept out": measured(model, states, those) for name, those in kept.items()}
    write(model, {name: len(those) for name, those in found.items()}, metrics, watch.minutes)


def texts(group: Group) -> list[str]:
    return [group.question, *(text for _, text in group.lines)]


def _part(found: dict[str, list[Group]], name: str, every: int, place: int) -> list[Group]:
    kept = [g for g in found[name] if g.text % every == place]
    found[name] = [g for g in found[name] if g.text % every != place]
    return kept


def fit(found: dict[str, list[Group]], states: States, rng: Random) -> Upper:
    model = Upper(states.upper)
    steps = sum(int(len(those) * SHARES[name]) for name, those in found.items()) // BATCH * EPOCHS
    optimizer = torch.optim.AdamW(
        [
            {"params": model.layers.parameters(), "lr": RATE},
            {"params": [model.parts], "lr": PARTS_RATE},
            {"params": [model.weight, model.bias], "lr": HEAD_RATE},
        ],
        weight_decay=0.01,
    )
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (0.06 * steps)) * max(0.02, 1 - step / steps)
    )
    model.train()
    for epoch in range(EPOCHS):
        total = count = 0.0
        for batch in _batches(list(_items(found, rng)), states, rng):
            loss = _loss(model, states, batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            rate.step()
            total, count = total + loss.item(), count + 1
        print(f"epoch {epoch}: loss {total / count:.3f}", flush=True)
    return model.eval()


def _items(found: dict[str, list[Group]], rng: Random) -> Iterator[Item]:
    for name, those in found.items():
        for group in rng.sample(those, int(len(those) * SHARES[name])):
            right = [] if rng.random() < ABSENT else [rng.choice(sorted(group.right))]
            wrong = [i for i in range(len(group.lines)) if i not in group.right and i not in group.unsure]
            chosen = [*right, *rng.sample(wrong, min(len(wrong), SHOWN - len(right)))]
            if wrong:
                lines = tuple(group.lines[i][1] for i in chosen)
                yield Item(group.question, lines, 0 if right else len(lines))


def _batches(items: list[Item], states: States, rng: Random) -> Iterator[list[Item]]:
    """Items of like length together."""
    rng.shuffle(items)
    for at in range(0, len(items), BATCH * 16):
        pool = sorted(items[at : at + BATCH * 16], key=lambda item: max(map(states.length, item.lines)))
        some = [pool[i : i + BATCH] for i in range(0, len(pool), BATCH)]
        rng.shuffle(some)
        yield from some


def _loss(model: Upper, states: States, batch: Sequence[Item]) -> torch.Tensor:
    with torch.autocast("cpu", torch.bfloat16):
        scores = model(*states.joined([(item.question, line) for item in batch for line in item.lines]))
    total, at = torch.zeros(()), 0
    for item in batch:
        among = torch.cat([scores[at : at + len(item.lines)], torch.zeros(1)])  # zero: none of them answers
        total = total - torch.log_softmax(among, 0)[item.right]
        at += len(item.lines)
    return total / len(batch)


@torch.no_grad()
def measured(model: Upper, states: States, kept: Sequence[Group]) -> dict[str, object]:
    first = 0
    for group in kept:
        places = [i for i in range(len(group.lines)) if i not in group.unsure]
        scores = model(*states.joined([(group.question, group.lines[i][1]) for i in places]))
        first += places[int(scores.argmax())] in group.right
    low, high = wilson(first, len(kept))
    return {"share": round(first / len(kept), 3), "n": len(kept), "Wilson 95%": f"{low:.3f} to {high:.3f}"}


def write(model: Upper, splits: dict[str, int], metrics: dict[str, object], minutes: float) -> None:
    card = Card(
        name="anamnesis-ranker",
        task="Tells how well a sentence answers a question; chooses what is quoted from notes and articles.",
        data=(
            "our own notes with questions about each sentence (training/ranker_own.txt)",
            "MTS-Dialog and ACI-Bench train (CC BY 4.0): a doctor's question beside the note written of the talk",
            "MedQuAD (CC BY 4.0), PubMedQA (MIT), SciFact train claims (CC BY 4.0), ids ending in 0 or 5 held out",
            "questions that stand in tests/data/questions were left out of all of them",
        ),
        splits={f"{name}, questions": count for name, count in splits.items()},
        metrics=metrics,
        command="python -m training.ranker DATA; python -m bench.note_questions",
        limits=LIMITS,
        licence="Apache-2.0",
        seed=SEED,
        minutes=minutes,
    )
    layers = {
        f"encoder.layer.{LOWER + int(n.split('.')[0])}.{n.split('.', 1)[1]}": v
        for n, v in model.layers.state_dict().items()
    }
    inner = {"lower": "encoder", "inner": inner_name(WEIGHTS / "encoder" / "model.onnx", LOWER)}
    OUT.mkdir(parents=True, exist_ok=True)
    head = {"parts": model.parts, "weight": model.weight, "bias": model.bias}
    np.savez(OUT / "head.npz", **{name: value.detach().numpy().astype(np.float32) for name, value in head.items()})
    write_model(OUT, layers, Head.STATES, card, layers=LAYERS, max_tokens=2 * LONGEST, extra=inner, lower=LOWER)


def inner_name(graph: Path, layers: int) -> str:
    """The output of the last norm of that many layers, two norms each behind the one of the word rows."""
    import onnx

    norms = [n.output[0] for n in onnx.load(graph).graph.node if re.search("LayerNormalization$", n.op_type)]
    return norms[2 * layers]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
