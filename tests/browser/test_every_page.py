"""Every page, in light and dark, on a desk and on a phone: shuts no one out, keeps to its width, does not jump."""

import json
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser.clinic import Clinic
from tests.browser.components.measures import DESKTOP, PHONE, scrolls_sideways, violations
from tests.browser.conftest import CLINICIAN, Charts, OpenAs
from tests.browser.conversation import ask

pytestmark = pytest.mark.browser
# Sections whose look depends on how much there is.
RICH = ("", "timeline/", "notes/", "labs/", "medicines/", "problems/", "summary/", "images/")
MOST_SHIFT = 0.1  # what web.dev calls good
# A colour on its way from light to dark has no contrast to measure, and Chromium tells scripts the old colour
# of what stands in a box that has just become `display: contents`, until it is laid out anew.
DARKEN = """() => {
    document.documentElement.dataset.theme = 'dark';
    document.body.hidden = true;
    document.body.getBoundingClientRect();
    document.body.hidden = false;
    return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""


def faults(page: Page, path: str, status: int = 200) -> list[str]:
    """As loaded (a desk, light), then the same page on a phone in the dark. What is no page at all is one, too."""
    page.set_viewport_size(size(DESKTOP))
    reply = page.goto(path)
    assert reply is not None
    if reply.status != status or urlsplit(page.url).path != urlsplit(path).path:
        return [f"{path}: answers {reply.status} at {page.url}"]
    page.wait_for_load_state("networkidle")
    found = violations(page)
    if (shift := layout_shift(page)) > MOST_SHIFT:
        found.append(f"jumps by {shift:.2f}")
    page.set_viewport_size(size(PHONE))
    page.evaluate(DARKEN)
    found += violations(page)
    if scrolls_sideways(page):
        found.append("wider than the screen")
    return [f"{path}: {fault}" for fault in found]


def size(of: tuple[int, int]) -> ViewportSize:
    return {"width": of[0], "height": of[1]}


def layout_shift(page: Page) -> float:
    return float(
        page.evaluate(
            """() => new Promise(done => {
                let total = 0;
                const add = list => list.getEntries().forEach(one => { total += one.hadRecentInput ? 0 : one.value; });
                new PerformanceObserver(add).observe({type: "layout-shift", buffered: true});
                requestAnimationFrame(() => setTimeout(() => done(total), 50));
            })"""
        )
    )


@pytest.fixture(scope="session")
def pages(clinic: Clinic) -> dict[str, list[str]]:
    """Addresses by who opens them, of every route that is a page (tests.browser.pages)."""
    code = f"from tests.browser.pages import printed; print(printed('{CLINICIAN}', 'Haddad'))"
    found: dict[str, list[str]] = json.loads(clinic.manage("shell", "-c", code).strip().splitlines()[-1])
    return found


@pytest.mark.parametrize("username", ["", CLINICIAN, "leah.goldstein", "p.ferreira", "admin"])
def test_every_route_that_is_a_page(open_as: OpenAs, pages: dict[str, list[str]], username: str) -> None:
    page = open_as("/account/login/", username=username)
    assert [fault for path in pages[username] for fault in faults(page, path)] == []


def test_the_page_for_what_is_not_there(open_as: OpenAs) -> None:
    page = open_as("/account/login/", username="")
    assert faults(page, "/no-such-page", status=404) == []


def test_a_chart_of_several_years(open_as: OpenAs, charts: Charts) -> None:
    chart = charts()["Rosa Elena Delgado"]
    page = open_as("/")
    assert [fault for section in RICH for fault in faults(page, chart + section)] == []


def test_one_result_over_time_and_one_note(open_as: OpenAs, charts: Charts) -> None:
    chart = charts()["Rosa Elena Delgado"]
    page = open_as(chart + "labs/")
    lab = page.locator("main a[href*='/labs/']").first.get_attribute("href") or ""
    page.goto(chart + "notes/")
    note = page.locator("#chart a[href*='/notes/']:not([href$='/new/'])").first.get_attribute("href") or ""
    assert [fault for path in (lab, note) for fault in faults(page, path)] == []


def test_a_conversation_in_every_state_of_an_answer(open_as: OpenAs, clinic: Clinic) -> None:
    printed = clinic.manage(
        "shell", "-c", f"from tests.browser.states import make; print(make('{CLINICIAN}', 'Brooks'))"
    )
    path = printed.strip().splitlines()[-1]
    page = open_as("/")
    assert faults(page, path) == []
    assert "was started again" in page.locator("[data-log]").inner_text()
    assert "Lost on the way" not in page.locator("[data-log]").inner_text()
    assert "chart changed since this answer" in page.locator("[data-log]").inner_text()


def test_an_open_source_its_page_and_the_printed_conversation(open_as: OpenAs, rosa: str) -> None:
    page = open_as(rosa)
    exchange = ask(page, "What is the latest HbA1c and its trend?")
    exchange.locator("summary").first.click()
    source = exchange.locator("[data-cite]").first
    source.click()
    page.locator("#sheet .source").wait_for()
    assert violations(page) == []
    address = source.get_attribute("href") or ""
    page.keyboard.press("Escape")
    printed = page.get_by_role("link", name="Print or save").get_attribute("href") or ""
    earlier = page.get_by_role("link", name="Earlier").get_attribute("href") or ""
    assert [fault for path in (address, printed, earlier) for fault in faults(page, path)] == []


def test_nothing_jumps_on_a_phone_whichever_tab_comes_first(open_as: OpenAs, charts: Charts) -> None:
    for ending in ("", "?tab=ask"):
        page = open_as(charts()["Rosa Elena Delgado"] + ending, size=PHONE)
        page.wait_for_load_state("networkidle")
        assert layout_shift(page) < MOST_SHIFT
