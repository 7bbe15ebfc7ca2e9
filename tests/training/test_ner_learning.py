"""Does an entity model learn from the right sums, and does it start from just what a shipped one holds?"""

from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="recipes need the `models` extra")

import torch

from tests.training.test_trunk_graph import SHAPE, _weights
from training.ner_model import Chain
from training.ner_start import layers_of
from training.trunk_graph import Head, build

TAGS = 3  # O, B, I


def _by_hand(chain: Chain, scores, allowed, lengths):  # type: ignore[no-untyped-def]
    """Over every path, one after the other."""
    begin, move = chain.rules()
    losses = []
    for row, length in enumerate(lengths):
        every, marked = [], []
        for path in product(range(TAGS), repeat=length):
            worth = begin[path[0]] + sum(scores[row, n, tag] for n, tag in enumerate(path))
            worth = worth + sum(move[a, b] for a, b in pairwise(path))
            every.append(worth)
            if all(allowed[row, n, tag] for n, tag in enumerate(path)):
                marked.append(worth)
        losses.append(torch.logsumexp(torch.stack(every), 0) - torch.logsumexp(torch.stack(marked), 0))
    return torch.stack(losses).sum() / sum(lengths)


def test_the_loss_and_its_gradients_are_those_of_all_paths_counted_by_hand() -> None:
    torch.manual_seed(1)
    chain, lengths = Chain(TAGS), (4, 2, 1)
    torch.nn.init.normal_(chain.move)
    torch.nn.init.normal_(chain.begin)
    scores = torch.randn(3, 4, TAGS, requires_grad=True)
    allowed = torch.zeros(3, 4, TAGS, dtype=torch.bool)
    allowed[..., 0] = True
    allowed[0, 1] = torch.tensor([False, True, False])
    allowed[0, 2] = torch.tensor([True, False, True])
    mask = torch.arange(4)[None] < torch.tensor(lengths)[:, None]
    wanted = _by_hand(chain, scores, allowed, lengths)
    gradients = torch.autograd.grad(wanted, [scores, chain.move, chain.begin])
    loss = chain.loss(scores, allowed, mask)
    assert loss.item() == pytest.approx(wanted.item(), abs=1e-5)
    found = torch.autograd.grad(loss, [scores, chain.move, chain.begin])
    for one, other in zip(found, gradients, strict=True):
        assert torch.allclose(one, other, atol=1e-5)


def test_the_layers_of_a_shipped_model_are_read_back_as_they_are_served(tmp_path: Path) -> None:
    import onnx

    path, again = tmp_path / "model.onnx", tmp_path / "again.onnx"
    onnx.save(build(_weights(), SHAPE, Head.PIECES, int8=True), path)
    state = {name: value.numpy() for name, value in layers_of(path).items()}
    onnx.save(build(state, SHAPE, Head.PIECES, int8=True), again)
    for one, other in zip(onnx.load(path).graph.initializer, onnx.load(again).graph.initializer, strict=True):
        assert np.allclose(onnx.numpy_helper.to_array(one), onnx.numpy_helper.to_array(other), atol=1e-6)
