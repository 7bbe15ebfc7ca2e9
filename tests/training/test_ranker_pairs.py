"""What the ranker learns from: is each question beside its own sentence, and is none of a test set?"""

from training.ranker_pairs import OWN, Group, own, untested


def test_a_question_of_two_lines_has_both_and_charts_are_read_as_one() -> None:
    text = "== A\nOne. => Who? | Why?\nTwo. => Why?\n=== chart\n== B\n# PLAN\nThree. => When?\n== C\nFour.\n"
    found = {group.question: group for group in own(text)}
    assert [found["Why?"].lines[i][1] for i in sorted(found["Why?"].right)] == ["One.", "Two."]
    assert found["When?"].lines == (("PLAN", "Three."), ("C", "Four."))


def test_every_line_of_ours_that_is_asked_about_says_something() -> None:
    found = own(OWN.read_text(encoding="utf-8"))
    assert len(found) > 2000
    assert all(group.right and len(group.right) < len(group.lines) for group in found)


def test_a_question_of_a_test_set_is_left_out() -> None:
    asked = ("Does he snore?", "does he SNORE", "Does the goat snore?", "What did infectious disease recommend?")
    those = [Group(question, (("A", "One."), ("A", "Two.")), frozenset({0}), "own") for question in asked]
    assert [group.question for group in untested(those)] == ["Does the goat snore?"]
