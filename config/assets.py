"""Builds what the pages need but nobody wrote here: fonts, charts, the icon sprite, compiled translations.

`npm ci --ignore-scripts` fetches the packages by lock file; `python -m config.assets` then fills
`static/vendor/`. Neither result is committed, and no page loads anything from another server.
"""

import re
import shutil
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
# Every icon a page uses. A symbol costs about 60 bytes after compression; the whole family would be 350 kB.
ICONS = [
    "activity",
    "archive",
    "arrow-down",
    "arrow-down-up",
    "arrow-left",
    "arrow-right",
    "arrow-up",
    "ban",
    "bell",
    "bone",
    "book-open",
    "calculator",
    "calendar",
    "check",
    "chevron-down",
    "chevron-left",
    "chevron-right",
    "circle-alert",
    "circle-check",
    "circle-help",
    "clipboard-list",
    "clock",
    "copy",
    "download",
    "ellipsis",
    "eye",
    "file-search",
    "file-text",
    "flask-conical",
    "globe",
    "heart-pulse",
    "history",
    "image",
    "info",
    "keyboard",
    "list",
    "lock",
    "log-out",
    "message-square",
    "microscope",
    "minus",
    "moon",
    "pencil",
    "pill",
    "plus",
    "printer",
    "quote",
    "refresh-cw",
    "rotate-ccw",
    "scan-line",
    "scissors",
    "search",
    "send",
    "settings",
    "shield",
    "shield-alert",
    "shield-check",
    "sparkles",
    "square",
    "stethoscope",
    "sun",
    "sun-moon",
    "syringe",
    "thumbs-down",
    "thumbs-up",
    "trash-2",
    "triangle-alert",
    "undo-2",
    "user",
    "user-round-search",
    "users",
    "x",
]
# Vietnamese, italics and the extended Cyrillic and Greek blocks fall back to the system's font.
FONT_SUBSETS = ("latin", "latin-ext", "greek", "cyrillic")
# PDF files need fonts that they can take along: these cover Latin, Greek, Cyrillic, Arabic and most signs.
PDF_FONTS = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
SVG_BODY = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


def copied_files(modules: Path, vendor: Path) -> list[tuple[Path, Path]]:
    """Source and destination of each file that is taken as it is, licences included."""
    inter, uplot = modules / "@fontsource-variable/inter", modules / "uplot"
    dejavu = modules / "dejavu-fonts-ttf"
    fonts = [f"files/inter-{subset}-wght-normal.woff2" for subset in FONT_SUBSETS]
    return [
        *((inter / font, vendor / "inter" / Path(font).name) for font in fonts),
        (inter / "LICENSE", vendor / "inter/LICENSE"),
        *((dejavu / "ttf" / font, vendor / "dejavu" / font) for font in PDF_FONTS),
        (dejavu / "LICENSE", vendor / "dejavu/LICENSE"),
        (uplot / "dist/uPlot.iife.min.js", vendor / "uplot/uPlot.min.js"),
        (uplot / "dist/uPlot.min.css", vendor / "uplot/uPlot.min.css"),
        (uplot / "LICENSE", vendor / "uplot/LICENSE"),
        (modules / "lucide-static/LICENSE", vendor / "icons-LICENSE"),
    ]


def icon_symbol(name: str, svg: str) -> str:
    """One icon as a sprite symbol; colour and stroke come from the page's style sheet."""
    body = SVG_BODY.search(svg)
    if body is None:
        raise ValueError(f"icon {name} is not a single svg element")
    drawing = re.sub(r"\s+", " ", body[1]).replace(" />", "/>").replace("> <", "><").strip()
    return f'<symbol id="{name}" viewBox="0 0 24 24">{drawing}</symbol>'


def build_sprite(icons: Path, names: list[str]) -> str:
    """All named icons in one file, so that a page needs one request whatever it shows."""
    symbols = (icon_symbol(name, (icons / f"{name}.svg").read_text("utf-8")) for name in names)
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>\n'


def compile_messages(locale: Path) -> int:
    """Compiled here and not by msgfmt, which a bare machine lacks. Returns how many catalogues."""
    catalogues = sorted(locale.glob("*/LC_MESSAGES/*.po"))
    for source in catalogues:
        with source.open("rb") as text, source.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, read_po(text))
    return len(catalogues)


def build(root: Path) -> None:
    """Empties and refills `static/vendor`; raises FileNotFoundError when npm has not run."""
    modules, vendor = root / "node_modules", root / "static/vendor"
    shutil.rmtree(vendor, ignore_errors=True)
    for source, target in copied_files(modules, vendor):
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    sprite = build_sprite(modules / "lucide-static/icons", ICONS)
    (vendor / "icons.svg").write_text(sprite, "utf-8")
    compile_messages(root / "locale")


if __name__ == "__main__":
    try:
        build(ROOT)
    except FileNotFoundError as missing:
        sys.exit(f"{missing.filename} is missing: run npm ci --ignore-scripts first (make assets does both)")
