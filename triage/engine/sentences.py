"""Sentence borders in clinical and biomedical prose, as exact offsets.

Rules instead of a model: notes break every habit a general splitter has learned (`0.5 mg`, `q.d.`,
`Dr. Smith`, lists without full stops), and the offsets must hold for any input in linear time.
"""

import re
from collections.abc import Iterator

Span = tuple[int, int]

# What never ends a sentence, and what does so only before a capital letter.
_NEVER_LAST = frozenset(
    [
        "dr",
        "drs",
        "mr",
        "mrs",
        "ms",
        "prof",
        "st",
        "vs",
        "viz",
        "approx",
        "ca",
        "cf",
        "fig",
        "figs",
        "eq",
        "eqs",
        "ref",
        "refs",
        "e.g",
        "i.e",
        "vol",
        "pp",
        "eds",
    ]
)
_SELDOM_LAST = frozenset(
    [
        "jr",
        "sr",
        "inc",
        "ltd",
        "al",
        "etc",
        "no",
        "nos",
        "a.m",
        "p.m",
        "q.d",
        "b.i.d",
        "t.i.d",
        "q.i.d",
        "p.o",
        "p.r.n",
        "q.h.s",
        "q.o.d",
        "i.v",
        "i.m",
        "s.c",
        "u.s",
        "m.d",
        "ph.d",
        "d.o",
        "r.n",
        "wt",
        "ht",
        "temp",
        "resp",
        "hx",
        "dx",
        "rx",
        "tx",
        "fx",
        "sx",
        "pt",
        "pts",
        "yr",
        "yrs",
        "mo",
        "mos",
        "wk",
        "wks",
        "hr",
        "hrs",
        "min",
        "sec",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
    ]
)
# Runs are taken whole and only from their start, which keeps a megabyte of full stops linear.
_STOP = re.compile(r"(?<![.!?])[.!?]++[\"'”’)\]]*+(?=\s)|[。！？]++[”’」』）]*+|\n")
_LIST_MARK = re.compile(r"[ \t]*(?:[-*•–▪◦]|\(?\d{1,3}[.)]|\(?[A-Za-z][.)])(?=[ \t])")
_LAST_WORD = re.compile(r"[^\s(\[\"'“]+\Z")
_LONGEST_MARK = 12  # characters, indent included
_WRAPPED = 60  # characters; a longer line that just stops was broken by an editor, not by its author


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Spans without outer white space, in order; together they hold every other character."""
    end = len(text) if end is None else end
    opened = start
    for stop in _STOP.finditer(text, start, end):
        border = stop.end()
        if _ends(text, opened, stop, end):
            yield from _trimmed(text, opened, border)
            opened = border
    yield from _trimmed(text, opened, end)


def _ends(text: str, opened: int, stop: re.Match[str], end: int) -> bool:
    if stop.group() == "\n":
        return _line_ends(text, opened, stop.start(), end)
    if stop.group()[0] != ".":
        return True
    word = _word_before(text, opened, stop.start())
    is_initial = len(word) == 1 and word.isupper()  # `J. Smith`
    if is_initial or word.lower() in _NEVER_LAST or _is_list_mark(text, opened, stop.start()):
        return False
    following = _next_character(text, stop.end(), end)
    if word.lower() in _SELDOM_LAST:
        return following.isupper()
    return not following.islower() or (len(word) >= 4 and word.isalpha())


def _line_ends(text: str, opened: int, at: int, end: int) -> bool:
    """Whether a line break ends the sentence: a blank line, a list item, or a line meant as one."""
    following = text[at + 1 : min(end, at + 12)]
    if not following.strip() or following.lstrip(" \t\r").startswith("\n") or _LIST_MARK.match(following):
        return True
    line = text[max(opened, at - _WRAPPED) : at].rpartition("\n")[2].rstrip()
    if not line or line[-1] in ".:;?!":
        return True
    return len(line) < _WRAPPED and not following.lstrip()[0].islower() and line[-1] != ","


def _word_before(text: str, opened: int, at: int) -> str:
    found = _LAST_WORD.search(text[max(opened, at - 24) : at])
    return found.group() if found else ""


def _is_list_mark(text: str, opened: int, at: int) -> bool:
    """`1.` or `a.` at the start of its line or sentence belongs to what follows."""
    since = max(opened, at - _LONGEST_MARK)
    _, line, mark = text[since:at].rpartition("\n")
    if not line and since > opened:
        return False
    mark = mark.strip(" \t(")
    return (mark.isdigit() and len(mark) <= 3) or (len(mark) == 1 and mark.isalpha())


def _next_character(text: str, at: int, end: int) -> str:
    while at < end and (text[at].isspace() or text[at] in "\"'“(["):
        at += 1
    return text[at] if at < end else ""


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
