"""Sheets, menus, toasts and shortcuts by keyboard alone: focus goes in, stays, and comes back."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from records.models import User
from tests.browser.components.conftest import OpenPage
from tests.browser.components.measures import PHONE, violations

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.browser.components.urls")]


def test_closing_the_sheet_brings_the_focus_back(open_page: OpenPage) -> None:
    page = open_page("/styleguide")
    page.get_by_role("button", name="Open a source").press("Enter")
    expect(page.locator(":focus")).to_have_text("Progress note, 3 Nov 2026")
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.locator(":focus")).to_have_text("Open a source")


def test_the_focus_stays_inside_the_sheet(open_page: OpenPage) -> None:
    page = open_page("/styleguide")
    page.get_by_role("button", name="Open a source").press("Enter")
    for _ in range(6):
        page.keyboard.press("Tab")
        # The browser's own controls may take a turn; the page behind the sheet never does.
        assert page.evaluate(
            "() => document.activeElement === document.body || !!document.activeElement.closest('#sheet')"
        )


def test_the_sheet_fills_a_phone_and_the_mark_is_in_view(open_page: OpenPage) -> None:
    page = open_page("/styleguide", size=PHONE)
    page.get_by_role("button", name="Open a source").click()
    expect(page.locator("#sheet mark")).to_be_visible()
    sheet = page.locator("#sheet").bounding_box()
    assert sheet is not None
    assert round(sheet["width"]) == PHONE[0]


def test_a_source_that_cannot_be_loaded_says_so_and_offers_a_way_on(open_page: OpenPage) -> None:
    page = open_page("/styleguide")
    page.route("**/styleguide*", lambda route: route.abort())
    page.get_by_role("link", name="C1, from the chart").click()
    failure = page.locator("#sheet .banner")
    expect(failure).to_contain_text("could not be loaded")
    expect(failure.get_by_role("button", name="Try again")).to_be_visible()
    page.unroute("**/styleguide*")
    failure.get_by_role("button", name="Try again").click()
    page.locator("#sheet h2", has_text="Buttons").wait_for()


def test_escape_closes_a_menu_and_arrows_walk_it(open_page: OpenPage, alice: User) -> None:
    page = open_page("/styleguide", user=alice)
    menu = page.locator("summary", has_text="Account")
    menu.press("Enter")
    page.keyboard.press("ArrowDown")
    expect(page.locator(":focus")).to_have_text("Two-step sign-in")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(":focus")).to_have_text("Change password")
    page.keyboard.press("Escape")
    expect(page.locator(":focus")).to_contain_text("Account")
    expect(page.locator("details.menu[open]")).to_have_count(0)


def test_undo_is_offered_once_and_is_heard(open_page: OpenPage) -> None:
    page = open_page("/styleguide")
    page.get_by_role("button", name="Toast with undo").press("Enter")
    page.locator(".toast").get_by_role("button", name="Undo").press("Enter")
    page.locator("#live", has_text="Brought back.").wait_for(state="attached")
    expect(page.locator(".toast")).to_have_count(0)


def test_a_failure_stays_until_it_is_closed_while_plain_news_gives_way(open_page: OpenPage) -> None:
    page = open_page("/styleguide")
    page.get_by_role("button", name="Toast for a failure").press("Enter")
    for _ in range(3):
        page.get_by_role("button", name="Toast", exact=True).press("Enter")
    expect(page.locator(".toast")).to_have_count(2)
    page.locator(".toast--danger").get_by_role("button", name="Dismiss").press("Enter")
    expect(page.locator(".toast--danger")).to_have_count(0)


def test_shortcuts_are_listed_and_can_be_turned_off(open_page: OpenPage, alice: User) -> None:
    page = open_page("/styleguide", user=alice)
    page.keyboard.press("?")
    help_dialog = page.locator("#keys-help")
    expect(help_dialog).to_contain_text("Show these shortcuts")
    page.get_by_label("Shortcuts are on").press("Space")
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("?")
    expect(help_dialog).to_be_hidden()
    page.locator("summary", has_text="Display").press("Enter")
    page.get_by_role("button", name="Keyboard shortcuts").press("Enter")
    expect(help_dialog).to_be_visible()


def test_a_question_mark_that_is_typed_opens_nothing(open_page: OpenPage) -> None:
    page = open_page("/styleguide")
    field = page.get_by_label("Full name").first
    field.press("?")
    assert field.input_value() == "?"
    assert not page.locator("#keys-help").is_visible()


def test_finding_a_patient_is_one_shortcut_away(open_page: OpenPage, alice: User) -> None:
    page = open_page("/styleguide", user=alice)
    page.keyboard.press("Control+k")
    expect(page).to_have_url(re.compile(re.escape(reverse("records:finder")) + "$"))


def test_the_theme_is_kept_and_the_first_paint_already_has_it(open_page: OpenPage) -> None:
    page = open_page("/styleguide")
    page.locator("summary", has_text="Display").press("Enter")
    page.get_by_role("button", name="Night, high contrast").press("Enter")
    expect(page.locator("html")).to_have_attribute("data-theme", "night")
    reply = page.request.get(page.url)
    assert 'data-theme="night"' in reply.text()
    page.get_by_role("button", name="Like the system").press("Enter")
    expect(page.locator("html:not([data-theme])")).to_have_count(1)
