"""What a clinician does in the conversation beside a chart."""

from playwright.sync_api import Locator, Page, expect

PATIENCE_MS = 60_000


def ask(page: Page, question: str) -> Locator:
    """Asks from the box and waits for the whole answer: the exchange."""
    exchange = begin(page, question)
    expect(exchange).to_have_attribute("aria-busy", "false")
    return exchange


def begin(page: Page, question: str) -> Locator:
    """Asks and comes back as soon as the question stands in the log."""
    connected(page)
    box = page.locator("#question")
    box.fill(question)
    box.press("Enter")
    exchange = asked(page, question)
    exchange.wait_for()
    return exchange


def asked(page: Page, question: str) -> Locator:
    return page.locator("[data-exchange]", has=page.locator("h3", has_text=question)).last


def first_line(exchange: Locator) -> Locator:
    return exchange.locator("[data-answer] [data-piece=sentence]").first


def connected(page: Page) -> None:
    """The line to the server is up: no notice stands, and the script has run."""
    page.wait_for_function("() => document.querySelector('#chat')?.dataset.connected === 'true'")
