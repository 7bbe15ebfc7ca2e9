"""The conversation on a phone, on paper, and in a browser without scripts."""

import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.components.measures import PHONE, scrolls_sideways
from tests.browser.conftest import OpenAs
from tests.browser.conversation import PATIENCE_MS, ask, connected

pytestmark = pytest.mark.browser


def comes_into_view(page: Page, selector: str) -> None:
    expect(page.locator(selector)).to_be_in_viewport(ratio=0.99)


def test_on_a_phone_the_conversation_is_a_tab_with_its_box_in_view(open_as: OpenAs, rosa: str) -> None:
    page = open_as(rosa.split("?")[0], size=PHONE, has_touch=True)
    expect(page.locator("#chart")).to_be_visible()
    expect(page.locator("#chat")).to_be_hidden()
    page.get_by_role("tab", name="Conversation").tap()
    expect(page.locator("#chart")).to_be_hidden()
    connected(page)
    for question in ("What medicines is the patient taking now?", "What is the latest HbA1c and its trend?"):
        ask(page, question)
        for part in (".chat__head", ".chat__composer", ".patient-bar__name"):
            comes_into_view(page, part)
    comes_into_view(page, "[data-exchange]:last-of-type [data-piece=sentence]:first-of-type")
    assert not scrolls_sideways(page)
    page.locator("[data-answer] [data-cite]").last.tap()
    page.locator("#sheet .source").wait_for()
    sheet = page.locator("#sheet").bounding_box()
    assert sheet is not None
    assert round(sheet["width"]) == PHONE[0]


def test_on_a_phone_no_value_runs_into_the_next_cell(open_as: OpenAs, rosa: str) -> None:
    page = open_as(rosa.split("?")[0], size=PHONE)
    too_wide = "cells => cells.filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.innerText)"
    assert page.locator(".table--stack td").evaluate_all(too_wide) == []


def test_an_earlier_conversation_opens_on_its_own_tab(open_as: OpenAs, rosa: str) -> None:
    page = open_as(rosa, size=PHONE)
    ask(page, "Which allergies are known?")
    page.get_by_role("link", name="Earlier").click()
    page.locator("#sheet").get_by_label("Search your conversations").fill("allergies")
    page.locator("#sheet").get_by_role("button", name="Search").click()
    page.locator("#sheet .conversation-list a", has_text="Which allergies are known?").first.click()
    expect(page.locator("#chat")).to_be_visible()
    expect(page.locator("[data-exchange]").first).to_contain_text("Which allergies are known?")


def test_a_question_is_answered_without_scripts(open_as: OpenAs, rosa: str) -> None:
    page = open_as(rosa, java_script_enabled=False)
    page.locator("#question").fill("Which allergies are known?")
    page.locator("#chat").get_by_role("button", name="Ask", exact=True).click()
    page.wait_for_url("**#x-*")
    mark = page.locator("[data-cite]").first
    give_up = time.monotonic() + PATIENCE_MS / 1000
    while not mark.count() and time.monotonic() < give_up:
        page.wait_for_timeout(200)  # as somebody who reads would
        page.reload()
    mark.click()
    expect(page.locator("mark")).to_contain_text("Penicillin")
    page.get_by_role("link", name="Back to the chart").click()
    page.get_by_role("button", name="Bad answer").last.click()
    expect(page.get_by_role("button", name="wrong fact").last).to_be_visible()


def test_paper_and_files_carry_answer_and_sources(open_as: OpenAs, rosa: str) -> None:
    page = open_as(rosa)
    ask(page, "Which allergies are known?")
    page.get_by_role("link", name="Print or save").click()
    page.emulate_media(media="print")
    expect(page.locator(".print-head")).to_contain_text("Rosa Elena Delgado")
    expect(page.locator("dd", has_text="Penicillin")).to_be_visible()
    expect(page.locator(".header")).to_be_hidden()
    page.emulate_media(media="screen")
    for name, start in (("PDF", b"%PDF-"), ("Markdown", b"# ")):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        assert download.value.path().read_bytes().startswith(start)
        assert "rosa" not in download.value.suggested_filename.lower()
