"""Since when a finding is there, or for how long, as the text says it."""

import pytest

from tests.triage.engine.findings.vocabulary import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cough for three weeks and fever since yesterday.", {"cough": "for three weeks", "fever": "since yesterday"}),
        (
            "For two days he has had diarrhea and chills, since this morning a rash.",
            {"diarrhea": "For two days", "chills": "For two days", "rash": "since this morning"},
        ),
        ("A 2-week history of cough and chills.", {"cough": "2-week history", "chills": "2-week history"}),
        ("Two hours  of chest pain.", {"chest-pain": "Two hours"}),
        (
            "Diarrhea, cough and rash for 5 days.",
            {"diarrhea": "for 5 days", "cough": "for 5 days", "rash": "for 5 days"},
        ),
        ("He has chest pain. It began two hours ago.", {"chest-pain": "two hours ago"}),
        ("My chest hurts, and I am a 45-year-old who is 20 weeks pregnant.", {"chest-pain": None}),
        ("No cough for 3 days. Rash.", {"cough": None, "rash": None}),
        ("Potassium was 6.1 yesterday.", {"hyperkalemia": "yesterday"}),
    ],
)
def test_the_phrase_that_dates_a_finding(text: str, expected: dict[str, str | None]) -> None:
    dates = {id_: one.since for id_, one in found(text).items() if id_ in expected}
    assert {id_: date and date.text for id_, date in dates.items()} == expected


def test_a_phrase_has_its_place_and_its_days() -> None:
    text = "He reports a rash for the past 2 weeks."
    since = found(text)["rash"].since
    assert since is not None
    assert text[since.start : since.end] == since.text == "for the past 2 weeks"
    assert since.days == 14.0


def test_a_phrase_without_a_number_has_no_days() -> None:
    since = found("I have had a rash for years.")["rash"].since
    assert since is not None
    assert since.days is None


def test_what_goes_on_since_the_past_is_there_now() -> None:
    assert found("A rash since childhood.")["rash"].temporality == "recent"
    assert found("A rash three years ago.")["rash"].temporality == "historical"


@pytest.mark.parametrize("text", ["", "for for for", "since", "1-1-1 days of", "for " * 2_000, "3 days " * 2_000])
def test_any_text_is_answered(text: str) -> None:
    assert isinstance(found(f"{text} rash."), dict)
