"""The main journey, by keyboard alone: ask, read the streamed answer, open its source, come back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenAs
from tests.browser.conversation import ask, begin, connected, first_line

pytestmark = pytest.mark.browser


def test_from_the_list_to_the_source_and_back(open_as: OpenAs, rosa: str) -> None:
    page = open_as("/")
    page.get_by_role("link", name="Rosa Elena Delgado", exact=True).press("Enter")
    page.wait_for_url("**/patients/**")
    page.goto(rosa)
    connected(page)
    page.locator("body").press("/")
    expect(page.locator("#question")).to_be_focused()
    page.keyboard.type("What is the latest HbA1c and its trend?")
    page.keyboard.press("Enter")
    exchange = page.locator("[data-exchange]").last
    expect(exchange).to_have_attribute("aria-busy", "false")
    expect(first_line(exchange)).to_contain_text("%")
    expect(exchange.locator(".trend svg")).to_be_visible()
    page.keyboard.press("Tab")  # out of the box, where keys are letters
    page.keyboard.press("]")
    mark = exchange.locator("[data-cite]").first
    expect(mark).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#sheet mark")).to_contain_text("Hemoglobin A1c")
    page.keyboard.press("Escape")
    expect(mark).to_be_focused()


def test_brackets_lead_from_the_empty_box_to_the_sources_and_are_letters_in_a_question(
    open_as: OpenAs, rosa: str
) -> None:
    page = open_as(rosa)
    exchange = ask(page, "What is the latest Hemoglobin A1c?")
    box = page.locator("#question")
    expect(box).to_be_focused()
    page.keyboard.press("]")
    expect(exchange.locator("[data-cite]").first).to_be_focused()
    box.fill("a")
    box.press("]")
    expect(box).to_have_value("a]")


def test_brackets_walk_the_open_sources_and_the_focus_returns_to_the_last_one(open_as: OpenAs, rosa: str) -> None:
    page = open_as(rosa)
    exchange = ask(page, "What medicines is the patient taking now?")
    exchange.locator("[data-cite]").first.press("Enter")
    expect(page.locator("#sheet-title")).to_have_text("Source C1: chart")
    page.keyboard.press("]")
    expect(page.locator("#sheet-title")).to_have_text("Source C2: chart")
    expect(page.locator("#sheet .source__head .badge")).to_contain_text("C2")
    page.locator("#sheet").get_by_role("link", name="Next source").press("Enter")
    expect(page.locator("#sheet .source__head .badge")).to_contain_text("C3")
    page.evaluate(
        """() => { window.went = []; document.addEventListener('focusin', () => queueMicrotask(
            () => window.went.push(document.activeElement.innerText))); }"""
    )
    page.keyboard.press("Escape")
    expect(page.locator(":focus")).to_have_text("C3")
    # The browser's own way back leads to the first source: nobody is sent by way of it.
    assert set(page.evaluate("() => window.went")) == {"C3"}


def test_a_note_is_quoted_and_opens_whole_with_the_span_marked(open_as: OpenAs, rosa: str) -> None:
    page = open_as(rosa)
    quoted = ask(page, "What happened with the cough?").locator("[data-answer] .sentence--quoted").first
    quoted.locator("[data-cite]").press("Enter")
    span = page.locator("#sheet mark").inner_text()
    assert "cough" in span.casefold()
    assert one_line(span) in one_line(quoted.inner_text())
    page.get_by_role("link", name="Open the whole note").press("Enter")
    expect(page.locator("#cited")).to_be_in_viewport()
    # Words that a model marked cut the highlight in pieces; together they are the span.
    pieces = page.locator(".note__text mark").all_inner_texts()
    assert "".join("".join(pieces).split()) == "".join(span.split())


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_the_literature_has_a_series_of_its_own(open_as: OpenAs, rosa: str) -> None:
    page = open_as(rosa)
    exchange = ask(page, "What does the literature say about gout?")
    mark = exchange.locator("[data-cite]").first
    expect(mark).to_have_text("L1")
    mark.press("Enter")
    expect(page.locator("#sheet-title")).to_have_text("Source L1: literature")
    expect(page.locator("#sheet mark")).to_contain_text("urate")
    expect(page.locator("#sheet .banner")).to_contain_text("not yet reviewed")


def test_pieces_appear_one_by_one_and_are_announced(open_as: OpenAs, rosa: str, held: Callable[[], None]) -> None:
    page = open_as(rosa)
    exchange = begin(page, "What medicines is the patient taking now? slowly")
    expect(page.locator("#live")).to_contain_text("current medications")
    sentences = exchange.locator("[data-answer] [data-piece=sentence]")
    expect(sentences).to_have_count(1)
    expect(exchange).to_have_attribute("aria-busy", "true")
    held()
    expect(exchange).to_have_attribute("aria-busy", "false")
    assert sentences.count() > 1


def test_enter_that_ends_an_input_method_does_not_ask(open_as: OpenAs, rosa: str) -> None:
    page = open_as(rosa)
    connected(page)
    page.locator("#question").fill("血压")
    page.locator("#question").evaluate(
        """box => box.dispatchEvent(new KeyboardEvent(
            'keydown', {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))"""
    )
    expect(page.locator("#question")).to_have_value("血压")
    assert page.locator("[data-exchange]").count() == 0


def test_the_suggested_questions_have_answers(open_as: OpenAs, rosa: str) -> None:
    for language in ("en-GB", "zh-CN"):
        page = open_as(rosa, locale=language)
        connected(page)
        suggested = page.locator("[data-start] [data-suggested]").all_inner_texts()
        assert len(suggested) == 3
        for question in suggested:
            expect(ask(page, question).locator(".badge--chart")).to_be_visible()


def test_refused_and_not_in_the_record_say_so(open_as: OpenAs, rosa: str) -> None:
    page = open_as(rosa)
    expect(ask(page, "Prescribe amoxicillin 500 mg").locator(".exchange__badges")).to_contain_text("refused")
    expect(ask(page, "Has she ever had a PSA?").locator(".exchange__badges")).to_contain_text("not in the record")
