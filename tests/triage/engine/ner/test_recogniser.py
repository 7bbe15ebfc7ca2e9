"""Do marks lie exactly on the text as it was given, however long or odd it is?"""

from itertools import pairwise

import pytest

from tests.fakes.marking import MarkingScorer, marking
from triage.engine.ner.onnx import OnnxRecogniser
from triage.engine.types import Entity

TOLD = {"aspirin": 1, "chest": 3, "pain": 4, "fever": 3}


def marks(text: str, recogniser: OnnxRecogniser | None = None) -> list[tuple[str, str]]:
    (found,) = (recogniser or marking(TOLD)).find([text])
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    return [(one.label, one.text) for one in found]


def test_words_that_go_on_make_one_mark() -> None:
    assert marks("Took aspirin for chest pain.") == [("Drug", "aspirin"), ("Sign", "chest pain")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("chest\t \n pain", ["chest\t \n pain"]),
        ("Chest pain(aspirin)", ["Chest pain", "aspirin"]),
        ("took aspirin , for chest pain .", ["aspirin", "chest pain"]),
        ("🫀 chest pain 🫀 fever", ["chest pain", "fever"]),
        ("ألم fever في الصدر", ["fever"]),
        ("发热 fever 胸痛", ["fever"]),
        ("fe\u0301ver fever", ["fe\u0301ver", "fever"]),
        ("a\0b \0fever\0", ["fever"]),
        ("ﬁrst İstanbul fever", ["fever"]),
        ("\ufefffever\r\n\u200bchest pain", ["fever", "chest pain"]),
    ],
)
def test_offsets_hold_whatever_stands_around(text: str, found: list[str]) -> None:
    assert [mark for _, mark in marks(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CHEST:\nPain since noon.", ["CHEST:"]),
        ("Chest\n\npain", ["Chest"]),
        ("Chest\n- pain", ["Chest"]),
        ("1. Chest\r\n2. Pain, fever", ["Chest", "fever"]),
        (f"{'seen at rest ' * 5}with chest\npain", ["chest\npain"]),
    ],
)
def test_no_mark_runs_on_from_a_heading_or_a_line_of_a_list(text: str, found: list[str]) -> None:
    assert [mark for _, mark in marks(text, marking(TOLD | {":": 4}))] == found


def test_lines_end_marks_in_every_window_of_a_long_note() -> None:
    note = "CHEST\nPain was denied, fever too.\n" * 60
    assert marks(note, marking(TOLD, max_pieces=64)) == [("Sign", "CHEST"), ("Sign", "fever")] * 60


@pytest.mark.parametrize("text", ["", " \n\t", "\0\0", "...!!!???", "-" * 5000, "𝔘" * 3000, "\ud800"[:0]])
def test_a_text_without_words_to_mark_has_no_marks(text: str) -> None:
    assert marks(text) == []


def test_a_word_of_any_length_is_passed_over() -> None:
    assert marks("x" * 100_000 + " fever") == [("Sign", "fever")]
    assert marks("ab1c-" * 4000 + " fever") == [("Sign", "fever")]


def test_many_texts_are_answered_in_their_order_and_each_as_when_alone() -> None:
    texts = ["fever", "", "no marks here", "aspirin and chest pain " * 200, "chest", "fever " * 7]
    together = marking(TOLD).find(texts)
    assert together == [marking(TOLD).find([text])[0] for text in texts]
    assert marking(TOLD).find(texts[::-1]) == together[::-1]


def test_a_long_note_is_read_in_windows_that_fit_and_nothing_is_lost_at_their_borders() -> None:
    note = "The patient took aspirin and had chest pain at rest. " * 60
    scorer = MarkingScorer(TOLD, max_pieces=64)
    recogniser = OnnxRecogniser(scorer, marking(TOLD).labels, marking(TOLD)._chain)
    assert marks(note, recogniser) == [("Drug", "aspirin"), ("Sign", "chest pain")] * 60
    assert min(scorer.read) > 20


def test_a_sentence_that_is_too_long_is_cut_and_marks_across_the_cut_stay_whole() -> None:
    for lead in range(40):
        text = "so " * (30 + lead) + "chest pain " + "and " * 90 + "fever"
        assert marks(text, marking(TOLD, max_pieces=64)) == [("Sign", "chest pain"), ("Sign", "fever")]


def test_megabytes_are_read_in_slices() -> None:
    text = "Fever. " * 60_000
    (found,) = marking(TOLD).find([text])
    assert len(found) == 60_000
    assert found[-1] == Entity(len(text) - 7, len(text) - 2, "Sign", "Fever", found[-1].score)


def test_scores_are_shares() -> None:
    (found,) = marking(TOLD).find(["chest pain"])
    assert 0.9 < found[0].score <= 1
