"""Write a trained entity model to weights/: graph, case-shape rows, chain and card."""

from collections.abc import Mapping

import numpy as np

from training.ner_model import Marker
from training.trunk import WEIGHTS, Card, write_model
from training.trunk_graph import Head

DATA = {
    "literature": (
        "BC5CDR train (Li et al. 2016; CC BY 4.0 as distributed in MTL-Bioinformatics-2016)",
        "NCBI disease train (Doğan et al. 2014; CC BY 4.0 as distributed in MTL-Bioinformatics-2016)",
    ),
    "clinical": ("MACCROBAT2020 train (Caufield et al.; CC BY 4.0)",),
}
BASE = "start: all-MiniLM-L6-v2 (Apache-2.0), word masking continued on abstracts and case reports (training.pretrain)"
SPLITS = {
    "literature": {"BC5CDR train sentences": 4560, "NCBI train sentences": 5423, "BC5CDR dev": 4578, "NCBI dev": 923},
    "clinical": {"MACCROBAT train documents": 119, "MACCROBAT dev documents": 22},
}
LIMITS = {
    "literature": "English abstracts. Trained on two labels as BC5CDR marks them; abbreviations in single sentences "
    "without their long form are often missed.",
    "clinical": "English case reports of one journal style; terse ward notes differ. Rare labels have few examples: "
    "the figures for each label come with `benchmark entities`.",
}


def write(schema: str, model: Marker, figures: Mapping[str, float], minutes: float) -> None:
    """`figures` are dev strict F1 before rounding to int8; `benchmark entities` measures what is written."""
    folder = WEIGHTS / f"ner-{schema}"
    card = Card(
        name=f"anamnesis-ner-{schema}",
        task=f"Marks entities in text ({', '.join(model.labels)}).",
        data=(*DATA[schema], BASE),
        splits=SPLITS[schema],
        metrics={f"{name} dev strict micro F1, full precision": value for name, value in figures.items()},
        command=f"python -m training.pretrain DATA base.pt && python -m training.ner {schema} DATA --base base.pt",
        limits=LIMITS[schema],
        licence="Apache-2.0",
        seed=20261125,
        minutes=minutes,
    )
    features = model.shapes.weight.detach().numpy()
    write_model(folder, model.state(), Head.PIECES, card, features=features, extra={"labels": list(model.labels)})
    begin, move = model.chain.begin.detach().numpy(), model.chain.move.detach().numpy()
    np.savez(folder / "chain.npz", begin=begin, move=move)
