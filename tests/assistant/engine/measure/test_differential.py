"""The scores of ranked lists of conditions."""

from pathlib import Path

import pytest

from assistant.engine.cases import cases
from assistant.engine.measure.calibration import calibration_error
from assistant.engine.measure.differential import same_condition, score
from assistant.engine.measure.interval import wilson


def _listed(*names: str, probability: float = 0.5) -> dict[str, object]:
    return {"differential": [{"condition": name, "probability": probability} for name in names]}


def test_ranks_are_counted_and_a_missing_list_is_wrong() -> None:
    pairs = [
        ({"diagnosis": "Gout"}, _listed("Gout", "Sepsis")),
        ({"diagnosis": "Sepsis"}, _listed("Gout", "Sepsis")),
        ({"diagnosis": "Asthma"}, {}),
    ]
    found = score(pairs)
    assert (found["top1"], found["top3"], found["n"]) == (0.3333, 0.6667, 3)
    assert found["mrr10"] == 0.5


@pytest.mark.parametrize(
    ("gold", "names", "same"),
    [
        ("Crohn’s disease", ["Crohn disease"], False),
        ("Crohn's disease", ["Crohn disease"], True),
        ("Asthma", ["Bronchial asthma"], False),
        ("Hemophilia A", ["Hemophilia"], True),
        ("Acute pericarditis", ["Pericarditis", "acute viral pericarditis"], True),
        ("Gout", ["a", "b", "c", "d", "e", "f", "g", "gout"], False),
    ],
)
def test_names_are_compared_by_their_telling_words(gold: str, names: list[str], same: bool) -> None:
    assert same_condition(gold, names) is same


def test_honest_probabilities_have_no_error() -> None:
    assert calibration_error([(0.5, True), (0.5, False)]) == 0.0
    assert calibration_error([(0.9, False), (0.9, False)]) == 0.9
    assert calibration_error([]) == 0.0


def test_the_interval_narrows_with_more_cases() -> None:
    low, high = wilson(8, 10)
    assert low < 0.8 < high
    assert wilson(800, 1000)[0] > low
    assert wilson(0, 0) == (0.0, 1.0)


def test_exam_cases_are_told_in_full_and_never_name_their_answer(tmp_path: Path) -> None:
    (tmp_path / "dev.jsonl").write_text(
        '{"id": "a", "Patient_Actor": {"History_of": "cough", "More": ["x", "y"]}, "Correct_Diagnosis": "Gout"}\n'
        '{"id": "b", "Patient_Actor": {"History": "known gout"}, "Correct_Diagnosis": "Gout"}\n',
        encoding="utf-8",
    )
    (case,) = cases(tmp_path, "dev")
    assert case == {"id": "a", "text": "History of: cough. More: x, y", "diagnosis": "Gout"}


def test_complaints_come_with_the_names_to_choose_from(tmp_path: Path) -> None:
    lines = '{"id": 1, "label": "Flu", "text": "hot"}\n{"id": 2, "label": "Acne", "text": "spots"}\n'
    (tmp_path / "train.jsonl").write_text(lines, encoding="utf-8")
    assert cases(tmp_path, "train")[0] == {
        "id": "1",
        "text": "hot",
        "diagnosis": "Flu",
        "candidates": ["Acne", "Flu"],
    }
