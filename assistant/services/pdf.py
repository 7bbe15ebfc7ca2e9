"""Markdown of an export to PDF with page numbers; patient name and time stand on each page's head."""

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from fpdf import FPDF

FONT_SIZE = 10  # points
CHINESE = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
_UNESCAPE = re.compile(r"\\([\\`*_\[\]<>#!|])")


class _Pages(FPDF):
    head = ""

    def header(self) -> None:
        self.set_font(size=8)
        self.cell(0, 5, self.head, align="R", new_x="LMARGIN", new_y="NEXT")
        self.ln(2)

    def footer(self) -> None:
        self.set_y(-12)
        self.set_font(size=8)
        self.cell(0, 5, f"{self.page_no()} / {{nb}}", align="C")


def to_pdf(markdown: str) -> bytes:
    """Our own Markdown subset: headings, paragraphs, list items, table rows."""
    pdf = _Pages(format="A4")
    _use_fonts(pdf)
    lines = markdown.splitlines()
    pdf.head = " · ".join(_plain(line).strip() for line in lines[2:4])
    pdf.add_page()
    for line in lines:
        _write(pdf, line)
    return bytes(pdf.output())


def _use_fonts(pdf: Any) -> None:
    """DejaVu Sans comes with the page assets (Latin, Greek, Cyrillic, Arabic, …). Chinese needs a font of
    the system (Debian: fonts-noto-cjk); without it printing the page from the browser shows it."""
    pdf.add_font("dejavu", fname=str(settings.BASE_DIR / "static" / "vendor" / "dejavu" / "DejaVuSans.ttf"))
    if CHINESE.exists():
        pdf.add_font("chinese", fname=str(CHINESE))
        pdf.set_fallback_fonts(["chinese"])
    pdf.set_font("dejavu", size=FONT_SIZE)


def _write(pdf: Any, line: str) -> None:
    level = len(line) - len(line.lstrip("#"))
    text = _plain(line.lstrip("# "))
    if not text:
        pdf.ln(2)
        return
    pdf.set_font(size=FONT_SIZE + (0, 6, 3)[min(level, 2)])
    pdf.multi_cell(0, 5 + level, text, new_x="LMARGIN", new_y="NEXT")
    pdf.set_font(size=FONT_SIZE)


def _plain(line: str) -> str:
    shown = _UNESCAPE.sub(lambda found: f"\x00{found[1]}", line)
    bare = re.sub(r"(?<!\x00)(\*\*|[*_])", "", shown)
    return bare.replace("\x00", "").rstrip()
