"""A clinician changes their mind: stop, ask again, edit, wait in line, rate, copy."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenAs
from tests.browser.conversation import ask, asked, begin, connected

pytestmark = pytest.mark.browser
SLOW = "What medicines is the patient taking now? slowly"


@pytest.mark.usefixtures("held")
def test_escape_stops_and_what_was_shown_stays_unverified(open_as: OpenAs, rosa: str) -> None:
    page = open_as(rosa)
    exchange = begin(page, SLOW)
    exchange.locator("[data-piece=sentence]").first.wait_for()
    page.locator("#question").press("Escape")
    expect(exchange.locator(".exchange__badges")).to_contain_text("stopped, unverified")
    assert exchange.locator("[data-answer] [data-piece=sentence]").count() == 1


def test_a_second_question_waits_in_line_and_can_be_withdrawn(
    open_as: OpenAs, rosa: str, held: Callable[[], None]
) -> None:
    page = open_as(rosa)
    first = begin(page, SLOW)
    second, third = begin(page, "Which allergies are known?"), begin(page, "What are the active problems?")
    expect(third).to_contain_text("number 2 in line")
    second.get_by_role("button", name="Stop").click()
    expect(second.locator(".exchange__badges")).to_contain_text("stopped")
    expect(third).to_contain_text("number 1 in line")
    held()
    expect(third).to_have_attribute("aria-busy", "false")
    expect(first).to_have_attribute("aria-busy", "false")


def test_again_takes_the_place_of_the_earlier_answer(open_as: OpenAs, rosa: str) -> None:
    page = open_as(rosa)
    exchange = ask(page, "Which allergies are known?")
    before = exchange.get_attribute("id")
    exchange.get_by_role("button", name="Again").click()
    fresh = page.locator(f"[data-exchange]:not(#{before})")
    expect(fresh).to_have_attribute("aria-busy", "false")
    expect(page.locator("[data-exchange]")).to_have_count(1)


def test_arrow_up_edits_the_last_question_and_escape_leaves_it(open_as: OpenAs, rosa: str) -> None:
    page = open_as(rosa)
    ask(page, "latest potassium")
    box = page.locator("#question")
    box.press("ArrowUp")
    expect(box).to_have_value("latest potassium")
    expect(page.locator("[data-editing]")).to_be_visible()
    box.press("Escape")
    expect(box).to_have_value("")
    expect(page.locator("[data-editing]")).to_be_hidden()
    box.press("ArrowUp")
    box.fill("latest creatinine")
    box.press("Enter")
    expect(asked(page, "latest creatinine")).to_have_attribute("aria-busy", "false")
    expect(page.locator("[data-exchange]")).to_have_count(1)


def test_thumbs_down_asks_why_and_keeps_the_reason(open_as: OpenAs, rosa: str) -> None:
    page = open_as(rosa)
    exchange = ask(page, "Which allergies are known?")
    exchange.get_by_role("button", name="Bad answer").press("Enter")
    reason = exchange.get_by_role("button", name="something is missing")
    expect(reason).to_be_visible()
    expect(exchange.get_by_role("button", name="Bad answer")).to_be_focused()
    expect(exchange.get_by_role("button", name="Copy")).to_be_visible()
    reason.press("Enter")
    expect(reason).to_have_attribute("aria-pressed", "true")
    expect(reason).to_be_focused()
    page.reload()
    expect(page.get_by_role("button", name="Bad answer")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name="something is missing")).to_have_attribute("aria-pressed", "true")


def test_a_button_can_be_pressed_in_the_moment_when_it_comes_in(open_as: OpenAs, rosa: str) -> None:
    page = open_as(rosa)
    exchange = ask(page, "Which allergies are known?")
    page.evaluate(
        """() => {
            const press = (_changes, watch) => {
                const chip = document.querySelector('[id^=reason-missing-]');
                if (!chip) return;
                watch.disconnect();
                window.isTheSamePage = true;
                chip.focus();
                chip.click();
            };
            new MutationObserver(press).observe(document.querySelector('[data-log]'), {childList: true, subtree: true});
        }"""
    )
    exchange.get_by_role("button", name="Bad answer").click()
    reason = exchange.get_by_role("button", name="something is missing")
    expect(reason).to_have_attribute("aria-pressed", "true")
    expect(reason).to_be_focused()
    assert page.evaluate("() => window.isTheSamePage"), "the form was posted as a page of its own"


def test_a_copied_answer_takes_its_sources_along(open_as: OpenAs, rosa: str) -> None:
    page = open_as(rosa, permissions=["clipboard-read", "clipboard-write"])
    exchange = ask(page, "Which allergies are known?")
    exchange.get_by_role("button", name="Copy").click()
    page.locator(".toast", has_text="Copied with its sources").wait_for()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied.startswith("Which allergies are known?\n")
    assert "[C1]" in copied
    assert "C1 Penicillin" in copied


def test_a_question_that_is_too_long_comes_back_with_the_reason(open_as: OpenAs, rosa: str) -> None:
    page = open_as(rosa)
    connected(page)
    page.locator("#question").fill("why " * 1200)
    page.locator("#question").press("Enter")
    expect(page.locator("#question-error")).to_contain_text("Shorten it")
    assert len(page.locator("#question").input_value()) > 4000
    assert page.locator("[data-exchange]").count() == 0


def test_a_forged_frame_gets_an_error_and_the_page_goes_on(open_as: OpenAs, rosa: str) -> None:
    page = open_as(rosa)
    connected(page)
    said = page.evaluate(
        """() => new Promise(done => {
            const line = new WebSocket(`ws://${location.host}${document.getElementById('chat').dataset.socket}`);
            const seen = [];
            line.onmessage = event => {
                seen.push(JSON.parse(event.data));
                if (seen.length === 1) {
                    line.send('{"type": "prescribe", "drug": "x"}');
                    line.send('not json');
                    line.send(JSON.stringify({type: 'ask', question: 'x', patient: 'another'}));
                    line.send('x'.repeat(70000));
                }
                if (seen.length === 5) done(seen.slice(1).map(frame => frame.type));
            };
        })"""
    )
    assert said == ["error"] * 4
    ask(page, "Which allergies are known?")
