import random
from itertools import pairwise

import pytest

from assistant.engine.retrieval.chunk import MAX_CHARACTERS, MAX_WORDS, Chunk, chunk

_PARTS = [
    *("pain", "Dr. Smith", "0.5 mg", "e.g.", "q.d.", "HISTORY:", "# Plan", "**Labs**", "1.", "- ", "•"),
    *(". ", "! ", "? ", "…", ".", "\n", "\r\n", "\n\n", "\t", "  ", "\x00", "\u2028", "\u00a0"),
    *("حساسية من البنسلين", "青霉素过敏。", "👩‍⚕️", "e\u0301", "\ud800", "x" * 1500, '."', "Assessment and Plan:"),
]


def _random_text(seed: int) -> str:
    chosen = random.Random(seed)
    return "".join(chosen.choice(_PARTS) + chosen.choice(["", " ", "\n"]) for _ in range(chosen.randrange(120)))


def _left_out(text: str, chunks: list[Chunk]) -> str:
    borders = [0, *(place for part in chunks for place in (part.start, part.end)), len(text)]
    return "".join(text[left:right] for left, right in zip(borders[::2], borders[1::2], strict=True))


@pytest.mark.parametrize("seed", range(100))
def test_any_text_is_cut_at_exact_offsets_and_only_white_space_is_lost(seed: int) -> None:
    text = _random_text(seed)
    chunks = list(chunk(text))
    assert all(text[part.start : part.end] == part.text for part in chunks)
    assert all(before.end <= after.start for before, after in pairwise(chunks))
    assert not _left_out(text, chunks).strip()


@pytest.mark.parametrize("seed", range(50))
def test_no_passage_is_too_long_for_the_encoder(seed: int) -> None:
    for part in chunk(_random_text(seed)):
        assert len(part.text.split()) <= MAX_WORDS
        assert part.end - part.start <= MAX_CHARACTERS


@pytest.mark.parametrize("unit", [".", "e.g. ", "a", "A:\n", "# \n", '."', "word ", "1."])
def test_a_long_monotonous_text_is_cut_like_anything_else(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    chunks = list(chunk(text))
    assert len(chunks) > 100
    assert not _left_out(text, chunks).strip()


def test_neighbouring_sentences_share_a_passage_and_a_long_section_takes_several() -> None:
    short = "He feels well. He sleeps well."
    assert [part.text for part in chunk(short)] == [short]
    long = " ".join(f"Finding number {n} was seen again on that day." for n in range(40))
    parts = list(chunk(long))
    assert len(parts) > 2
    assert all(part.text.endswith(".") for part in parts)


@pytest.mark.parametrize("text", ["", " \n\t\r\n"])
def test_nothing_gives_no_passage(text: str) -> None:
    assert list(chunk(text)) == []


def test_a_note_of_two_megabytes_is_cut_whole() -> None:
    note = "He was seen on the ward by Dr. Smith. " * 53_000
    assert sum(part.text.count("ward") for part in chunk(note)) == 53_000
