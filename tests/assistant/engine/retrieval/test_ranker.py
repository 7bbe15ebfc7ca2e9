"""Does the ranker tell which sentence answers, whatever stands beside it?"""

from functools import lru_cache
from pathlib import Path

import pytest

from assistant.engine.retrieval.ranker import Ranker
from triage.engine.trunk.errors import ModelUnavailable
from triage.engine.trunk.words import FOLDER

SAID = [
    "Blood pressure 130/80, pulse 72.",
    "She keeps bees with her nephew and sells the honey.",
    "Amlodipine was given up as her ankles swelled.",
    "Next visit in three months.",
]


@lru_cache(maxsize=1)
def ranker() -> Ranker:
    return Ranker(FOLDER.parent / "ranker")


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "place"),
    [("Why did she stop taking amlodipine?", 2), ("When will she be seen again?", 3), ("Any pets or animals?", 1)],
)
def test_what_answers_comes_first(question: str, place: int) -> None:
    scores = [match.answers for match in ranker().matches(question, SAID)]
    assert scores.index(max(scores)) == place


@pytest.mark.model
def test_a_sentence_scores_the_same_alone_and_beside_a_very_long_one() -> None:
    alone = ranker().matches("Why did she stop taking amlodipine?", SAID[2:3])[0]
    beside = ranker().matches("Why did she stop taking amlodipine?", [SAID[2], "and then " * 400])[0]
    assert beside.answers == pytest.approx(alone.answers, abs=0.3)  # eight bits are scaled by what runs together
    assert beside.meaning == pytest.approx(alone.meaning, abs=0.02)


@pytest.mark.model
def test_nothing_to_read_gives_nothing() -> None:
    assert ranker().matches("Why?", []) == []
    assert len(ranker().matches("", ["", "🙂"])) == 2


def test_weights_that_are_missing_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"card\.json"):
        Ranker(tmp_path / "ranker")
