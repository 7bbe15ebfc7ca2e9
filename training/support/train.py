"""Trains the small model of the statement checker: `python -m training.support.train DATA`.

`--keep` keeps the trained net and only sets its threshold anew, after checks or word lists have changed.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from random import Random

import numpy as np
import torch
from torch import nn

from bench.support import measured, on_scifact
from bench.support_items import items, statements
from training.deid.corpora import medical_texts
from training.support.changes import Changes
from training.support.own import Own
from training.support.pairs import made, notes, scifact
from training.support.types import SUPPORTED, Pair
from training.trunk import Card, Stopwatch, write_card
from triage.engine.support.checker import Checker
from triage.engine.support.features import NAMES
from triage.engine.support.lexicon import load_lexicon

ROOT = Path(__file__).parents[2]
KNOWLEDGE, OUT = ROOT / "knowledge", ROOT / "weights" / "support"
SEED, PASSAGES, SENTENCES = 5, 2200, 3000  # passages of our own, sentences of running text
HIDDEN, EPOCHS, NETS, BATCH = 16, 60, 5, 256
CAUGHT = 0.97  # of the wrong statements that may be read
LIMITS = (
    "English. Rules compare numbers, days, drugs, measures, sides, denial, people, opposites, time and certainty; a "
    "small net weighs how much of the sentence the passage covers; it does not reason. A true sentence whose words the "
    "passage has not is often withheld, and one whose words all stand there in another relation may pass. On SciFact's "
    "claims, which restate abstracts freely, it is far weaker than on corrupted notes: see the figures."
)


def main(data: Path, *, keep: bool) -> None:
    watch, rng = Stopwatch(), Random(SEED)
    torch.manual_seed(SEED)
    torch.set_num_threads(1)  # the net is so small that two only wait for each other
    OUT.mkdir(parents=True, exist_ok=True)
    if keep:
        card = json.loads((OUT / "card.json").read_text(encoding="utf-8"))
        count, minutes, net = card["splits"]["training pairs"], card["training_minutes"], _trained()
    else:
        pairs = _pairs(data, rng)
        net = fit(pairs)
        count, minutes = len(pairs), watch.minutes
    _write(net, 0.0)
    _write(net, _threshold())
    _card(data, count, minutes)


def _pairs(data: Path, rng: Random) -> list[Pair]:
    lexicon = load_lexicon(KNOWLEDGE)
    texts = [text for text in (*medical_texts(data), *notes(data)) if 200 < len(text) < 12_000]
    own, changes = Own(lexicon, rng), Changes(lexicon, KNOWLEDGE, rng)
    found = [*made(texts, changes, rng, SENTENCES), *scifact(data, rng)]
    for _passage in range(PASSAGES):
        found += own.pairs()
    return found


def _trained() -> nn.Sequential:
    model = _untrained(HIDDEN * NETS)
    with np.load(OUT / "weights.npz") as stored, torch.no_grad():
        for layer, name in ((model[0], "in"), (model[2], "out")):
            layer.weight.copy_(torch.from_numpy(stored[name].T))
            layer.bias.copy_(torch.from_numpy(stored[f"{name}_bias"]))
    return model.eval()


def _untrained(hidden: int = HIDDEN) -> nn.Sequential:
    return nn.Sequential(nn.Linear(len(NAMES), hidden), nn.Tanh(), nn.Linear(hidden, 1))


def fit(pairs: list[Pair]) -> nn.Sequential:
    """Learns from what no rule withholds."""
    _write(_untrained(), 0.0)
    reader = Checker(OUT, KNOWLEDGE)
    weighed = [(*reader.weighed(pair.sentence, pair.passage), pair.label == SUPPORTED) for pair in pairs]
    table = torch.tensor([values for values, reasons, _ in weighed if not reasons])
    gold = torch.tensor([float(supported) for _, reasons, supported in weighed if not reasons])
    return _joined([_fit(table, gold) for _net in range(NETS)])


def _fit(table: torch.Tensor, gold: torch.Tensor) -> nn.Sequential:
    model = _untrained()
    optimizer = torch.optim.AdamW(model.parameters(), lr=5e-3, weight_decay=1e-2)
    for _epoch in range(EPOCHS):
        order = torch.randperm(len(gold))
        for at in range(0, len(gold), BATCH):
            chosen = order[at : at + BATCH]
            loss = nn.functional.binary_cross_entropy_with_logits(model(table[chosen]).squeeze(1), gold[chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return model.eval()


def _joined(nets: list[nn.Sequential]) -> nn.Sequential:
    """One net that gives the mean of what several give: a single one changes too much from run to run."""
    model = _untrained(HIDDEN * len(nets))
    with torch.no_grad():
        model[0].weight.copy_(torch.cat([net[0].weight for net in nets]))
        model[0].bias.copy_(torch.cat([net[0].bias for net in nets]))
        model[2].weight.copy_(torch.cat([net[2].weight for net in nets], dim=1) / len(nets))
        model[2].bias.copy_(torch.stack([net[2].bias for net in nets]).mean(dim=0))
    return model.eval()


def _threshold() -> float:
    """From which as many of the wrong statements that may be read are caught as should be, by rules and net."""
    wrong = [item for item in (*items(), *statements()) if item.wrong and item.origin != "even"]
    verdicts = Checker(OUT, KNOWLEDGE).check([(item.sentence, item.passage) for item in wrong])
    passed = sorted((verdict.score for verdict in verdicts if not verdict.reasons), reverse=True)
    return passed[int((1 - CAUGHT) * len(wrong))] + 1e-4


def _write(model: nn.Sequential, threshold: float) -> None:
    inner, outer = model[0], model[2]
    arrays = {"in": inner.weight.T, "in_bias": inner.bias, "out": outer.weight.T, "out_bias": outer.bias}
    np.savez(OUT / "weights.npz", **{name: value.detach().numpy().astype(np.float32) for name, value in arrays.items()})
    (OUT / "card.json").write_text(json.dumps({"name": "untrained", "revision": "", "threshold": threshold}))


def _card(data: Path, count: int, minutes: float) -> None:
    checker = Checker(OUT, KNOWLEDGE)
    threshold = json.loads((OUT / "card.json").read_text())["threshold"]
    card = Card(
        name="anamnesis-support",
        task="Tells whether a passage supports a sentence, contradicts it, or neither.",
        data=(
            "facts of charts and papers in many wordings, our own (training/support/own.yaml)",
            "SciFact train claims (CC BY 4.0; abstracts ODC-By), ids ending in 0 or 5 held out",
            "rewordings and corruptions, made by training/support/changes.py, of MedQuAD, MTS-Dialog, ACI-Bench and "
            "MACCROBAT (CC BY 4.0), PubMedQA (MIT), BC5CDR and NCBI (CC BY 4.0 as distributed)",
        ),
        splits={"training pairs": count},
        metrics={
            **measured(checker, items()),
            **_written_apart(checker),
            **_of("statements that were read", measured(checker, list(statements("read.txt")))),
            "SciFact, held-out claims": on_scifact(checker, data),
        },
        command="python -m training.support.train DATA; python -m bench.support DATA",
        limits=LIMITS,
        licence="Apache-2.0",
        seed=SEED,
        minutes=minutes,
    )
    write_card(OUT, card, {"threshold": round(threshold, 4)}, OUT / "weights.npz")


def _written_apart(checker: Checker) -> dict[str, object]:
    found: dict[str, object] = {}
    for half in ("odd", "even"):
        rates = measured(checker, [item for item in statements() if item.origin == half])
        found |= _of(f"statements written apart, {half} half", rates)
    return found


def _of(which: str, rates: Mapping[str, object]) -> dict[str, object]:
    return {f"{which}, {name}": rates[name] for name in ("wrong statements", "true statements")}


if __name__ == "__main__":
    main(Path(sys.argv[1]), keep="--keep" in sys.argv)
