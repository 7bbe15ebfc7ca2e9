"""Vectors, ranker and fusion as files: what is read back, and what happens when knowledge has moved on."""

import json
from pathlib import Path

import numpy as np
import pytest

from tests.triage.engine.differential.small import KNOWLEDGE, WordEncoder
from triage.engine.differential.encoder import StoredVectors, vectors_of, write_vectors
from triage.engine.differential.fusion import Fusion, load_fusion
from triage.engine.differential.observations import Observation
from triage.engine.differential.ranker import Ranker
from triage.engine.trunk.errors import ModelUnavailable


def test_stored_vectors_are_used_and_new_texts_are_encoded(tmp_path: Path) -> None:
    texts, encoder = ["a cough", "a fever"], WordEncoder()
    write_vectors(tmp_path / "v.npz", texts, encoder.embed(texts), "1")
    stored = StoredVectors(tmp_path / "v.npz", "1")
    assert stored.find("a rash") is None
    found = vectors_of([*texts, "a rash"], encoder, stored)
    assert np.allclose(found, encoder.embed([*texts, "a rash"]), atol=0.01)


def test_vectors_of_another_encoder_are_not_used(tmp_path: Path) -> None:
    write_vectors(tmp_path / "v.npz", ["a cough"], WordEncoder().embed(["a cough"]), "1")
    assert StoredVectors(tmp_path / "v.npz", "2").find("a cough") is None


def _ranker(folder: Path) -> Ranker:
    """Knows two conditions, one of which has since been taken out of the knowledge."""
    names = {"conditions": ["pneumonia", "gone"], "features": ["f:fever", "w:cough"]}
    (folder / "ranker.json").write_text(json.dumps(names), encoding="utf-8")
    np.savez(
        folder / "ranker.npz",
        codes=np.array([[127, 0], [64, 127]], np.int8),
        scales=np.array([0.02, 0.02], np.float32),
        bias=np.zeros(2, np.float32),
    )
    return Ranker(folder, KNOWLEDGE)


def test_the_ranker_scores_what_it_knows_and_leaves_the_rest_at_the_mean(tmp_path: Path) -> None:
    fever = Observation("high-fever", True, 1.0, "high fever")
    scores = dict(zip(KNOWLEDGE.conditions, _ranker(tmp_path).score([fever], ["a cough"]), strict=True))
    assert scores["common-cold"] == scores["lung-cancer"] == 0
    assert not _ranker(tmp_path).score([], ["nothing known"]).any()


def test_without_a_ranker_its_part_is_zero(tmp_path: Path) -> None:
    assert not Ranker(tmp_path, KNOWLEDGE).score([], ["cough"]).any()


def test_a_broken_card_says_which_folder(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=tmp_path.name):
        load_fusion(tmp_path)


def test_probabilities_leave_room_in_open_and_closed_lists() -> None:
    totals = np.array([3.0, 1.0, -2.0], np.float32)
    for shares in (Fusion().probabilities(totals), Fusion().closed(totals, 5)):
        assert shares[0] > shares[1] > shares[2] > 0
        assert shares.sum() < 1


def test_a_list_is_less_sure_where_little_was_said() -> None:
    totals = np.array([3.0, 1.0, -2.0], np.float32)
    assert Fusion().closed(totals, 1)[0] < Fusion().closed(totals, 10)[0]
