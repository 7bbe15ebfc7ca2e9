"""What was changed between a suggested and a signed text, in words that a person can read."""

from triage.engine.summary.difference import Change, difference


def texts(suggested: str, signed: str, *wanted: Change) -> str:
    return "".join(piece.text for piece in difference(suggested, signed).pieces if piece.change in wanted)


def test_an_unchanged_text_has_no_difference_even_with_other_line_ends() -> None:
    same = difference("PLAN\nRest.  \n", "PLAN\r\nRest.")
    assert same.is_none
    assert (same.suggested, same.kept, same.removed, same.added) == (2, 2, 0, 0)


def test_both_texts_can_be_read_out_of_the_pieces() -> None:
    old, new = "Take aspirin 81 mg daily with food.", "Take clopidogrel 75 mg daily."
    assert texts(old, new, Change.KEPT, Change.REMOVED).split() == old.split()
    assert texts(old, new, Change.KEPT, Change.ADDED) == new


def test_a_changed_phrase_is_one_change_and_a_number_stays_whole() -> None:
    found = difference("Potassium 5.6 mmol/L today.", "Potassium 6.5 mmol/L now, repeated.")
    removed = [piece.text.strip() for piece in found.pieces if piece.change is Change.REMOVED]
    assert removed == ["5.6", "today"]
    phrase = difference("on warfarin and aspirin daily", "on apixaban or heparin daily")
    assert phrase.pieces[1].text.strip() == "warfarin and aspirin"


def test_words_are_counted_and_punctuation_is_not() -> None:
    found = difference("No fever, no cough.", "No fever; no cough; no rash.")
    assert (found.suggested, found.signed, found.kept, found.added, found.removed) == (4, 6, 4, 2, 0)


def test_an_empty_side_is_all_added_or_all_removed() -> None:
    assert difference("", "New words.").added == 2
    assert difference("Old words.", "").removed == 2


def test_a_very_long_text_is_compared_line_by_line() -> None:
    old = "\n".join(f"Line {number} of many words here." for number in range(1500))
    new = old.replace("Line 700 of", "Line 700 not of")
    assert len(difference(old, new).pieces) == 4
