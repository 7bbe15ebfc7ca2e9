import pytest

from triage.engine.sentences import sentences


def _cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Dr. Smith saw him.",
        "Give 0.5 mg twice.",
        "Avoid NSAIDs, e.g. ibuprofen, today.",
        "Metoprolol 25 mg b.i.d. was kept.",
        "Seen by J. Doe.",
        "Pt. denies pain.",
        "See Fig. 2 for it.",
        "1. Aspirin daily.",
        "a. Stop warfarin.",
    ],
)
def test_a_full_stop_inside_a_sentence_does_not_end_it(sentence: str) -> None:
    assert _cut(f"{sentence} It was discussed.") == [sentence, "It was discussed."]


def test_each_list_item_and_each_line_meant_as_one_stands_alone() -> None:
    assert _cut("Plan\n- rest\n- fluids\nWeight 80 kg\nHeight 180 cm") == [
        *("Plan", "- rest", "- fluids", "Weight 80 kg", "Height 180 cm")
    ]


def test_a_line_that_an_editor_wrapped_goes_on() -> None:
    wrapped = "The patient was admitted for observation after an episode of syncope\nand was discharged. He left."
    assert len(_cut(wrapped)) == 2


def test_notes_typed_in_small_letters_are_cut_too() -> None:
    assert _cut("no fever. denies pain. lungs clear") == ["no fever.", "denies pain.", "lungs clear"]


def test_chinese_full_stops_need_no_space() -> None:
    assert _cut("青霉素过敏。血压正常。") == ["青霉素过敏。", "血压正常。"]


def test_only_the_asked_part_is_cut() -> None:
    text = "One is here. Two is here. Three is here."
    assert [text[a:b] for a, b in sentences(text, 13, 26)] == ["Two is here."]
