"""Clinical HTML to plain text that keeps lines, lists and table cells, and nothing that runs or loads.

A small scanner that goes over the text once: library parsers need quadratic time for deeply nested or never
closed markup (nh3 took 200 s for 200,000 open tags). The result is text, to be escaped wherever it is shown.
"""

import re
from collections.abc import Iterator
from html import unescape

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd div dl dt figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr html li main nav ol p pre section table tbody tfoot thead tr ul".split()
)
_PARAGRAPHS = frozenset("blockquote h1 h2 h3 h4 h5 h6 ol p pre table ul".split())
_DROPPED = frozenset("script style head title template noscript iframe object svg math textarea select".split())
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_QUOTE_OR_END = re.compile(r"[\"'>]")
_MARKUP = re.compile(r"<[a-zA-Z/!?]")


def html_to_text(html: str) -> str:
    page = _Page()
    for tag, text in _pieces(html):
        if tag:
            page.mark(tag)
        else:
            page.write(unescape(text))
    return page.text()


def _pieces(html: str) -> Iterator[tuple[str, str]]:
    """Tags (`p`, `/p`) and the texts between them; dropped elements and comments are passed over."""
    at = 0
    while at < len(html):
        found = _MARKUP.search(html, at)
        if found is None:
            yield "", html[at:]
            return
        if found.start() > at:
            yield "", html[at : found.start()]
        tag, at = _markup(html, found.start())
        if tag in _DROPPED:
            at = _after_element(html, at, tag)
        elif tag:
            yield tag, ""


def _markup(html: str, at: int) -> tuple[str, int]:
    """The tag that starts at `at`, or nothing for a comment or declaration, and where it ends."""
    if html.startswith("<!--", at):
        return "", _after(html, "-->", at + 4)
    found = _TAG.match(html, at)
    if found is None:
        return "", _after(html, ">", at)
    return found[1] + found[2].lower(), _tag_end(html, found.end())


def _tag_end(html: str, at: int) -> int:
    """Just after the `>` that closes a tag, which may also occur inside a quoted attribute."""
    while found := _QUOTE_OR_END.search(html, at):
        if found[0] == ">":
            return found.end()
        closing = html.find(found[0], found.end())
        at = closing + 1 if closing >= 0 else found.end()
    return len(html)


def _after(html: str, mark: str, at: int) -> int:
    found = html.find(mark, at)
    return found + len(mark) if found >= 0 else len(html)


def _after_element(html: str, at: int, tag: str) -> int:
    found = re.compile(f"</{tag}[\\s/>]", re.IGNORECASE).search(html, at)
    return _after(html, ">", found.end() - 1) if found else len(html)


class _Page:
    """Finished lines, and the pieces of the one being written."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._pre = 0

    def text(self) -> str:
        self._new_line()
        kept: list[str] = []
        for line in (line.rstrip() for line in self._lines):
            if line or (kept and kept[-1]):
                kept.append(line)
        return "\n".join(kept).strip("\n")

    def mark(self, tag: str) -> None:
        name = tag.removeprefix("/")
        if name == "br":
            self._new_line()
        elif tag in ("td", "th"):
            if self._line:
                self._line.append("| " if self._line[-1].endswith(" ") else " | ")
        elif name in _BLOCKS:
            self._break(name)
            if name == "pre":
                self._pre = max(0, self._pre + (-1 if tag.startswith("/") else 1))
            if tag == "li":
                self._line = ["- "]

    def write(self, text: str) -> None:
        if self._pre:
            first, *others = text.split("\n")
            self._line.append(first)
            for other in others:
                self._new_line()
                self._line.append(other)
            return
        words = " ".join(text.split())
        spaced = not self._line or self._line[-1].endswith(" ")
        gap = "" if spaced or not text[0].isspace() else " "
        tail = " " if words and text[-1].isspace() else ""
        if piece := gap + words + tail:
            self._line.append(piece)

    def _new_line(self) -> None:
        self._lines.append("".join(self._line))
        self._line = []

    def _break(self, name: str) -> None:
        """Start a line; a paragraph also leaves an empty one. A list mark waits for its text."""
        if self._line == ["- "]:
            return
        if self._line:
            self._new_line()
        if name in _PARAGRAPHS and self._lines and self._lines[-1]:
            self._new_line()
