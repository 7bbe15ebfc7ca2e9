"""Pages use only icons that are built."""

import re

from config.assets import ICONS
from tests.guards.source import ROOT

USED = re.compile(r"""{% icon ["']([\w-]+)["']|icon_name=["']([\w-]+)["']|icon_name\|default:["']([\w-]+)["']""")
IN_SCRIPT = re.compile(r"""icon\(["']([\w-]+)["']\)""")


def used() -> set[str]:
    pages = [page.read_text("utf-8") for page in (ROOT / "templates").rglob("*.html")]
    scripts = [script.read_text("utf-8") for script in (ROOT / "static/js").glob("*.js")]
    named = {name for page in pages for match in USED.findall(page) for name in match if name}
    return named | {name for script in scripts for name in IN_SCRIPT.findall(script)}


def test_every_icon_on_a_page_is_built() -> None:
    assert used() - set(ICONS) == set()


def test_the_list_is_in_order_and_has_no_doubles() -> None:
    assert sorted(set(ICONS)) == ICONS
