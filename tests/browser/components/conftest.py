"""The living page of components on a test server, without a clinic behind it."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page
from pytest_django.live_server_helper import LiveServer

from records.models import User
from tests.browser.components.measures import AXE, DESKTOP

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session", autouse=True)
def _database_beside_playwright() -> Iterator[None]:
    """Playwright keeps an event loop in this thread, which Django would take for async code."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture
def open_page(browser: Browser, live_server: LiveServer) -> Iterator[OpenPage]:
    """Opens a path as `user`, in a size and theme. Fails the test when a script of the page complains."""
    if not AXE.exists():
        pytest.skip("the front-end packages are not installed: make assets")
    complaints: list[str] = []
    opened = []

    def listen(message: ConsoleMessage) -> None:
        # A request that the test itself cut; and the test server has no sockets.
        if message.type == "error" and not re.search("ERR_FAILED|WebSocket connection to", message.text):
            complaints.append(message.text)

    def open_it(path: str, user: User | None = None, size: tuple[int, int] = DESKTOP, theme: str = "light") -> Page:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="en-GB")
        opened.append(context)
        cookies = {"theme": theme}
        if user is not None:
            client = Client()
            client.force_login(user)
            cookies["sessionid"] = client.cookies["sessionid"].value
        context.add_cookies([{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()])
        page = context.new_page()
        page.on("console", listen)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(live_server.url + path)
        page.wait_for_load_state("networkidle")
        return page

    yield open_it
    for context in opened:
        context.close()
    assert complaints == []
