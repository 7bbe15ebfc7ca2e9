"""Every page, in light and dark, on a desk and on a phone: shuts no one out, keeps to its width, does not jump."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.clinic import Clinic
from tests.browser.components.measures import DESKTOP, PHONE, scrolls_sideways, violations
from tests.browser.conftest import CLINICIAN, OpenAs
from tests.browser.conversation import ask

pytestmark = pytest.mark.browser
SECTIONS = ("", "timeline/", "notes/", "labs/", "medicines/", "problems/", "procedures/", "images/", "notes/new/")
MOST_SHIFT = 0.1  # what web.dev calls good
PATIENT, OFFICER, ADMINISTRATOR = "leah.goldstein", "p.ferreira", "admin"
PLAIN = {
    CLINICIAN: ("/", "/find/", "/account/password/change/", "/account/2fa/"),
    PATIENT: ("/my-record/", *(f"/my-record/{part}/" for part in ("results", "notes", "who-looked", "choices"))),
    OFFICER: ("/oversight/audit/", "/oversight/emergency/"),
    ADMINISTRATOR: ("/status/",),
    "": ("/account/login/", "/no-such-page"),
}
Charts = Callable[[str], str]


def both_themes(open_as: OpenAs, username: str) -> list[Page]:
    return [
        open_as("/account/login/", username=username, size=size, theme=theme, reduced_motion="reduce")
        for size, theme in ((DESKTOP, "light"), (PHONE, "dark"))
    ]


def faults(page: Page, path: str) -> list[str]:
    page.goto(path)
    page.wait_for_load_state("networkidle")
    found = violations(page)
    if scrolls_sideways(page):
        found.append("wider than the screen")
    if (shift := layout_shift(page)) > MOST_SHIFT:
        found.append(f"jumps by {shift:.2f}")
    return [f"{path}: {fault}" for fault in found]


def layout_shift(page: Page) -> float:
    return float(
        page.evaluate(
            """() => new Promise(done => {
                let total = 0;
                new PerformanceObserver(list => { for (const one of list.getEntries()) if (!one.hadRecentInput) total += one.value; })
                    .observe({type: "layout-shift", buffered: true});
                requestAnimationFrame(() => setTimeout(() => done(total), 50));
            })"""
        )
    )


@pytest.mark.parametrize("username", PLAIN, ids=lambda name: name or "nobody")
def test_the_pages_of_each_door(open_as: OpenAs, username: str) -> None:
    found = [fault for page in both_themes(open_as, username) for path in PLAIN[username] for fault in faults(page, path)]
    assert found == []


def test_the_sections_of_a_chart(open_as: OpenAs, charts: Charts) -> None:
    chart = charts("Rosa Elena Delgado")
    pages = both_themes(open_as, CLINICIAN)
    found = [fault for page in pages for section in SECTIONS for fault in faults(page, chart + section)]
    assert found == []


def test_one_result_over_time_and_one_note(open_as: OpenAs, charts: Charts) -> None:
    page = open_as(charts("Rosa Elena Delgado") + "labs/")
    lab = page.locator("main a[href*='/labs/']").first.get_attribute("href") or ""
    page.goto(charts("Rosa Elena Delgado") + "notes/")
    note = page.locator("#chart a[href*='/notes/']:not([href$='/new/'])").first.get_attribute("href") or ""
    assert [fault for page in both_themes(open_as, CLINICIAN) for path in (lab, note) for fault in faults(page, path)] == []


def test_a_conversation_in_every_state_of_an_answer(open_as: OpenAs, clinic: Clinic) -> None:
    printed = clinic.manage("shell", "-c", f"from tests.browser.states import make; make('{CLINICIAN}', 'Brooks')")
    path = printed.strip().splitlines()[-1]
    for page in both_themes(open_as, CLINICIAN):
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
    for page in both_themes(open_as, CLINICIAN):
        assert [fault for path in (address, printed, earlier) for fault in faults(page, path)] == []
