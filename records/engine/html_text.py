"""Clinical HTML to plain text that keeps lines, lists and table cells, and nothing that runs or loads.

nh3 (an HTML5 parser) first reduces hostile or broken markup to a few well-formed tags; only that result is
walked here.
"""

from html.parser import HTMLParser

import nh3

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd div dl dt figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section table tbody tfoot thead tr ul".split()
)
_PARAGRAPHS = frozenset("blockquote h1 h2 h3 h4 h5 h6 ol p pre table ul".split())
_CELLS = frozenset(("td", "th"))
_KEPT = set(_BLOCKS | _CELLS | {"br"})
_DROPPED = {"script", "style", "head", "title", "template", "noscript", "iframe", "object", "svg", "math"}


def html_to_text(html: str) -> str:
    sound = nh3.clean(
        html,
        tags=_KEPT,
        clean_content_tags=_DROPPED,
        attributes={},
        link_rel=None,
        strip_comments=True,
    )
    reader = _Reader()
    reader.feed(sound)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = [""]
        self._pre = 0

    def text(self) -> str:
        kept: list[str] = []
        for line in (line.rstrip() for line in self._lines):
            if line or (kept and kept[-1]):
                kept.append(line)
        return "\n".join(kept).strip("\n")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._lines.append("")
        elif tag in _CELLS:
            self._cell()
        elif tag in _BLOCKS:
            self._break(tag)
            self._pre += tag == "pre"
            if tag == "li":
                self._lines[-1] = "- "

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._pre -= tag == "pre"
            self._break(tag)

    def handle_data(self, data: str) -> None:
        if self._pre > 0:
            first, *others = data.split("\n")
            self._lines[-1] += first
            self._lines.extend(others)
            return
        words = " ".join(data.split())
        line = self._lines[-1]
        gap = " " if data[:1].isspace() and line and not line.endswith(" ") else ""
        tail = " " if words and data[-1:].isspace() else ""
        self._lines[-1] += gap + words + tail

    def _cell(self) -> None:
        if self._lines[-1].strip():
            self._lines[-1] = self._lines[-1].rstrip() + " | "

    def _break(self, tag: str) -> None:
        """Start a line; a paragraph also leaves an empty one."""
        if self._lines[-1].strip() not in ("", "-"):
            self._lines.append("")
        if tag in _PARAGRAPHS and len(self._lines) > 1 and self._lines[-2]:
            self._lines.append("")
