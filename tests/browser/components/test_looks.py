"""Every component in every theme and size: reachable for all (axe-core) and never wider than the screen."""

import pytest

from tests.browser.components.conftest import OpenPage
from tests.browser.components.measures import DESKTOP, PHONE, scrolls_sideways, violations

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.browser.components.urls")]


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("theme", ["light", "dark", "night"])
def test_no_component_shuts_anyone_out(open_page: OpenPage, theme: str, size: tuple[int, int]) -> None:
    page = open_page("/styleguide", theme=theme, size=size)
    assert violations(page) == []
    assert not scrolls_sideways(page)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_sign_in_page_shuts_no_one_out(open_page: OpenPage, size: tuple[int, int]) -> None:
    page = open_page("/account/login/", size=size)
    assert violations(page) == []
    assert not scrolls_sideways(page)


def test_what_is_pressed_on_a_phone_is_large_enough(open_page: OpenPage) -> None:
    page = open_page("/styleguide", size=PHONE)
    heights = page.locator(".button, .chip, .tabs a, input:not([type=checkbox], [type=radio])").evaluate_all(
        "all => all.filter(e => e.checkVisibility()).map(e => Math.round(e.getBoundingClientRect().height))"
    )
    assert min(heights) >= 44


def test_nothing_moves_when_the_font_arrives(open_page: OpenPage) -> None:
    page = open_page("/styleguide")
    shift = page.evaluate(
        """() => new Promise(done => {
            let total = 0;
            new PerformanceObserver(list => { for (const entry of list.getEntries()) total += entry.value; })
              .observe({type: "layout-shift", buffered: true});
            setTimeout(() => done(total), 200);
        })"""
    )
    assert shift < 0.02


def test_the_font_is_our_own_copy(open_page: OpenPage) -> None:
    page = open_page("/styleguide")
    assert page.evaluate('() => document.fonts.check("15px Inter Variable")')
    hosts = page.evaluate("() => [...new Set(performance.getEntriesByType('resource').map(r => new URL(r.name).host))]")
    assert hosts == [page.evaluate("() => location.host")]
