"""Does an entailment model of others decide only what the rules leave open?"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from triage.engine.hub.classifier import HubClassifier
from triage.engine.support import CONTRADICTED, NOT_SUPPORTED, SUPPORTED, Checker
from triage.engine.support.by_entailment import EntailmentChecker
from triage.engine.types import ModelInfo

ROOT = Path(__file__).resolve().parents[4]
PASSAGE = "Metformin was raised to 1000 mg in May. The left knee is swollen."


class Says(HubClassifier):
    """Gives every pair the same shares, and keeps what it was asked."""

    def __init__(self, entailment: float, neutral: float, contradiction: float) -> None:
        self.info = ModelInfo("somebody/nli", "abc")
        self._same = {"entailment": entailment, "neutral": neutral, "contradiction": contradiction}
        self.asked: list[tuple[str, str]] = []

    def shares(self, texts: Sequence[str], beside: Sequence[str] = ()) -> list[Mapping[str, float]]:
        self.asked += zip(texts, beside, strict=True)
        return [self._same] * len(texts)


@pytest.fixture(scope="module")
def rules() -> Checker:
    return Checker(ROOT / "weights" / "support", ROOT / "knowledge")


def test_a_wrong_number_or_side_fails_whatever_the_model_says(rules: Checker) -> None:
    model = Says(1.0, 0.0, 0.0)
    wrong = ["Metformin was raised to 500 mg.", "The right knee is swollen."]
    found = EntailmentChecker(rules, model).check([(one, PASSAGE) for one in wrong])
    assert SUPPORTED not in {one.verdict for one in found}
    assert model.asked == []


def test_a_quotation_needs_no_model(rules: Checker) -> None:
    model = Says(0.0, 0.0, 1.0)
    assert EntailmentChecker(rules, model).check([("The left knee is swollen.", PASSAGE)])[0].verdict == SUPPORTED
    assert model.asked == []


@pytest.mark.parametrize(
    ("shares", "verdict"),
    [((0.9, 0.1, 0.0), SUPPORTED), ((0.2, 0.7, 0.1), NOT_SUPPORTED), ((0.1, 0.2, 0.7), CONTRADICTED)],
)
def test_the_model_decides_a_rewording(shares: tuple[float, float, float], verdict: str, rules: Checker) -> None:
    model = Says(*shares)
    said = "There is swelling of the left knee."
    found = EntailmentChecker(rules, model).check([(said, PASSAGE), ("", PASSAGE)])
    assert [one.verdict for one in found] == [verdict, NOT_SUPPORTED]
    assert model.asked == [(PASSAGE, said)]
