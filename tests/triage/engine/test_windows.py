"""Is a long text cut into pieces that together are the text, where a reader would cut it?"""

from triage.engine.windows import windows


def pieces(text: str, size: int) -> list[str]:
    return [text[one.start : one.end] for one in windows(text, size)]


def test_together_they_are_the_text() -> None:
    text = "".join(f"Line {number} of a long note. It goes on.\n" for number in range(300))
    assert "".join(pieces(text, 500)) == text


def test_a_short_text_is_one_piece_and_an_empty_one_none() -> None:
    assert pieces("All well.", 100) == ["All well."]
    assert pieces("", 100) == []


def test_the_cut_is_after_a_line_else_a_sentence_else_a_word() -> None:
    assert pieces("aaaa bbbb cccc\ndddd eeee", 20) == ["aaaa bbbb cccc\n", "dddd eeee"]
    assert pieces("Aaaa bbbb. Cccc dddd eeee", 16) == ["Aaaa bbbb. ", "Cccc dddd eeee"]
    assert pieces("aaaaaaaa bbbbbbbb", 12) == ["aaaaaaaa ", "bbbbbbbb"]


def test_a_text_without_any_gap_is_cut_at_the_size() -> None:
    assert pieces("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]
