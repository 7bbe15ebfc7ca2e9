"""Markdown of an export as PDF: patient and time on the head of each page, page numbers at its foot."""

import re
from itertools import groupby
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from fpdf import FPDF
from fpdf.fonts import FontFace

FONTS = Path(settings.BASE_DIR) / "static/vendor/dejavu"
CHINESE = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
BODY, SMALL = 9.5, 8  # points
HEADINGS = {1: 16, 2: 12}  # points by level
LINE = 1.45  # line height as a share of the letter size
MARGIN = 18  # millimetres
INK, MUTED, RULE = (15, 23, 42), (75, 90, 112), (203, 213, 225)
KEPT_TOGETHER = 30  # millimetres that must be left under a heading
UNKNOWN = "□"
_POINT = 25.4 / 72  # millimetres
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>#!|])")
_CELLS = re.compile(r"(?<!\\)\|")


class _Pages(FPDF):
    head = ""

    def header(self) -> None:
        self.set_font(size=SMALL)
        self.set_text_color(*MUTED)
        self.cell(0, 5, self.head, new_x="LMARGIN", new_y="NEXT")
        self.set_draw_color(*RULE)
        self.line(self.l_margin, self.get_y() + 1, self.w - self.r_margin, self.get_y() + 1)
        self.ln(4)

    def footer(self) -> None:
        self.set_y(-14)
        self.set_font(size=SMALL)
        self.set_text_color(*MUTED)
        self.cell(0, 5, f"{self.page_no()} / {{nb}}", align="C")


def to_pdf(markdown: str) -> bytes:
    """Our own Markdown subset: headings, paragraphs, list items, tables, small print in one emphasis."""
    pdf = _Pages(format="A4")
    pdf.set_margins(MARGIN, 14, MARGIN)
    pdf.set_auto_page_break(True, margin=18)
    _use_fonts(pdf)
    lines = markdown.splitlines()
    pdf.head = " · ".join(_plain(line).strip() for line in lines[2:4])
    pdf.add_page()
    lines = _shown(pdf, lines)
    for is_table, group in groupby(lines, key=lambda line: line.startswith("|")):
        write = _table if is_table else _paragraphs
        write(pdf, list(group))
    return bytes(pdf.output())


def _use_fonts(pdf: Any) -> None:
    """DejaVu Sans comes with the page assets. Chinese needs a font of the system (Debian: fonts-noto-cjk);
    without it printing the page from the browser shows it."""
    pdf.add_font("dejavu", fname=str(FONTS / "DejaVuSans.ttf"))
    pdf.add_font("dejavu", style="B", fname=str(FONTS / "DejaVuSans-Bold.ttf"))
    if CHINESE.exists():
        pdf.add_font("chinese", fname=str(CHINESE))
        pdf.set_fallback_fonts(["chinese"], exact_match=False)
    pdf.set_font("dejavu", size=BODY)


def _shown(pdf: Any, lines: list[str]) -> list[str]:
    """No character vanishes in silence: those without a glyph become a box, and the last line says so."""
    known = set().union(*(font.cmap for font in pdf.fonts.values()))
    shown = ["".join(sign if ord(sign) in known else UNKNOWN for sign in line) for line in lines]
    if shown == lines:
        return lines
    words = _(
        "Characters shown as %(box)s are missing in this server's fonts. The page printed from a browser has them."
    )
    return [*shown, "", f"_{words % {'box': UNKNOWN}}_"]


def _paragraphs(pdf: Any, lines: list[str]) -> None:
    for line in lines:
        level = len(line) - len(line.lstrip("#"))
        text = _plain(line.lstrip("# "))
        if level:
            if pdf.will_page_break(KEPT_TOGETHER):
                pdf.add_page()
            pdf.ln(3 * (level - 1))
            _write(pdf, text, HEADINGS[level], bold=True)
        elif line.startswith("- "):
            _write(pdf, text.removeprefix("- "), SMALL, indent=4)
        elif line.startswith(("*", "_")):
            _write(pdf, text, SMALL, colour=MUTED)
        elif text:
            _write(pdf, text, BODY)
        else:
            pdf.ln(1.6)


def _write(
    pdf: Any, text: str, size: float, *, bold: bool = False, indent: float = 0, colour: tuple[int, int, int] = INK
) -> None:
    pdf.set_font("dejavu", style="B" if bold else "", size=size)
    pdf.set_text_color(*colour)
    pdf.set_x(pdf.l_margin + indent)
    pdf.multi_cell(0, size * _POINT * LINE, text, align="L", new_x="LMARGIN", new_y="NEXT")


def _table(pdf: Any, lines: list[str]) -> None:
    """The second line only parts head and body."""
    pdf.set_font("dejavu", size=SMALL)
    pdf.set_text_color(*INK)
    pdf.set_draw_color(*RULE)
    head = FontFace(emphasis="BOLD")
    with pdf.table(borders_layout="HORIZONTAL_LINES", line_height=4.6, text_align="LEFT", headings_style=head) as table:
        for line in [lines[0], *lines[2:]]:
            row = table.row()
            for cell in _CELLS.split(line)[1:-1]:
                row.cell(_plain(cell).strip())


def _plain(line: str) -> str:
    shown = _ESCAPED.sub(lambda found: f"\x00{found[1]}", line)
    bare = re.sub(r"(?<!\x00)(\*\*|[*_])", "", shown)
    return bare.replace("\x00", "").rstrip()
