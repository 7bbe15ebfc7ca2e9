"""The build takes what it names from the packages, and says what to do when they are missing."""

import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo

from config import assets

ICON = '<!-- licence -->\n<svg class="a" width="24">\n  <path d="M1 1" />\n  <circle cx="1" cy="2" r="3" />\n</svg>\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout after npm, with files of a few bytes."""
    modules = tmp_path / "node_modules"
    for source, _ in assets.copied_files(modules, tmp_path / "unused"):
        source.parent.mkdir(parents=True, exist_ok=True)
        source.write_bytes(source.name.encode())
    icons = modules / "lucide-static/icons"
    icons.mkdir()
    for name in assets.ICONS:
        (icons / f"{name}.svg").write_text(ICON, "utf-8")
    return tmp_path


def test_every_listed_icon_becomes_a_symbol(root: Path) -> None:
    assets.build(root)
    sprite = (root / "static/vendor/icons.svg").read_text("utf-8")
    assert sprite.count("<symbol ") == len(assets.ICONS)
    assert '<symbol id="search" viewBox="0 0 24 24"><path d="M1 1"/><circle cx="1" cy="2" r="3"/></symbol>' in sprite


def test_fonts_and_charts_come_with_their_licences(root: Path) -> None:
    assets.build(root)
    vendor = root / "static/vendor"
    assert (vendor / "inter/inter-greek-wght-normal.woff2").read_bytes() == b"inter-greek-wght-normal.woff2"
    for licence in ("inter/LICENSE", "dejavu/LICENSE", "uplot/LICENSE", "icons-LICENSE"):
        assert (vendor / licence).is_file()


def test_a_second_build_leaves_nothing_of_the_first(root: Path) -> None:
    assets.build(root)
    stale = root / "static/vendor/stale.js"
    stale.write_text("old")
    assets.build(root)
    assert not stale.exists()


def test_a_file_that_is_no_icon_stops_the_build() -> None:
    with pytest.raises(ValueError, match="search"):
        assets.icon_symbol("search", "<html></html>")


def test_missing_packages_name_the_command_to_run(tmp_path: Path) -> None:
    copy = tmp_path / "config"
    copy.mkdir()
    (copy / "assets.py").write_text(Path(assets.__file__).read_text("utf-8"), "utf-8")
    done = subprocess.run([sys.executable, "-m", "config.assets"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 1
    assert "npm ci" in done.stderr
    assert "Traceback" not in done.stderr


def test_translations_are_compiled_without_gettext(tmp_path: Path) -> None:
    folder = tmp_path / "zh_Hans/LC_MESSAGES"
    folder.mkdir(parents=True)
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    (folder / "django.po").write_text(f'{header}msgid "Close"\nmsgstr "关闭"\n', "utf-8")
    assert assets.compile_messages(tmp_path) == 1
    with (folder / "django.mo").open("rb") as compiled:
        assert read_mo(compiled)["Close"].string == "关闭"
