"""A suggested text from the button to the patient's hands, by keyboard, on a desk and on a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.components.measures import violations
from tests.browser.conftest import Charts, OpenAs
from tests.browser.test_every_page import faults

pytestmark = pytest.mark.browser
CLINICIAN = "dr.lindqvist"
WRITTEN = re.compile(r"/summary/[0-9a-f-]{36}/$")


def write(page: Page, path: str) -> str:
    """Choose the first visit and have it written; the address of what was written."""
    page.goto(path)
    page.locator("#about-visit").select_option(index=1 if "handout" in path else 0)
    page.get_by_role("button", name="Write it").press("Enter")
    page.wait_for_url(WRITTEN)
    page.locator(".summary__section").first.wait_for()
    return page.url


def open_source_by_keyboard(page: Page) -> None:
    page.wait_for_load_state("networkidle")  # what the end of the job draws anew is drawn
    mark = page.locator("#chart .cite").last
    mark.press("Enter")
    page.locator("#sheet mark").wait_for()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(mark).to_be_focused()


def test_a_note_in_short_opens_its_sources_by_keyboard(open_as: OpenAs, charts: Charts) -> None:
    page = open_as(charts(CLINICIAN)["Grace Abara"] + "notes/", username=CLINICIAN)
    page.locator("#chart a").filter(has_text="Discharge").first.click()
    page.get_by_role("button", name="Say it in short").press("Enter")
    page.locator(".note-summary .summary").wait_for()
    open_source_by_keyboard(page)
    assert faults(page, page.url) == []


def test_a_discharge_summary_is_edited_signed_and_compared(open_as: OpenAs, charts: Charts) -> None:
    page = open_as("/", username=CLINICIAN)
    written = write(page, charts(CLINICIAN)["Grace Abara"] + "summary/discharge/")
    open_source_by_keyboard(page)
    assert faults(page, written) == []
    page.get_by_role("button", name="Edit and sign as a note").press("Enter")
    text = page.get_by_label("Text", exact=True)
    text.fill(text.input_value().replace("Hospital admission", "Planned admission"))
    page.get_by_role("button", name="Sign", exact=True).press("Enter")
    page.get_by_role("link", name="What was changed").press("Enter")
    expect(page.locator("del")).to_have_text("[taken out: Hospital]")
    expect(page.locator("ins")).to_have_text("[put in: Planned]")
    assert faults(page, page.url) == []


def test_a_handout_is_signed_and_given(open_as: OpenAs, charts: Charts) -> None:
    page = open_as("/", username=CLINICIAN)
    written = write(page, charts(CLINICIAN)["Grace Abara"] + "summary/handout/")
    assert "Settle this before you sign" in page.locator("#chart").inner_text()
    assert faults(page, written) == []
    page.get_by_role("button", name="Edit and sign the handout").press("Enter")
    page.get_by_role("button", name="Sign", exact=True).press("Enter")
    page.get_by_role("link", name="Print and hand out").press("Enter")
    page.wait_for_url("**/print/")
    assert faults(page, page.url) == []
    page.get_by_role("button", name="The patient has it").press("Enter")
    expect(page.locator("main")).to_contain_text("Given to the patient")
