"""Is a classifier from the hub taken by its labels? Its library is not installed here: one that we wrote stands in."""

import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from triage.engine.hub.classifier import HubClassifier
from triage.engine.trunk.errors import ModelUnavailable

NLI = ("entailment", "neutral", "contradiction")


class Pipeline:
    """Finds entailment where the second text holds the first."""

    model = SimpleNamespace(config=SimpleNamespace(id2label={0: "ENTAILMENT", 1: "neutral", 2: "Contradiction"}))

    def __call__(self, asked: list[dict[str, str]], batch_size: int) -> list[list[dict[str, Any]]]:
        held = [float(one["text"] in one["text_pair"]) for one in asked]
        return [[{"label": "ENTAILMENT", "score": s}, {"label": "neutral", "score": 1 - s}, LAST] for s in held]


LAST = {"label": "Contradiction", "score": 0.0}


@pytest.fixture(autouse=True)
def library(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("transformers")
    module.pipeline = lambda task, model, **options: Pipeline()  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "transformers", module)


def test_shares_come_by_the_names_that_were_asked_for() -> None:
    shares = HubClassifier("somebody/nli", NLI).shares(["a", "c"], ["a b", "d"])
    assert shares == [
        {"entailment": 1.0, "neutral": 0.0, "contradiction": 0.0},
        {"entailment": 0.0, "neutral": 1.0, "contradiction": 0.0},
    ]


def test_a_model_with_other_labels_is_refused_and_the_lacking_ones_are_named() -> None:
    with pytest.raises(ModelUnavailable, match=r"somebody/nli has no label PLAN, ROS\. .*packaged"):
        HubClassifier("somebody/nli", ("entailment", "PLAN", "ROS"))
