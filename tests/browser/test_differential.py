"""A case described, a diagnosis accepted by its button, and nothing of the case in an address; in both themes."""

import pytest
from playwright.sync_api import expect

from tests.browser.components.measures import violations
from tests.browser.conftest import Charts, OpenAs
from tests.browser.conversation import ask
from tests.browser.test_every_page import DARKEN

pytestmark = [pytest.mark.browser, pytest.mark.model]


def test_a_differential_is_suggested_and_a_decision_is_kept(open_as: OpenAs, charts: Charts) -> None:
    page = open_as(f"{next(iter(charts().values()))}differential/")
    page.get_by_label("The case").fill("Crushing chest pain for an hour, sweating. No fever.")
    page.get_by_role("button", name="Suggest a differential").click()
    first = page.locator(".ddx").first
    expect(first).to_contain_text("Crushing chest pain")
    told = first.locator("a[href^='#case-']").first
    told.press("Enter")
    expect(page.locator("#sheet mark")).to_have_text(["Crushing chest pain", "for an hour"])
    page.keyboard.press("Escape")
    expect(told).to_be_focused()
    told.click()
    expect(page.locator("#sheet mark").first).to_be_visible()
    page.keyboard.press("Escape")
    first.locator("button[name=accept]").click()
    expect(page.get_by_text("Kept, with the case")).to_be_visible()
    expect(page.locator(".ddx").first).to_contain_text("accepted")
    assert page.url.endswith("/differential/")
    found = violations(page)
    page.evaluate(DARKEN)
    assert found + violations(page) == []


def test_a_case_is_worked_through_by_keyboard_and_survives_a_refresh(open_as: OpenAs, charts: Charts) -> None:
    page = open_as(f"{next(iter(charts().values()))}?conversation=new&tab=ask")
    ask(page, "help me work through this: 54F chest pain since this morning")
    boards = page.locator("[data-work-up]")
    expect(boards.first).to_contain_text("What it could be")
    boards.first.get_by_role("button", name="Not known").press("Enter")
    expect(boards).to_have_count(2)
    expect(page.locator(".exchange").last).to_have_attribute("aria-busy", "false")
    expect(boards.last.locator("[data-asks]")).to_be_focused()
    expect(page.locator(".exchange").last).to_contain_text("Question 2 of at most 12")
    page.keyboard.press("Tab")
    expect(boards.last.locator("button").first).to_be_focused()
    page.reload()
    expect(boards).to_have_count(2)
    found = violations(page)
    page.evaluate(DARKEN)
    assert found + violations(page) == []
