"""A note that a model read, walked through and decided about by keyboard; in light and dark nobody is shut out."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.clinic import Clinic
from tests.browser.components.measures import violations
from tests.browser.conftest import CLINICIAN, OpenAs
from tests.browser.test_every_page import faults

pytestmark = pytest.mark.browser


@pytest.fixture
def note(clinic: Clinic) -> str:
    """A note with marks of three types, made anew for each test."""
    code = f"from tests.browser.marked import make; print(make('{CLINICIAN}', 'Delgado'))"
    return clinic.manage("shell", "-c", code).strip().splitlines()[-1]


def current(page: Page) -> str:
    """The words of the mark that the panel is about."""
    return page.locator("[data-panel-mark] b").first.inner_text()


def test_next_accept_wrong_type_and_undo(open_as: OpenAs, note: str) -> None:
    page = open_as(note)
    counts = page.locator("#mark-counts")
    expect(counts).to_have_text("4 to look at, 0 accepted, 0 wrong")
    page.keyboard.press("n")
    expect(page.locator("[data-panel-mark] b").first).to_have_text("chest pain")
    page.keyboard.press("a")
    expect(counts).to_have_text("3 to look at, 1 accepted, 0 wrong")
    expect(page.locator(":focus")).to_have_text("Gout")
    page.keyboard.press("x")
    expect(counts).to_have_text("2 to look at, 1 accepted, 1 wrong")
    expect(page.locator(":focus")).to_have_text("Lisinopril")
    page.keyboard.press("t")
    expect(page.locator("#mark-label")).to_be_focused()
    page.keyboard.press("Escape")
    page.locator("#mark-label").select_option("Disease_disorder")
    page.get_by_role("button", name="Change type").press("Enter")
    expect(page.locator("[data-panel-mark]")).to_contain_text("the model said: drug")
    expect(counts).to_have_text("1 to look at, 2 accepted, 1 wrong")
    page.keyboard.press("u")
    expect(counts).to_have_text("2 to look at, 1 accepted, 1 wrong")
    page.keyboard.press("p")
    expect(page.locator("[data-panel-mark] b").first).to_have_text("Gout")


def test_types_that_are_not_shown_are_passed_over(open_as: OpenAs, note: str) -> None:
    page = open_as(note)
    page.get_by_label("problem").uncheck()
    page.locator("body").press("n")
    expect(page.locator("[data-panel-mark] b").first).to_have_text("Lisinopril")


def test_keys_are_in_the_help_and_can_be_turned_off(open_as: OpenAs, note: str) -> None:
    page = open_as(note)
    page.keyboard.press("?")
    expect(page.locator("#keys-help .keys")).to_contain_text("Accept the mark")
    page.locator("#keys-on").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page.locator("[data-panel-mark]")).to_have_count(0)


def test_without_scripts_the_links_and_forms_do_the_same(open_as: OpenAs, note: str) -> None:
    page = open_as(note, java_script_enabled=False)
    page.locator(".entity", has_text="chest pain").click()
    page.get_by_role("button", name="Accept").click()
    expect(page.locator("#mark-counts")).to_have_text("3 to look at, 1 accepted, 0 wrong")
    expect(page.locator("[data-panel-mark] b").first).to_have_text("Gout")


def test_the_marked_note_and_the_jobs_shut_no_one_out(open_as: OpenAs, note: str) -> None:
    page = open_as("/")
    assert [fault for path in (note, "/jobs/") for fault in faults(page, path)] == []
    page.goto(note)
    page.keyboard.press("n")
    page.locator("[data-panel-mark]").wait_for()
    assert violations(page) == []
