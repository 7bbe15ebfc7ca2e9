"""What is asked of a page as it stands in the browser."""

from playwright.sync_api import Page

from tests.guards.source import ROOT

AXE = ROOT / "node_modules/axe-core/axe.min.js"
PHONE, DESKTOP = (390, 844), (1440, 900)


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong: rule and first place."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("() => axe.run()")["violations"]
    return [f"{rule['id']}: {rule['nodes'][0]['html']}" for rule in found]


def scrolls_sideways(page: Page) -> bool:
    return bool(page.evaluate("() => document.documentElement.scrollWidth > innerWidth"))
