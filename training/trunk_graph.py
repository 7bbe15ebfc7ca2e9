"""A model of ours as an ONNX graph, built node by node from the weights.

Tracing the model through a library ties the file to that library's masking code and leaves the quantizer
guessing at what was fused. BERT is small enough to write down: word rows and mask in; out comes one
L2-normalised vector a text, a row of scores a piece, or a row of scores a text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

Array = npt.NDArray[np.float32]
MICROSOFT = "com.microsoft"  # fused operators of ONNX Runtime
EPSILON = 1e-12


class Head(StrEnum):
    """What comes out; scores come from `head.weight` and `head.bias`, in full precision."""

    VECTOR = "vector"  # mean of the pieces, length one
    PIECES = "pieces"  # scores of each piece
    FIRST = "first"  # scores of the text, from [CLS]
    STATES = "states"  # what the last layer gives for each piece, without scores


@dataclass(frozen=True, slots=True)
class TrunkShape:
    """`lower` layers are another model's: what they give goes in as `embedded`, and has its place already."""

    layers: int
    heads: int
    max_tokens: int
    lower: int = 0


@dataclass(slots=True)
class _Graph:
    """Nodes and constants collected so far; every method returns the name of its output."""

    weights: Mapping[str, Array]
    int8: bool
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: list[onnx.TensorProto] = field(default_factory=list)

    def op(self, kind: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        output = f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [output], domain=domain, **attributes))
        return output

    def last(self, kind: str, *inputs: str, **attributes: Any) -> None:
        self.nodes.append(helper.make_node(kind, list(inputs), ["output"], **attributes))

    def constant(self, value: npt.NDArray[np.generic]) -> str:
        name = f"constant_{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.asarray(value, order="C"), name))
        return name

    def linear(self, prefix: str, value: str) -> str:
        weight, bias = self.weights[f"{prefix}.weight"].T, self.weights[f"{prefix}.bias"]
        if not self.int8:
            product = self.op("MatMul", value, self.constant(weight))
            return self.op("Add", product, self.constant(bias))
        codes, scales, zeros = quantize_columns(weight)
        return self.op(
            "DynamicQuantizeMatMul",
            value,
            self.constant(codes),
            self.constant(scales),
            self.constant(zeros),
            self.constant(bias),
            domain=MICROSOFT,
        )

    def norm(self, prefix: str, value: str, skip: str = "") -> str:
        scale = self.constant(self.weights[f"{prefix}.weight"])
        bias = self.constant(self.weights[f"{prefix}.bias"])
        if skip:  # fused by SkipLayerNormalization it takes eight times as long: that operator adds one by one
            value = self.op("Add", value, skip)
        return self.op("LayerNormalization", value, scale, bias, axis=-1, epsilon=EPSILON)

    def attention(self, prefix: str, value: str, mask: str, heads: int) -> str:
        parts = [f"{prefix}.{part}" for part in ("query", "key", "value")]
        weight = np.concatenate([self.weights[f"{p}.weight"].T for p in parts], axis=1)
        bias = self.constant(np.concatenate([self.weights[f"{p}.bias"] for p in parts]))
        if not self.int8:
            return self.op("Attention", value, self.constant(weight), bias, mask, domain=MICROSOFT, num_heads=heads)
        codes, scales, zeros = quantize_columns(weight)
        self.nodes.append(
            helper.make_node("DynamicQuantizeLinear", [value], [f"{value}_{p}" for p in ("codes", "scale", "zero")])
        )
        return self.op(
            "QAttention",
            f"{value}_codes",
            self.constant(codes),
            bias,
            f"{value}_scale",
            self.constant(scales),
            mask,
            f"{value}_zero",
            self.constant(zeros),
            domain=MICROSOFT,
            num_heads=heads,
        )


def quantize(table: Array, axis: int, top: int) -> tuple[npt.NDArray[np.int8], Array]:
    """Symmetric codes in [-top, top] with one scale per slice along the other axis."""
    scales = np.maximum(np.abs(table).max(axis=axis, keepdims=True), 1e-12) / top
    return np.rint(table / scales).astype(np.int8), scales.astype(np.float32)


def rounded(table: Array) -> Array:
    """The rows as the shipped table gives them: recipes train on these, so nothing shifts when served."""
    codes, scales = quantize(table, axis=1, top=127)
    return (codes * scales).astype(np.float32)


def quantize_columns(weight: Array) -> tuple[npt.NDArray[np.int8], Array, npt.NDArray[np.int8]]:
    """Codes, scales and zero points per output column. Seven bits cost the literature model 0.8 points of F1.

    Processors with AVX2 but without VNNI add pairs of u8 x s8 products in 16 bits, which overflow with eight-bit
    weights; `triage.engine.trunk.trunk` asks for exact products there.
    """
    codes, scales = quantize(weight, axis=0, top=127)
    return codes, scales[0], np.zeros(weight.shape[1], np.int8)


def build(weights: Mapping[str, Array], shape: TrunkShape, head: Head, *, int8: bool) -> onnx.ModelProto:
    """`weights` are named as in a BertModel's state dict; the word rows are not read."""
    graph = _Graph(weights, int8)
    hidden = "embedded" if shape.lower else _place(graph, shape)
    mask = graph.op("Cast", "attention_mask", to=TensorProto.INT32)
    for layer in range(shape.lower, shape.layers):
        hidden = _layer(graph, f"encoder.layer.{layer}", hidden, mask, shape.heads)
    _end(graph, hidden, head)
    return _model(graph, head)


def _place(graph: _Graph, shape: TrunkShape) -> str:
    # One segment: its row is simply part of every position; a second one comes as a feature row.
    places = graph.weights["embeddings.position_embeddings.weight"][: shape.max_tokens]
    places = places + graph.weights["embeddings.token_type_embeddings.weight"][0]
    length = graph.op("Shape", "embedded", start=1, end=2)
    zero = graph.constant(np.zeros(1, np.int64))
    first = graph.op("Slice", graph.constant(places), zero, length, zero)
    return graph.norm("embeddings.LayerNorm", graph.op("Add", "embedded", first))


def _layer(graph: _Graph, prefix: str, hidden: str, mask: str, heads: int) -> str:
    mixed = graph.attention(f"{prefix}.attention.self", hidden, mask, heads)
    mixed = graph.linear(f"{prefix}.attention.output.dense", mixed)
    hidden = graph.norm(f"{prefix}.attention.output.LayerNorm", mixed, hidden)
    wide = graph.op("Gelu", graph.linear(f"{prefix}.intermediate.dense", hidden), domain=MICROSOFT)
    return graph.norm(f"{prefix}.output.LayerNorm", graph.linear(f"{prefix}.output.dense", wide), hidden)


def _end(graph: _Graph, hidden: str, head: Head) -> None:
    if head is Head.VECTOR:
        _pool(graph, hidden)
        return
    if head is Head.STATES:
        graph.last("Identity", hidden)
        return
    if head is Head.FIRST:
        hidden = graph.op("Gather", hidden, graph.constant(np.array(0, np.int64)), axis=1)
    product = graph.op("MatMul", hidden, graph.constant(graph.weights["head.weight"].T))
    graph.last("Add", product, graph.constant(graph.weights["head.bias"]))


def _pool(graph: _Graph, hidden: str) -> None:
    axis = graph.constant(np.array([1], np.int64))
    last = graph.constant(np.array([-1], np.int64))
    kept = graph.op("Unsqueeze", graph.op("Cast", "attention_mask", to=TensorProto.FLOAT), last)
    # The sum and the mean point the same way, and only the direction is kept.
    total = graph.op("ReduceSum", graph.op("Mul", hidden, kept), axis, keepdims=0)
    length = graph.op("ReduceL2", total, axis, keepdims=1)
    graph.last("Div", total, length)


def _model(graph: _Graph, head: Head) -> onnx.ModelProto:
    width = next(w.shape[0] for name, w in graph.weights.items() if name.endswith("output.LayerNorm.weight"))
    embedded = helper.make_tensor_value_info("embedded", TensorProto.FLOAT, ["batch", "tokens", width])
    mask = helper.make_tensor_value_info("attention_mask", TensorProto.INT64, ["batch", "tokens"])
    axes = ["batch", "tokens", "scores"] if head in (Head.PIECES, Head.STATES) else ["batch", "scores"]
    output = helper.make_tensor_value_info("output", TensorProto.FLOAT, axes)
    model = helper.make_model(
        helper.make_graph(graph.nodes, "trunk", [embedded, mask], [output], graph.constants),
        opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid(MICROSOFT, 1)],
        producer_name="anamnesis",
    )
    model.ir_version = 8
    return model
