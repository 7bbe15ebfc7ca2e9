"""Are marks of a model from the hub given like our own? Its library is not installed here, so one that we wrote stands
in for it."""

import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from triage.engine.ner.hub import HubRecogniser
from triage.engine.trunk.errors import ModelUnavailable


class Pipeline:
    """Marks the first word, with the white space before it as some tokenizers do."""

    def __init__(self) -> None:
        labels = {0: "O", 1: "B-Drug", 2: "I-Drug"}
        self.model = SimpleNamespace(config=SimpleNamespace(id2label=labels, _commit_hash="abc"))

    def __call__(self, texts: list[str], batch_size: int) -> list[list[dict[str, Any]]]:
        assert all(text.strip() for text in texts)
        ends = [len(text) - len(text.lstrip()) + len(text.split()[0]) for text in texts]
        return [[{"entity_group": "Drug", "start": 0, "end": end, "score": 0.91}] for end in ends]


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    module = ModuleType("transformers")
    module.pipeline = lambda task, model, **options: Pipeline()  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "transformers", module)
    return module


def test_marks_lie_on_words_and_empty_texts_have_none(library: ModuleType) -> None:
    recogniser = HubRecogniser("somebody/model")
    assert (recogniser.labels, recogniser.info.revision) == (("Drug",), "abc")
    first, second, third = recogniser.find(["aspirin daily", " ", "\n warfarin"])
    assert [(one.start, one.end, one.label, one.text, one.score) for one in first] == [(0, 7, "Drug", "aspirin", 0.91)]
    assert second == ()
    assert [one.text for one in third] == ["warfarin"]


def test_a_model_that_cannot_be_fetched_says_what_to_do(library: ModuleType) -> None:
    def missing(task: str, model: str, **options: object) -> object:
        raise OSError("offline")

    library.pipeline = missing  # type: ignore[attr-defined]
    with pytest.raises(ModelUnavailable, match=r"somebody/model cannot be loaded: no such folder.*packaged"):
        HubRecogniser("somebody/model")
