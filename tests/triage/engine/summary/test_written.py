"""Is what another model wrote shown only where the text says it?"""

from triage.engine.summary.written import from_written

TEXT = "The knee has hurt since May. Naproxen 250 mg helped a little. There is no fever. Plan: an MRI of the left knee."


def anything(sentence: str, passage: str) -> bool:
    return bool(passage)


def test_each_sentence_rests_on_those_that_share_its_words() -> None:
    made = from_written(TEXT, "Knee pain has hurt since May. An MRI of the left knee is the plan.", anything)
    assert [[TEXT[s.start : s.end] for s in one.sources] for one in made.sentences] == [
        ["The knee has hurt since May."],
        ["Plan: an MRI of the left knee."],
    ]
    assert made.withheld == 0


def test_a_number_a_side_or_a_denial_of_its_own_is_withheld() -> None:
    for invented in ("Naproxen 500 mg helped a little.", "An MRI of the right knee is the plan.", "There is fever."):
        made = from_written(TEXT, invented, anything)
        assert (made.sentences, made.withheld) == ((), 1), invented


def test_what_the_check_does_not_find_supported_is_withheld() -> None:
    def no_drugs(sentence: str, passage: str) -> bool:
        return "Naproxen" not in sentence

    made = from_written(TEXT, "Naproxen helped. The knee has hurt since May.", no_drugs)
    assert [one.text for one in made.sentences] == ["The knee has hurt since May."]
    assert made.withheld == 1


def test_a_sentence_without_any_source_is_withheld() -> None:
    assert from_written(TEXT, "Please subscribe!", anything).sentences == ()
    assert from_written("", "Anything at all.", anything).withheld == 1
