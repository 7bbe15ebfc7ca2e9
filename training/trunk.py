"""What the recipes share once a model is trained: the word table, the graph, the card.

    python -m training.trunk

writes `weights/words` from the packaged encoder.
"""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import torch

from training.base import load_tokenizer, package_folder, sha256
from training.trunk_graph import Head, TrunkShape, build, quantize

WEIGHTS = Path(__file__).resolve().parents[1] / "weights"
HEADS = 12
Array = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Card:
    """What a model says about itself. `metrics` maps a measure to its figure or figures; `command` repeats the run."""

    name: str
    task: str
    data: tuple[str, ...]
    splits: Mapping[str, int]
    metrics: Mapping[str, Any]
    command: str
    limits: str
    licence: str
    seed: int
    minutes: float


def write_words(folder: Path = WEIGHTS / "words") -> None:
    from safetensors.numpy import load_file

    source = package_folder()
    table = load_file(source / "model.safetensors")["embeddings.word_embeddings.weight"]
    codes, scales = quantize(table, axis=1, top=127)
    folder.mkdir(parents=True, exist_ok=True)
    np.savez(folder / "words.npz", codes=codes, scales=scales[:, 0])
    load_tokenizer().save(str(folder / "tokenizer.json"))


def write_model(
    folder: Path,
    state: Mapping[str, torch.Tensor],
    head: Head,
    card: Card,
    *,
    layers: int = 6,
    max_tokens: int = 256,
    features: Array | None = None,
    extra: Mapping[str, Any] | None = None,
    int8: bool = True,
    lower: int = 0,
) -> None:
    """`state` is a BertModel's state dict with `head.weight` and `head.bias`; `extra` joins card.json (labels …)."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = {name: value.detach().float().numpy() for name, value in state.items()}
    model = build(weights, TrunkShape(layers, HEADS, max_tokens, lower), head, int8=int8)
    onnx.checker.check_model(model)
    onnx.save(model, folder / "model.onnx")
    if features is not None:
        np.savez(folder / "features.npz", rows=features.astype(np.float32))
    write_card(folder, card, {"max_tokens": max_tokens, "head": head.value, **(extra or {})}, folder / "model.onnx")


def write_card(folder: Path, card: Card, extra: Mapping[str, Any], revision_of: Path) -> None:
    """card.json for the program, card.md for people; the revision is the sha256 of `revision_of`."""
    identity = {"name": card.name, "revision": sha256(revision_of), "made": datetime.now(UTC).date().isoformat()}
    facts = {
        "task": card.task,
        "data": list(card.data),
        "splits": dict(card.splits),
        "metrics": dict(card.metrics),
        "command": card.command,
        "limits": card.limits,
        "licence": card.licence,
        "seed": card.seed,
        "training_minutes": round(card.minutes, 1),
        "megabytes": round(revision_of.stat().st_size / 1e6, 1),
    }
    (folder / "card.json").write_text(json.dumps(identity | facts | dict(extra), indent=2) + "\n", encoding="utf-8")
    (folder / "card.md").write_text(_page(identity, facts), encoding="utf-8")


def add_metrics(folder: Path, metrics: Mapping[str, Any]) -> None:
    """Figures of another run join the card of what is there."""
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    card["metrics"] |= metrics
    (folder / "card.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    (folder / "card.md").write_text(_page(card, card), encoding="utf-8")


def _page(identity: Mapping[str, Any], facts: Mapping[str, Any]) -> str:
    lines = [f"# {identity['name']}", "", f"{facts['task']}", "", f"- Revision (sha256): `{identity['revision']}`"]
    lines += [f"- Made: {identity['made']}, in {facts['training_minutes']} minutes, seed {facts['seed']}"]
    lines += [f"- Licence: {facts['licence']}", f"- Size: {facts['megabytes']} MB", "", "## Data", ""]
    lines += [f"- {one}" for one in facts["data"]]
    lines += [f"- {name}: {count}" for name, count in facts["splits"].items()]
    lines += ["", "## Measured", "", "| measure | value |", "| --- | --- |"]
    lines += [f"| {name} | {_shown(value)} |" for name, value in facts["metrics"].items()]
    lines += ["", f"`{facts['command']}`", "", "## Limits", "", str(facts["limits"])]
    return "\n".join(lines) + "\n"


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {part}" for name, part in value.items())
    return str(value)


class Stopwatch:
    def __init__(self) -> None:
        self._began = time.time()

    @property
    def minutes(self) -> float:
        return (time.time() - self._began) / 60


if __name__ == "__main__":
    write_words()
