"""Is a span found only when all of it is covered, and are only words that vanish counted as removed?"""

from assistant.engine.measure.deidentify import score

GOLD = {"text": "Ann Lee has gout", "spans": [{"start": 0, "end": 7, "type": "PERSON"}]}


def test_half_a_name_is_no_find() -> None:
    assert score([(GOLD, {"spans": [{"start": 0, "end": 3, "type": "PERSON"}]})])["recall"] == 0


def test_two_spans_may_cover_one_and_their_type_is_free() -> None:
    halves = [{"start": 0, "end": 3, "type": "GPE"}, {"start": 4, "end": 7, "type": "PERSON"}]
    assert score([(GOLD, {"spans": halves})])["recall"] == 1


def test_a_clinical_word_that_vanishes_is_counted_and_one_that_is_kept_is_not() -> None:
    taken = {"start": 12, "end": 16, "type": "PERSON"}
    assert score([(GOLD, {"spans": [taken]})])["removed"] == 0.5
    assert score([(GOLD, {"spans": [{**taken, "kept": True}]})])["removed"] == 0


def test_no_prediction_finds_nothing() -> None:
    assert score([(GOLD, {})])["recall"] == 0
