"""Write a trained entity model to weights/: graph, case-shape rows, chain and card."""

import json
from collections.abc import Mapping

import numpy as np

from training.ner_fit import SEED
from training.ner_model import Marker
from training.trunk import WEIGHTS, Card, write_model
from training.trunk_graph import Head

BASE = "start: all-MiniLM-L6-v2 (Apache-2.0), word masking continued on abstracts and case reports (training.pretrain)"
BASE = "start: all-MiniLM-L6-v2 (Apache-2.0), word masking continued on abstracts and case reports (training.pretrain)"
DATA = {
    "literature": (
        "BC5CDR train (Li et al. 2016; CC BY 4.0 as distributed in MTL-Bioinformatics-2016)",
        "NCBI disease train (Doğan et al. 2014; CC BY 4.0 as distributed in MTL-Bioinformatics-2016)",
        BASE,
    ),
    "clinical": (
        "MACCROBAT2020 train (Caufield et al.; CC BY 4.0)",
        BASE,
    ),
}
SPLITS = {
    "literature": {"BC5CDR train sentences": 4560, "NCBI train sentences": 5423, "BC5CDR dev": 4578, "NCBI dev": 923},
    "clinical": {"MACCROBAT train documents": 119, "MACCROBAT dev documents": 22},
}
LIMITS = {
    "literature": "English abstracts. Trained on two labels as BC5CDR marks them; abbreviations in single sentences "
    "without their long form are often missed.",
    "clinical": "English case reports of one journal style; terse ward notes differ. Rare labels have few examples: "
    "see the figures for each label.",
}
RUN = "python -m training.pretrain DATA base.pt && python -m training.ner {0} DATA --base base.pt"
MORE = " && python -m training.ner_more DATA"
NOT_BLIND = (
    "The shipped weights also learned from the first half of each dev part; how far to go was chosen on the second. "
    "What `benchmark entities` prints of them on dev is not blind. "
)


def write(schema: str, model: Marker, figures: Mapping[str, float], minutes: float) -> None:
    """`figures` are dev strict F1 before rounding to int8; `benchmark entities` measures what is written."""
    card = Card(
        name=f"anamnesis-ner-{schema}",
        task=f"Marks entities in text ({', '.join(model.labels)}).",
        data=DATA[schema],
        splits=SPLITS[schema],
        metrics={f"{name} dev strict micro F1, learned from train only": value for name, value in figures.items()},
        command=RUN.format(schema),
        limits=LIMITS[schema],
        licence="Apache-2.0",
        seed=SEED,
        minutes=minutes,
    )
    _write(schema, model, card)


def write_more(schema: str, model: Marker, worth: Mapping[str, tuple[float, float]], minutes: float) -> None:
    """`worth`: strict F1 on the second half of dev, before and after going on with the first."""
    old = json.loads((WEIGHTS / f"ner-{schema}" / "card.json").read_text(encoding="utf-8"))
    went_on = f"then the first half of {' and '.join(worth)} dev, going on from revision {old['revision'][:12]}"
    halves = {f"{name} second half of dev, learned from train only": figure for name, (figure, _) in worth.items()}
    halves |= {
        f"{name} second half of dev, learned from its first half too": figure for name, (_, figure) in worth.items()
    }
    card = Card(
        name=old["name"],
        task=old["task"],
        data=(*old["data"], went_on),
        splits=old["splits"],
        metrics=old["metrics"] | halves,
        command=old["command"] + MORE,
        limits=NOT_BLIND + LIMITS[schema],
        licence=old["licence"],
        seed=SEED,
        minutes=old["training_minutes"] + minutes,
    )
    _write(schema, model, card)


def _write(schema: str, model: Marker, card: Card) -> None:
    folder = WEIGHTS / f"ner-{schema}"
    features = model.shapes.weight.detach().numpy()
    write_model(folder, model.state(), Head.PIECES, card, features=features, extra={"labels": list(model.labels)})
    begin, move = model.chain.begin.detach().numpy(), model.chain.move.detach().numpy()
    np.savez(folder / "chain.npz", begin=begin, move=move)
