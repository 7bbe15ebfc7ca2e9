"""One text summarised, by its kind; every sentence is checked against its own sources."""

from triage.engine.section.classify import SECTIONS
from triage.engine.summary.article import from_article
from triage.engine.summary.checks import kept
from triage.engine.summary.dialogue.choose import Scorer
from triage.engine.summary.dialogue.note import FULL_NOTE, from_dialogue
from triage.engine.summary.note import from_note
from triage.engine.summary.types import Kind, Summary

WANTED = (FULL_NOTE, *SECTIONS)


def summarize(text: str, kind: Kind, section: str = "", scorer: Scorer | None = None) -> Summary:
    """`section` is for dialogues: one of `WANTED`, the full note by default. Raises ValueError for
    another one. `scorer` takes the place of the packaged one."""
    if kind is not Kind.DIALOGUE:
        found = from_note(text) if kind is Kind.NOTE else from_article(text)
        return kept(text, found.sentences)
    if section and section not in WANTED:
        raise ValueError(f"no section {section}")
    made = from_dialogue(text, section or FULL_NOTE, scorer)
    checked = kept(text, made.sentences)
    return Summary(checked.sentences, made.withheld + checked.withheld)
