"""A handout in the patient's own terms at a stated reading grade. Every sentence keeps its sources."""

import re
from collections.abc import Sequence

from triage.engine.summary import plain
from triage.engine.summary.chart import finished
from triage.engine.summary.checks import check
from triage.engine.summary.drugs import drugs_in
from triage.engine.summary.readability import HARD, grade, syllables, words
from triage.engine.summary.types import ChartSection, ChartSentence, ChartSummary, Handout, SectionKey

TARGET = 6.0  # school grade that patient information usually aims at
SHOWN = (
    SectionKey.REASON,
    SectionKey.PROBLEMS,
    SectionKey.ALLERGIES,
    SectionKey.MEDICATIONS,
    SectionKey.RESULTS,
    SectionKey.PROCEDURES,
    SectionKey.COURSE,
    SectionKey.PLAN,
)
_YOURS = (
    (r"\b[Tt]he patient's\b", "your"),
    (r"\b[Tt]he patient (?:is|was)\b", "you are"),
    (r"\b[Tt]he patient (?:has|had)\b", "you have"),
    (r"\b[Tt]he patient (?:reports?|states?|notes?)(?: that)?\b", "you said that"),
    (r"\b[Tt]he patient denies\b", "you do not have"),
    (r"\b[Tt]he patient ([a-z]{2,}[^s\W])s\b", r"you \1"),
    (r"\b[Tt]he patient\b", "you"),
    (r"\s*\((?:disorder|finding|situation|procedure)\)", ""),
)
_CUTS = re.compile(r"; |, (?:and|but|which|who) (?=[a-z])")


def handout(source: ChartSummary, target: float = TARGET) -> Handout:
    """Plain words always; sentences are cut at semicolons and clauses while the grade is above `target`.
    What cannot be said more simply is listed in `hard_words`."""
    chosen = [section for section in source.sections if section.key in SHOWN]
    whole = _told(chosen, cut=False)
    if grade(_text(whole[0])) > target:
        whole = _told(chosen, cut=True)
    sections, withheld = whole
    text = _text(sections)
    return Handout(sections, grade(text), target, _hard(text), withheld)


def _told(sections: Sequence[ChartSection], cut: bool) -> tuple[tuple[ChartSection, ...], int]:
    told, withheld = [], 0
    for section in sections:
        passed = []
        for sentence in section.sentences:
            said = _plain(sentence.text, cut)
            if check(said, [sentence.text, *(source.quote for source in sentence.sources)]):
                withheld += 1
            else:
                passed.append(ChartSentence(said, sentence.sources))
        if passed:
            told.append(ChartSection(section.key, tuple(passed)))
    return tuple(told), withheld


def _plain(text: str, cut: bool) -> str:
    for pattern, yours in _YOURS:
        text = re.sub(pattern, yours, text)
    text = plain.load().put(text)
    parts = _CUTS.split(text) if cut else [text]
    return " ".join(finished(part[0].upper() + part[1:]) for part in map(str.strip, parts) if part)


def _text(sections: Sequence[ChartSection]) -> str:
    return " ".join(sentence.text for section in sections for sentence in section.sentences)


def _hard(text: str) -> tuple[str, ...]:
    """Long words that stayed; drug names must stay."""
    long = {word.lower() for word in words(text) if word[0].isalpha() and syllables(word) >= HARD}
    return tuple(sorted(long - drugs_in(text)))
