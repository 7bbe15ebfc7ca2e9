"""The part of a passage under one heading, also where the heading is a mere label (`P: Rx unchanged`)."""

import re
from dataclasses import replace

from assistant.engine.mind import cues
from assistant.engine.types import Passage

_LABEL = re.compile(r"^[ \t]*([A-Za-z][A-Za-z/ ]{0,30}):", re.MULTILINE)


def part_of(section: str, passage: Passage) -> Passage | None:
    """The passage itself when it stands under such a heading, or its labelled lines; else None."""
    if cues.is_section(section, passage.section):
        return passage
    labels = list(_LABEL.finditer(passage.text))
    for i, label in enumerate(labels):
        if cues.is_section(section, label[1].strip()):
            end = labels[i + 1].start() if i + 1 < len(labels) else len(passage.text)
            return _cut(passage, label.start(), end)
    return None


def _cut(passage: Passage, start: int, end: int) -> Passage:
    text = passage.text[start:end]
    kept = text.rstrip()
    return replace(passage, text=kept, start=passage.start + start, end=passage.start + start + len(kept))
