"""News of jobs reaches open pages over a socket, and where the socket is down by asking now and then."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Charts, OpenAs

pytestmark = pytest.mark.browser


def newest(listing: Page) -> Locator:
    return listing.locator("#job-table tbody tr").first.get_by_role("link")


def ends(listing: Page) -> None:
    """The newest job; while it waits, asking again makes no other."""
    expect(listing.locator("#job-table tbody tr").first).to_contain_text("done")


def make_a_summary(page: Page, chart: str) -> None:
    page.goto(f"{chart}summary/")
    with page.expect_response(lambda reply: reply.request.method == "POST"):
        page.locator("main").get_by_role("button", name="Make").click()


def test_a_job_begun_elsewhere_is_listed_and_ends_in_sight(open_as: OpenAs, charts: Charts) -> None:
    chart = charts()["Margaret Ellis"]
    make_a_summary(open_as("/"), chart)
    listing = open_as("/jobs/")
    ends(listing)
    before = newest(listing).get_attribute("id") or ""
    newest(listing).focus()
    make_a_summary(open_as("/"), chart)
    expect(newest(listing)).not_to_have_attribute("id", before)
    ends(listing)
    expect(listing.locator(f"#{before}")).to_be_focused()


def test_without_a_socket_the_page_asks_now_and_then(open_as: OpenAs, charts: Charts) -> None:
    chart = charts()["Margaret Ellis"]
    page = open_as("/")
    make_a_summary(page, chart)
    page.goto("/jobs/")
    ends(page)
    page.clock.install()
    page.route_web_socket("**/ws/jobs/", lambda socket: socket.close())
    page.goto("/jobs/")
    before = newest(page).get_attribute("id") or ""
    make_a_summary(open_as("/"), chart)
    # As with a job under way; the round that asks then takes the mark away again.
    page.locator("#job-table").evaluate("place => place.setAttribute('data-open', '')")
    page.clock.run_for(16_000)
    expect(newest(page)).not_to_have_attribute("id", before)
