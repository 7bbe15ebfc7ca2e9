"""Are the statements that the checker learns from whole sentences, of every label, and what their label says?"""

from pathlib import Path
from random import Random

import pytest

from training.support.changes import Changes
from training.support.own import Own
from training.support.types import CONTRADICTED, SILENT, SUPPORTED
from triage.engine.support.lexicon import load_lexicon

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
LEXICON = load_lexicon(KNOWLEDGE)


def test_every_wording_is_filled_and_every_label_occurs() -> None:
    own = Own(LEXICON, Random(1))
    pairs = [pair for _passage in range(400) for pair in own.pairs()]
    assert not [pair for pair in pairs if set("{}[]|") & set(pair.sentence + pair.passage)]
    assert {pair.label for pair in pairs} == {SUPPORTED, CONTRADICTED, SILENT}


@pytest.mark.parametrize("sentence", ["Aspirin reduced pain after surgery.", "She takes 5 mg before meals."])
def test_a_corrupted_sentence_is_another_one(sentence: str) -> None:
    changes = Changes(LEXICON, KNOWLEDGE, Random(2))
    assert sentence not in {changes.corrupted(sentence, "The kidneys were examined.") for _try in range(50)}


def test_a_reworded_sentence_keeps_its_numbers() -> None:
    changes = Changes(LEXICON, KNOWLEDGE, Random(3))
    assert all("250" in changes.reworded("The dose of amoxicillin is 250 mg.") for _try in range(50))
