"""Slips in the vocabulary stop the start."""

from pathlib import Path
from shutil import copytree

import pytest

from assistant.engine.mind.vocabulary import FOLDER, Kind, VocabularyError, load, vocabulary


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(copytree(FOLDER, tmp_path / "vocabulary"))


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_vocabulary_loads_and_knows_each_kind() -> None:
    assert {t.kind for t in vocabulary().terms} == set(Kind)


def test_one_code_cannot_stand_for_two_tests(folder: Path) -> None:
    _replace(folder / "labs.yaml", '"2951-2"', '"2823-3"')
    with pytest.raises(VocabularyError, match="2823-3"):
        load(folder)


def test_an_unknown_field_is_named(folder: Path) -> None:
    _replace(folder / "vaccines.yaml", "holds: [tdap]", "hold: [tdap]")
    with pytest.raises(VocabularyError, match="hold"):
        load(folder)


def test_a_panel_cannot_hold_a_test_that_does_not_exist(folder: Path) -> None:
    _replace(folder / "labs.yaml", "members: [total cholesterol,", "members: [totl cholesterol,")
    with pytest.raises(VocabularyError, match="totl"):
        load(folder)


def test_a_file_without_its_review_state_is_refused(folder: Path) -> None:
    _replace(folder / "conditions.yaml", "review: unreviewed\n", "")
    with pytest.raises(VocabularyError, match="conditions"):
        load(folder)


def test_a_word_that_yaml_reads_as_a_truth_value_is_refused(folder: Path) -> None:
    _replace(folder / "labs.yaml", "words: [sodium,", "words: [no,")
    with pytest.raises(VocabularyError, match="sodium"):
        load(folder)


def test_a_chinese_name_of_an_unknown_drug_is_refused(folder: Path) -> None:
    _replace(folder / "drugs.yaml", "青霉素: penicillin", "青霉素: penicilin")
    with pytest.raises(VocabularyError, match="penicilin"):
        load(folder)
