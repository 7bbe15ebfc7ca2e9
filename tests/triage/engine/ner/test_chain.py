from itertools import pairwise, product

import numpy as np
import pytest

from triage.engine.ner.chain import Chain, runs

O, B, I, B2, I2 = range(5)  # noqa: E741
ZERO = Chain.learned(np.zeros(5, np.float32), np.zeros((5, 5), np.float32))


def _scores(*tags: int) -> np.ndarray:
    return np.eye(5, dtype=np.float32)[list(tags)]


def test_the_path_follows_the_scores_where_it_may() -> None:
    assert ZERO.best([_scores(O, B, I, O, B2)])[0].tolist() == [O, B, I, O, B2]


def test_an_entity_never_begins_inside() -> None:
    for path in ZERO.best([_scores(I, O), _scores(O, I, I), _scores(B, I2)]):
        steps = pairwise([O, *path.tolist()])
        assert all(tag % 2 or tag == O or before in (tag - 1, tag) for before, tag in steps)


def test_texts_of_different_lengths_in_one_batch_are_as_when_alone() -> None:
    chance = np.random.default_rng(2)
    chain = Chain.learned(chance.normal(size=5).astype(np.float32), chance.normal(size=(5, 5)).astype(np.float32))
    texts = [chance.normal(size=(n, 5)).astype(np.float32) for n in (3, 0, 7, 1)]
    together = chain.best(texts)
    assert [path.tolist() for path in together] == [chain.best([one])[0].tolist() for one in texts]
    assert [len(path) for path in together] == [3, 0, 7, 1]


def test_the_path_is_the_best_of_all_that_are_allowed() -> None:
    chance = np.random.default_rng(4)
    chain = Chain.learned(chance.normal(size=3).astype(np.float32), chance.normal(size=(3, 3)).astype(np.float32))
    scores = chance.normal(size=(4, 3)).astype(np.float32)

    def worth(path: tuple[int, ...]) -> float:
        steps = sum(chain.move[a, b] for a, b in pairwise(path))
        return float(chain.begin[path[0]] + steps + sum(scores[n, tag] for n, tag in enumerate(path)))

    best = max(np.ndindex(3, 3, 3, 3), key=worth)
    assert worth(tuple(chain.best([scores])[0].tolist())) == pytest.approx(worth(best))


def test_runs_end_where_another_begins() -> None:
    assert list(runs(np.array([B, B, I, O, B2, I2]))) == [(0, 1, 0), (1, 3, 0), (4, 6, 1)]
    assert list(runs(np.array([], np.int64))) == []


def test_how_sure_a_tag_is_is_its_share_of_all_paths() -> None:
    chance = np.random.default_rng(6)
    chain = Chain.learned(chance.normal(size=3).astype(np.float32), chance.normal(size=(3, 3)).astype(np.float32))
    texts = [chance.normal(size=(n, 3)).astype(np.float32) * 3 for n in (4, 1, 0, 2)]
    paths = chain.best(texts)
    for scores, path, sure in zip(texts, paths, chain.sure(texts, paths), strict=True):
        every = list(product(range(3), repeat=len(scores)))
        weights = [
            np.exp(
                chain.begin[one[0]]
                + sum(scores[n, tag] for n, tag in enumerate(one))
                + sum(chain.move[a, b] for a, b in pairwise(one))
            )
            if one
            else 1.0
            for one in every
        ]
        for word, tag in enumerate(path):
            share = sum(w for one, w in zip(every, weights, strict=True) if one[word] == tag) / sum(weights)
            assert sure[word] == pytest.approx(share, rel=1e-3)
