"""What an entity model starts from: a state of the encoder, or an entity model in weights/."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from training.base import load_base
from training.ner_model import Marker

Start = Callable[[Sequence[str], float], Marker]  # of the labels and the dropout


def from_base(base: Path) -> Start:
    """From what `training.pretrain` left, or, of a folder in weights/, from its layers and rows for case shapes."""

    def made(labels: Sequence[str], dropout: float) -> Marker:
        if base.is_file():
            return Marker(load_base(base, dropout=dropout), labels, dropout)
        encoder: Any = load_base(dropout=dropout)
        missing = encoder.load_state_dict(layers_of(base / "model.onnx"), strict=False).missing_keys
        assert missing == ["embeddings.word_embeddings.weight"], missing
        model = Marker(encoder, labels, dropout)
        model.shapes.weight.data.copy_(_array(base / "features.npz", "rows"))
        return model

    return made


def whole(folder: Path) -> Start:
    """From all of a shipped model, to go on with it."""

    def made(labels: Sequence[str], dropout: float) -> Marker:
        model = from_base(folder)(labels, dropout)
        layers = layers_of(folder / "model.onnx")
        model.head.load_state_dict({name: layers[f"head.{name}"] for name in ("weight", "bias")})
        for name in ("begin", "move"):
            getattr(model.chain, name).data.copy_(_array(folder / "chain.npz", name))
        return model

    return made


def _array(path: Path, name: str) -> torch.Tensor:
    return torch.from_numpy(np.load(path, allow_pickle=False)[name])


def layers_of(path: Path) -> dict[str, torch.Tensor]:
    """The state dict that `training.trunk_graph` wrote down, without word rows; nodes come in the order of layers."""
    graph = onnx.load(path).graph
    constants = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    found: dict[str, np.ndarray] = {}
    norms, products, attentions = [], [], []
    for node in graph.node:
        inside = [constants.get(name) for name in node.input]
        if node.op_type == "Slice":
            found["embeddings.position_embeddings.weight"] = _longer(inside[0])
        elif node.op_type.endswith("LayerNormalization"):
            norms.append(inside[-2:])
        elif node.op_type == "QAttention":
            attentions.append((inside[1] * inside[4], inside[2]))
        elif node.op_type == "DynamicQuantizeMatMul":
            products.append((inside[1] * inside[2], inside[4]))
        elif node.op_type == "MatMul":
            found["head.weight"] = inside[1].T
        elif node.op_type == "Add" and node.output[0] == "output":
            found["head.bias"] = inside[1]
    found["embeddings.token_type_embeddings.weight"] = np.zeros((2, len(norms[0][0])), np.float32)
    _put(found, "embeddings.LayerNorm", *norms.pop(0))
    for layer, (weight, bias) in enumerate(attentions):
        prefix = f"encoder.layer.{layer}"
        for part, w, b in zip(("query", "key", "value"), np.split(weight, 3, 1), np.split(bias, 3), strict=True):
            _put(found, f"{prefix}.attention.self.{part}", w.T, b)
        _put(found, f"{prefix}.attention.output.LayerNorm", *norms[2 * layer])
        _put(found, f"{prefix}.output.LayerNorm", *norms[2 * layer + 1])
        names = ("attention.output.dense", "intermediate.dense", "output.dense")
        for name, (w, b) in zip(names, products[3 * layer : 3 * layer + 3], strict=True):
            _put(found, f"{prefix}.{name}", w.T, b)
    return {name: torch.from_numpy(np.array(value, np.float32)) for name, value in found.items()}


def _put(found: dict[str, np.ndarray], prefix: str, weight: Any, bias: Any) -> None:
    found[f"{prefix}.weight"], found[f"{prefix}.bias"] = weight, bias


def _longer(places: Any, most: int = 512) -> np.ndarray:
    """Position rows as many as the encoder has; those beyond what the graph keeps are never read."""
    rows = np.zeros((most, places.shape[1]), np.float32)
    rows[: len(places)] = places
    return rows
