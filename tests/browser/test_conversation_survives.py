"""An answer outlives refresh, lost connection, another tab and the end of the session."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.clinic import Clinic
from tests.browser.conftest import CLINICIAN, OpenAs, sign_in
from tests.browser.conversation import ask, asked, begin, connected

pytestmark = pytest.mark.browser
SLOW = "What medicines is the patient taking now? slowly"


def test_a_refresh_in_the_middle_loses_nothing(open_as: OpenAs, rosa: str, held: Callable[[], None]) -> None:
    page = open_as(rosa)
    exchange = begin(page, SLOW)
    exchange.locator("[data-piece=sentence]").first.wait_for()
    page.reload()
    exchange = asked(page, SLOW)
    expect(exchange).to_have_attribute("aria-busy", "true")
    held()
    expect(exchange).to_have_attribute("aria-busy", "false")
    lines = exchange.locator("[data-answer] [data-piece=sentence]").all_inner_texts()
    assert len(lines) == len(set(lines)) == 8  # five orders, and the note that says otherwise of one
    expect(exchange.locator("[data-piece=progress]")).to_have_count(0)


def test_another_tab_sees_the_same_answer_grow(open_as: OpenAs, rosa: str) -> None:
    first = open_as(rosa)
    begin(first, "Which allergies are known?")
    second = open_as(rosa.split("?")[0])
    connected(second)
    begin(first, SLOW)
    there = asked(second, SLOW)
    expect(there).to_have_attribute("aria-busy", "false")
    here = asked(first, SLOW)
    expect(here).to_have_attribute("aria-busy", "false")
    assert there.locator("[data-answer]").inner_text() == here.locator("[data-answer]").inner_text()


def test_what_is_asked_offline_goes_out_once_when_the_line_is_back(open_as: OpenAs, rosa: str) -> None:
    page = open_as(rosa)
    ask(page, "Which allergies are known?")
    page.context.set_offline(True)
    expect(page.locator("[data-says=connecting]")).to_be_visible()
    page.locator("#question").fill("What are the active problems?")
    page.locator("#question").press("Enter")
    expect(page.locator("[data-unsent]")).to_contain_text("Not sent yet")
    page.context.set_offline(False)
    expect(page.locator("[data-exchange]").nth(1)).to_have_attribute("aria-busy", "false")
    expect(page.locator("[data-exchange]")).to_have_count(2)
    expect(page.locator("[data-unsent]")).to_have_count(0)
    expect(page.locator("[data-says=connecting]")).to_be_hidden()


def test_what_was_not_sent_is_in_the_box_after_a_reload(open_as: OpenAs, rosa: str) -> None:
    page = open_as(rosa)
    connected(page)
    page.context.set_offline(True)
    page.locator("#question").fill("Any falls?")
    page.locator("#question").press("Enter")
    page.locator("[data-unsent]").wait_for()
    page.add_init_script("WebSocket.prototype.send = () => {}")  # the line stays silent after the reload, too
    page.evaluate("() => WebSocket.prototype.send = () => {}")
    page.context.set_offline(False)
    page.reload()
    expect(page.locator("#question")).to_have_value("Any falls?")


def test_the_end_of_the_session_keeps_the_question_until_the_user_is_back(
    open_as: OpenAs, clinic: Clinic, rosa: str
) -> None:
    page = open_as("/account/login/", username="")
    sign_in(page, CLINICIAN, clinic.passwords[CLINICIAN])
    page.goto(rosa)
    connected(page)
    other_tab = page.context.new_page()
    other_tab.goto("/")
    other_tab.get_by_text("Account").click()
    other_tab.get_by_role("button", name="Sign out").click()
    page.bring_to_front()
    page.locator("#question").fill("What are the active problems?")
    page.locator("#question").press("Enter")
    expect(page.locator("[data-says=signed-out]")).to_be_visible()
    expect(page.locator("[data-unsent]")).to_contain_text("What are the active problems?")
    sign_in(other_tab, CLINICIAN, clinic.passwords[CLINICIAN])
    page.bring_to_front()
    page.evaluate("() => dispatchEvent(new Event('focus'))")
    expect(asked(page, "What are the active problems?")).to_have_attribute("aria-busy", "false")


def test_a_draft_is_kept_for_its_patient_and_gone_after_signing_out(open_as: OpenAs, clinic: Clinic, rosa: str) -> None:
    page = open_as("/account/login/", username="")
    sign_in(page, CLINICIAN, clinic.passwords[CLINICIAN])
    page.goto(rosa)
    page.locator("#question").fill("half a thought")
    page.goto("/")
    page.get_by_role("link", name="Margaret Ellis", exact=True).click()
    expect(page.locator("#question")).to_have_value("")
    page.goto(rosa)
    expect(page.locator("#question")).to_have_value("half a thought")
    page.get_by_text("Account").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/account/login/**")
    assert page.evaluate("() => Object.keys(sessionStorage).filter(name => name.startsWith('draft'))") == []
