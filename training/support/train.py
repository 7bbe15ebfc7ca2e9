"""Trains the small model of the statement checker: `python -m training.support.train DATA`.

`--keep` keeps the trained net and only sets its threshold anew, after checks or word lists have changed.
"""

import json
import sys
from pathlib import Path
from random import Random

import numpy as np
import torch
from torch import nn

from bench.support import measured, on_scifact
from bench.support_items import items, statements
from training.deid.corpora import medical_texts
from training.support.pairs import Pair, made, scifact
from training.trunk import Card, Stopwatch, write_card
from triage.engine.support.checker import Checker
from triage.engine.support.features import NAMES
from triage.engine.support.lexicon import load_lexicon

ROOT = Path(__file__).parents[2]
KNOWLEDGE, OUT = ROOT / "knowledge", ROOT / "weights" / "support"
SEED, MADE, HIDDEN, EPOCHS = 5, 2500, 16, 40
CAUGHT = 0.95  # by checks and threshold together, of development sentences that another part of the text says
LIMITS = (
    "English. Checks words, numbers, days, drugs, measures, sides, denial and people, and weighs how much of the "
    "sentence the passage covers; it does not reason. A true paraphrase in other words is often withheld, and a "
    "sentence whose words all stand in the passage but in another relation (A causes B, B causes A) may pass. On "
    "SciFact's claims, which restate abstracts freely, it is far weaker than on corrupted notes: see the figures."
)


def main(data: Path, *, keep: bool) -> None:
    watch = Stopwatch()
    torch.manual_seed(SEED)
    torch.set_num_threads(2)
    rng = Random(SEED)
    OUT.mkdir(parents=True, exist_ok=True)
    texts = [text for text in medical_texts(data) if 200 < len(text) < 6000]
    rng.shuffle(texts)
    lexicon = load_lexicon(KNOWLEDGE)
    cut = len(texts) // 8
    dev = list(made(texts[:cut], lexicon, rng, 700))
    elsewhere = [pair for pair in dev if not pair.supported and not pair.contradicted]
    if keep:
        card = json.loads((OUT / "card.json").read_text(encoding="utf-8"))
        reader = Checker(OUT, KNOWLEDGE)
        _write(_trained(), _threshold(reader, _trained(), elsewhere))
        _card(data, card["splits"]["training pairs"], len(dev), card["training_minutes"])
        return
    train = [*made(texts[cut:], lexicon, rng, MADE), *(list(scifact(data, rng, held_out=False)) * 2)]
    _write(_untrained(), 0.5)
    reader = Checker(OUT, KNOWLEDGE)
    model = fit(_table(reader, train), [pair.supported for pair in train])
    _write(model, _threshold(reader, model, elsewhere))
    _card(data, len(train), len(dev), watch.minutes)


def _table(reader: Checker, pairs: list[Pair]) -> torch.Tensor:
    return torch.tensor([reader.features(pair.sentence, pair.passage)[0] for pair in pairs])


def _trained() -> nn.Sequential:
    model = _untrained()
    with np.load(OUT / "weights.npz") as stored, torch.no_grad():
        for layer, name in ((model[0], "in"), (model[2], "out")):
            layer.weight.copy_(torch.from_numpy(stored[name].T))
            layer.bias.copy_(torch.from_numpy(stored[f"{name}_bias"]))
    return model.eval()


def _untrained() -> nn.Sequential:
    return nn.Sequential(nn.Linear(len(NAMES), HIDDEN), nn.Tanh(), nn.Linear(HIDDEN, 1))


def fit(table: torch.Tensor, supported: list[bool]) -> nn.Sequential:
    model, gold = _untrained(), torch.tensor(supported, dtype=torch.float32)
    optimizer = torch.optim.AdamW(model.parameters(), lr=5e-3, weight_decay=1e-2)
    for _epoch in range(EPOCHS):
        order = torch.randperm(len(gold))
        for at in range(0, len(gold), 128):
            chosen = order[at : at + 128]
            loss = nn.functional.binary_cross_entropy_with_logits(model(table[chosen]).squeeze(1), gold[chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return model.eval()


def _threshold(reader: Checker, model: nn.Sequential, elsewhere: list[Pair]) -> float:
    read = [reader.features_and_doubts(pair.sentence, pair.passage) for pair in elsewhere]
    passed = [values for values, reasons in read if not reasons]
    share = 1 - (1 - CAUGHT) * len(read) / max(1, len(passed))
    with torch.no_grad():
        return float(torch.quantile(torch.sigmoid(model(torch.tensor(passed))), max(0.0, share)))


def _write(model: nn.Sequential, threshold: float) -> None:
    inner, outer = model[0], model[2]
    arrays = {"in": inner.weight.T, "in_bias": inner.bias, "out": outer.weight.T, "out_bias": outer.bias}
    np.savez(OUT / "weights.npz", **{name: value.detach().numpy().astype(np.float32) for name, value in arrays.items()})
    (OUT / "card.json").write_text(json.dumps({"name": "untrained", "revision": "", "threshold": threshold}))


def _card(data: Path, train: int, dev: int, minutes: float) -> None:
    checker = Checker(OUT, KNOWLEDGE)
    threshold = json.loads((OUT / "card.json").read_text())["threshold"]
    card = Card(
        name="anamnesis-support",
        task="Tells whether a passage supports a sentence, contradicts it, or neither.",
        data=(
            "SciFact train claims (CC BY 4.0; abstracts ODC-By), ids ending in 0 or 5 held out",
            "rewordings and corruptions, made by training/support/pairs.py, of MedQuAD (CC BY 4.0), "
            "MTS-Dialog (CC BY 4.0), MACCROBAT (CC BY 4.0), PubMedQA (MIT), BC5CDR and NCBI (CC BY 4.0 as distributed)",
        ),
        splits={"training pairs": train, "development pairs": dev},
        metrics={
            **measured(checker, items()),
            **_written_apart(checker),
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
    found = {}
    for half in ("odd", "even"):
        rates = measured(checker, [item for item in statements() if item.origin == half])
        found |= {
            f"statements written apart, {half} half, {name}": rates[name]
            for name in ("wrong statements", "true statements")
        }
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]), keep="--keep" in sys.argv)
