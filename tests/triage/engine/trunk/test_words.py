from pathlib import Path

import pytest

from triage.engine.trunk.batches import BATCH_PIECES, batches
from triage.engine.trunk.errors import ModelUnavailable
from triage.engine.trunk.shapes import (
    CAPITAL,
    DIGITS,
    LETTERS_AND_DIGITS,
    LOWER,
    MARK,
    MIXED,
    UPPER,
    piece_shapes,
    shape,
)
from triage.engine.trunk.trunk import Trunk
from triage.engine.trunk.words import Words, shared_words


@pytest.mark.model
def test_pieces_lead_back_to_the_very_characters_whatever_their_script() -> None:
    text = "  Naloxone\treverses 😀 the antihypertensive\u00a0effect of α-methyldopa: 5,6 µg "
    found = shared_words().pieces([text])[0]
    ends = {word: end for (_, end), word in zip(found.offsets, found.words, strict=True)}
    starts = {word: start for (start, _), word in reversed(list(zip(found.offsets, found.words, strict=True)))}
    assert text[starts[0] : ends[0]] == "Naloxone"
    assert text[starts[1] : ends[1]] == "reverses"
    assert all(not text[start:end].isspace() for start, end in found.offsets)
    assert [text[start] for (start, _), word in zip(found.offsets, found.words, strict=True) if word == 2] == ["😀"]


@pytest.mark.model
def test_rows_follow_the_shape_of_the_ids() -> None:
    import numpy as np

    assert shared_words().rows(np.array([[101, 102, 0]])).shape == (1, 3, 384)


def test_a_missing_table_says_which_file(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"tokenizer\.json"):
        Words(tmp_path).pieces(["text"])
    with pytest.raises(ModelUnavailable, match=r"card\.json"):
        Trunk(tmp_path)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("fever", LOWER),
        ("Fever", CAPITAL),
        ("COPD", UPPER),
        ("mRNA", MIXED),
        ("120", DIGITS),
        ("CD4", LETTERS_AND_DIGITS),
        ("-", MARK),
        ("A", CAPITAL),
    ],
)
def test_a_word_has_the_shape_in_which_it_is_written(word: str, expected: int) -> None:
    assert shape(word) == expected


@pytest.mark.model
def test_every_piece_of_a_word_has_the_words_shape() -> None:
    text = "Gastroenterology CLINIC"
    pieces = shared_words().pieces([text])[0]
    shapes = piece_shapes(text, pieces)
    assert set(shapes) == {CAPITAL, UPPER}
    assert len(shapes) == len(pieces.ids)


def test_texts_of_like_length_share_a_batch_and_none_is_lost() -> None:
    lengths = [250, 3, 250, 4] * 20
    found = list(batches(lengths))
    assert sorted(place for batch in found for place in batch) == list(range(80))
    assert all(len(batch) * max(lengths[place] for place in batch) <= BATCH_PIECES for batch in found)
