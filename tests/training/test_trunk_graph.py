import numpy as np
import pytest

pytest.importorskip("onnx", reason="recipes need the `models` extra")

from training.trunk_graph import Head, TrunkShape, build, quantize_columns, rounded

SHAPE = TrunkShape(layers=1, heads=2, max_tokens=8)
WIDTH = 16


def _weights() -> dict[str, np.ndarray]:
    chosen = np.random.default_rng(3)

    def draw(*shape: int) -> np.ndarray:
        return chosen.normal(scale=0.3, size=shape).astype(np.float32)

    layer = "encoder.layer.0"
    found = {f"embeddings.{kind}_embeddings.weight": draw(10, WIDTH) for kind in ("position", "token_type")}
    dense = {f"{layer}.attention.self.{part}": (WIDTH, WIDTH) for part in ("query", "key", "value")}
    dense |= {f"{layer}.attention.output.dense": (WIDTH, WIDTH), f"{layer}.intermediate.dense": (32, WIDTH)}
    for name, shape in (dense | {f"{layer}.output.dense": (WIDTH, 32), "head": (3, WIDTH)}).items():
        found |= {f"{name}.weight": draw(*shape), f"{name}.bias": draw(shape[0])}
    for name in ("embeddings", f"{layer}.attention.output", f"{layer}.output"):
        found |= {f"{name}.LayerNorm.weight": 1 + draw(WIDTH), f"{name}.LayerNorm.bias": draw(WIDTH)}
    return found


TABLE = np.random.default_rng(5).normal(scale=0.3, size=(10, WIDTH)).astype(np.float32)


def _run(ids: list[list[int]], mask: list[list[int]], head: Head = Head.VECTOR, *, int8: bool) -> np.ndarray:
    import onnxruntime

    session = onnxruntime.InferenceSession(build(_weights(), SHAPE, head, int8=int8).SerializeToString())
    feed = {"embedded": TABLE[np.array(ids)], "attention_mask": np.array(mask)}
    return np.asarray(session.run(None, feed)[0])


@pytest.mark.model
def test_padding_changes_nothing_and_vectors_have_length_one() -> None:
    alone = _run([[1, 2, 3]], [[1, 1, 1]], int8=False)
    padded = _run([[1, 2, 3, 0, 0], [4, 5, 6, 7, 8]], [[1, 1, 1, 0, 0], [1] * 5], int8=False)
    assert padded[0] == pytest.approx(alone[0], abs=1e-5)
    assert np.linalg.norm(padded, axis=1) == pytest.approx([1, 1], abs=1e-5)


@pytest.mark.model
def test_the_order_of_words_matters() -> None:
    forward, backward = _run([[1, 2, 3], [3, 2, 1]], [[1] * 3] * 2, int8=False)
    assert not np.allclose(forward, backward, atol=1e-3)


@pytest.mark.model
def test_int8_points_where_full_precision_does() -> None:
    ids, mask = [[1, 2, 3, 4], [5, 6, 7, 8]], [[1] * 4] * 2
    assert (_run(ids, mask, int8=True) * _run(ids, mask, int8=False)).sum(axis=1).min() > 0.98


@pytest.mark.model
def test_scores_come_for_each_piece_or_once_for_the_text() -> None:
    ids, mask = [[1, 2, 3, 4]], [[1] * 4]
    pieces, first = (_run(ids, mask, head, int8=False) for head in (Head.PIECES, Head.FIRST))
    assert pieces.shape == (1, 4, 3)
    assert first == pytest.approx(pieces[:, 0], abs=1e-5)


def test_codes_use_eight_bits_and_give_the_weights_back() -> None:
    weight = np.random.default_rng(1).normal(size=(8, 5)).astype(np.float32)
    codes, scales, zeros = quantize_columns(weight)
    assert np.abs(codes).max() == 127
    assert not zeros.any()
    assert codes * scales == pytest.approx(weight, abs=float(scales.max()) / 2 + 1e-6)


def test_rounded_word_rows_stay_close() -> None:
    assert rounded(TABLE) == pytest.approx(TABLE, abs=float(np.abs(TABLE).max()) / 250)


@pytest.mark.model
def test_upper_layers_go_on_where_lower_ones_ended() -> None:
    import onnxruntime

    weights = _weights()
    two = weights | {n.replace("layer.0", "layer.1"): w for n, w in weights.items() if "layer.0" in n}

    def run(lower: int, layers: int, rows: np.ndarray) -> np.ndarray:
        shape = TrunkShape(layers=layers, heads=2, max_tokens=8, lower=lower)
        session = onnxruntime.InferenceSession(build(two, shape, Head.STATES, int8=False).SerializeToString())
        return np.asarray(session.run(None, {"embedded": rows, "attention_mask": np.ones((1, 4), np.int64)})[0])

    rows = TABLE[np.array([[1, 2, 3, 4]])]
    assert run(1, 2, run(0, 1, rows)) == pytest.approx(run(0, 2, rows), abs=1e-5)
