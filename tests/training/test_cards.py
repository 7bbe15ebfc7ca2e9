import json
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="recipes need the `models` extra")

from training.trunk import Card, write_card

CARD = Card(
    name="tiny",
    task="Finds nothing.",
    data=("Made up, CC0",),
    splits={"train": 7},
    metrics={"f1": 0.5, "by label": {"Disease": 0.4}},
    command="python -m training.tiny DATA",
    limits="Everything.",
    licence="Apache-2.0",
    seed=1,
    minutes=2.04,
)


def test_the_card_for_people_shows_the_runs_figures_and_how_to_repeat_it(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"weights")
    write_card(tmp_path, CARD, {"labels": ["Disease"]}, tmp_path / "model.onnx")
    page = (tmp_path / "card.md").read_text()
    assert "| f1 | 0.5 |" in page
    assert "| by label | Disease 0.4 |" in page
    assert "`python -m training.tiny DATA`" in page


def test_the_card_for_the_program_states_data_limits_and_licence(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"weights")
    write_card(tmp_path, CARD, {"labels": ["Disease"]}, tmp_path / "model.onnx")
    fields = json.loads((tmp_path / "card.json").read_text())
    assert fields["labels"] == ["Disease"]
    assert fields["training_minutes"] == 2.0
    assert {"data", "limits", "licence", "command", "revision", "seed"} <= fields.keys()
    assert len(fields["revision"]) == 64
