"""Does a slip in the rule files stop the start, with the place named?"""

from pathlib import Path

import pytest

from triage.engine.context.rules import load
from triage.engine.context.types import RuleError

HEAD = "version: 1\nwritten: 2026-11-25\nreviewed: unreviewed\n"
HEADINGS = HEAD + "headings: [{says: [historical], names: [pmh]}]\n"


def folder(at: Path, cues: str, headings: str = HEADINGS) -> Path:
    (at / "cues.yaml").write_text(cues, encoding="utf-8")
    (at / "headings.yaml").write_text(headings, encoding="utf-8")
    return at


def test_the_shipped_rules_load() -> None:
    assert len(load().cues) > 20


@pytest.mark.parametrize(
    ("entry", "named"),
    [
        ("{says: negated, phrases: []}", "needs says and phrases"),
        ("{says: denied, phrases: [no]}", "rule 1"),
        ("{says: [negated, affirmed], phrases: [none of]}", "cannot be said"),
        ("{says: negated, reach: behind, phrases: [no one]}", "reach"),
        ("{says: ends, ends: [mood], phrases: [but]}", "reach or ends"),
        ("{says: negated, phrases: ['<word>? no']}", "could begin anywhere"),
        ("{says: negated, reach: here, phrases: [if the a an §]}", "too late"),
        ("{says: negated, phrases: ['none?']}", "could begin anywhere"),
        ("{says: negated, phrases: ['no <kin>']}", "no class <kin>"),
        ("{says: negated, phrases: ['no||not']}", "empty choice"),
        ("{says: negated, why: x, phrases: [none]}", "why"),
    ],
)
def test_a_bad_rule_is_named(entry: str, named: str, tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=named):
        load(folder(tmp_path, f"{HEAD}cues: [{entry}]\n"))


def test_a_file_without_date_and_review_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"cues\.yaml"):
        load(folder(tmp_path, "cues: []\n"))


def test_a_heading_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    twice = HEAD + "headings: [{says: [historical], names: [pmh, pmh]}]\n"
    with pytest.raises(RuleError, match="pmh is there twice"):
        load(folder(tmp_path, HEAD + "cues: [{says: negated, phrases: [none]}]\n", twice))


def test_a_phrase_that_says_nothing_takes_the_words_of_a_shorter_one(tmp_path: Path) -> None:
    cues = "cues: [{says: negated, phrases: ['no']}, {says: nothing, phrases: [no increase]}]\n"
    rules = load(folder(tmp_path, HEAD + cues))
    assert [cue.nothing for cue in rules.cues] == [False, True]
