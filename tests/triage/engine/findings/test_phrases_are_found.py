"""Which finding a text says, and with exactly which characters."""

import pytest

from tests.triage.engine.findings.vocabulary import found, read, states
from triage.engine.findings.phrases import PhraseIndex
from triage.engine.findings.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "finding", "said"),
    [
        ("He has chest pain.", "chest-pain", "chest pain"),
        ("Pain in my chest since noon", "chest-pain", "Pain in my chest"),
        ("CHEST PAINS", "chest-pain", "CHEST PAINS"),
        ("There is diarrhoea.", "diarrhea", "diarrhoea"),
        ("oedema of both ankles", "edema", "oedema"),
        ("Drooping of the right upper eyelid", "ptosis", "Drooping of the right upper eyelid"),
        ("I have diarhea", "diarrhea", "diarhea"),
        ("Her tummy pain is worse", "abdominal-pain", "tummy pain"),
        ("My legs are swollen", "edema", "swollen"),
    ],
)
def test_a_phrase_is_found_in_other_words_forms_and_spellings(text: str, finding: str, said: str) -> None:
    one = found(text)[finding]
    assert (one.text, text[one.start : one.end], one.present) == (said, said, True)


def test_the_longest_phrase_wins() -> None:
    assert list(states("He has pleuritic chest pain.")) == ["pleuritic-chest-pain"]
    assert list(states("chest pain on breathing in")) == ["pleuritic-chest-pain"]


def test_words_of_two_things_are_not_joined() -> None:
    assert set(states("abdominal pain and chest tightness")) == {"abdominal-pain", "chest-tightness"}
    assert set(states("Pain. Chest clear.")) == {"pain"}


def test_a_noun_that_shares_a_stem_is_another_word() -> None:
    assert states("Dullness to percussion") == {}


@pytest.mark.parametrize("text", ["", " \n ", "....", "🙂 🙂", "12/34", "x" * 5000, "no", "(((", "a, , ,b"])
def test_odd_texts_hold_no_finding_and_do_no_harm(text: str) -> None:
    assert read(text).findings == ()


def test_what_is_very_low_is_more_than_low() -> None:
    index = PhraseIndex([("hyponatremia", "low sodium"), ("severe-hyponatremia", "very low sodium")])
    assert [match.finding for match in index.find(tokenize("low sodium"))] == ["hyponatremia"]
    assert [match.finding for match in index.find(tokenize("very low sodium"))] == ["severe-hyponatremia"]


def test_a_spot_is_no_spotting_and_burning_no_burn() -> None:
    index = PhraseIndex([("bleeding", "spotting"), ("burned-skin", "burn"), ("burning-pain", "burning")])
    assert index.find(tokenize("the sore spot")) == []
    assert [match.finding for match in index.find(tokenize("burning since Monday"))] == ["burning-pain"]
