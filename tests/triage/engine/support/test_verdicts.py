"""Are verdicts what the contract says, and as good as the card says?"""

from pathlib import Path

import pytest

from triage.engine.support import CONTRADICTED, NOT_SUPPORTED, SUPPORTED, Checker, SupportUnavailable

pytestmark = pytest.mark.model
ROOT = Path(__file__).parents[4]
PASSAGE = "The left knee is swollen. Ibuprofen 400 mg was stopped on 3 May 2024.\nNo fever"


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(ROOT / "weights" / "support", ROOT / "knowledge")


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("The left knee is swollen.", SUPPORTED),
        ("No fever.", SUPPORTED),
        ("Ibuprofen was stopped on May 3, 2024.", SUPPORTED),
        ("The right knee is swollen.", CONTRADICTED),
        ("There is fever.", CONTRADICTED),
        ("Ibuprofen 600 mg was stopped on 3 May 2024.", CONTRADICTED),
        ("Chest pain wakes her every night.", NOT_SUPPORTED),
        ("Ibuprofen was certainly stopped on 3 May 2024.", NOT_SUPPORTED),
        ("", NOT_SUPPORTED),
    ],
)
def test_the_verdict_fits(checker: Checker, sentence: str, verdict: str) -> None:
    assert checker.check([(sentence, PASSAGE)])[0].verdict == verdict


def test_a_part_of_a_denied_sentence_is_not_taken_for_the_whole(checker: Checker) -> None:
    assert checker.check([("Fever", PASSAGE)])[0].verdict != SUPPORTED


def test_scores_lie_between_0_and_1_and_an_empty_passage_supports_nothing(checker: Checker) -> None:
    found = checker.check(
        [("He is well.", ""), ("He is well.", "word " * 30_000), ("\ud800", "He is well."), ("?", "?")]
    )
    assert [one.verdict for one in found[:2]] == [NOT_SUPPORTED, NOT_SUPPORTED]
    assert all(0 <= one.score <= 1 for one in found)


def test_missing_weights_say_where(tmp_path: Path) -> None:
    with pytest.raises(SupportUnavailable, match="support"):
        Checker(tmp_path / "support", ROOT / "knowledge")
