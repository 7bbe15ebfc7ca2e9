"""Under which heading a place of a note stands, and what that says of everything there."""

import re
from bisect import bisect_right
from collections.abc import Mapping

# A heading begins a line or a sentence and ends with a colon, or is a short line of its own.
_HEADING = re.compile(
    r"(?:(?<=\n)|(?<=[.;] )|\A)[ \t#*]*(?:\d{1,2}[.)] *)?([A-Za-z][A-Za-z/&,' -]{1,45}?)[ *]*(:|(?=\n|\Z))"
)
_JOINTS = re.compile(r"[^a-z]+")
_LONGEST = 5  # words


class Headings:
    """Where the headings of one text are, and what each says."""

    def __init__(self, text: str, known: Mapping[str, Mapping[str, str]]) -> None:
        self._starts: list[int] = []
        self._says: list[Mapping[str, str]] = []
        for found in _HEADING.finditer(text):
            name = _JOINTS.sub(" ", found[1].lower()).strip()
            if name in known or (found[2] and len(name.split()) <= _LONGEST and _at_line_start(text, found.start(1))):
                self._starts.append(found.end())
                self._says.append(known.get(name, {}))

    def over(self, place: int) -> Mapping[str, str]:
        at = bisect_right(self._starts, place)
        return self._says[at - 1] if at else {}


def _at_line_start(text: str, at: int) -> bool:
    line = text[max(0, at - 12) : at].rpartition("\n")[2]
    return not line.strip(" \t#*0123456789.)")
