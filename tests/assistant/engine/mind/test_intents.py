"""The classifier helps where rules are silent, and only when it is sure."""

import json
from datetime import date

import pytest

from assistant.engine.mind import intents
from assistant.engine.mind.intents import classify, masked, model
from assistant.engine.mind.plan import Topic
from assistant.engine.mind.reading import read
from assistant.engine.types import Status
from tests.assistant.engine.mind.asking import ask

TODAY = date(2024, 11, 20)


def test_the_card_and_the_weights_belong_together() -> None:
    card = json.loads((intents.FOLDER / "card.json").read_text(encoding="utf-8"))
    assert tuple(card["labels"]) == model().labels
    assert model().weights.shape == (len(card["labels"]), intents.BUCKETS)


def test_every_label_is_a_topic_or_none() -> None:
    topics = {label.partition(".")[0] for label in model().labels} - {"other"}
    assert topics <= set(Topic)


def test_named_things_are_masked() -> None:
    assert masked(read("is potassium too high", TODAY)) == "be thing too high"


def test_chances_add_up_to_one() -> None:
    assert float(model().probabilities("what be pt sensitive to").sum()) == pytest.approx(1.0, abs=1e-5)


def test_a_sure_choice_is_made_and_said_on_the_badge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intents, "SURE", 0.0)
    reply = ask("what must the kitchen know")
    assert reply.status is Status.ANSWERED
    assert "model" in reply.finished.badge
    assert "no model" not in reply.finished.badge


def test_an_unsure_choice_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intents, "SURE", 1.1)
    assert classify(read("what must the kitchen know", TODAY)) is None


def test_an_empty_line_has_no_intent() -> None:
    assert classify(read("", TODAY)) is None
