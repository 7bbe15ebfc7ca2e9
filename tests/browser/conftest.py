"""Chromium on a served demo clinic. Without a browser these tests are skipped, with the reason."""

import re
import shutil
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from tests.browser import clinic as clinics
from tests.browser.clinic import Clinic
from tests.browser.components.measures import DESKTOP
from tests.browser.conversation import PATIENCE_MS

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
CLINICIAN = "dr.okafor"
# A busy machine may take its time; nothing here is about how long something takes.
expect.set_options(timeout=PATIENCE_MS)
# What a browser says by itself of a page that a test wanted refused, or of a line that it cut.
OWN_WORDS = re.compile(r"status of (404|400)|ERR_INTERNET_DISCONNECTED|WebSocket connection to")


class OpenAs(Protocol):
    def __call__(
        self,
        path: str,
        username: str = CLINICIAN,
        size: tuple[int, int] = DESKTOP,
        theme: str = "light",
        **options: Any,
    ) -> Page: ...


class Charts(Protocol):
    def __call__(self, username: str = CLINICIAN) -> dict[str, str]: ...


@pytest.fixture(scope="session")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    made = clinics.make(tmp_path_factory.mktemp("clinic"))
    made.settle()
    yield made
    made.process.terminate()
    made.process.wait(timeout=20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield started
        started.close()


def sign_in(page: Page, username: str, password: str) -> None:
    page.goto("/account/login/")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/account/login" not in url)


@pytest.fixture(scope="session")
def signed_in(browser: Browser, clinic: Clinic) -> Callable[[str], Any]:
    """Cookies of a user who signed in once for the whole run."""
    states: dict[str, Any] = {}

    def state(username: str) -> Any:
        if username not in states:
            context = browser.new_context(base_url=clinic.url)
            sign_in(context.new_page(), username, clinic.passwords[username])
            states[username] = context.storage_state()
            context.close()
        return states[username]

    return state


@pytest.fixture
def open_as(browser: Browser, clinic: Clinic, signed_in: Callable[[str], Any]) -> Iterator[OpenAs]:
    """Opens a path as a user (nobody when empty). The test fails on any script error, refused content
    (content security policy) or request to another server."""
    problems: list[str] = []
    opened = []

    def open_it(
        path: str, username: str = CLINICIAN, size: tuple[int, int] = DESKTOP, theme: str = "light", **options: Any
    ) -> Page:
        state = signed_in(username) if username else None
        viewport: ViewportSize = {"width": size[0], "height": size[1]}
        usual = {"locale": "en-GB", "reduced_motion": "reduce", "storage_state": state, "base_url": clinic.url}
        context = browser.new_context(viewport=viewport, **{**usual, **options})
        opened.append(context)
        context.add_cookies([{"name": "theme", "value": theme, "url": clinic.url}])
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        listen(page, clinic.url, problems)
        page.goto(path)
        return page

    yield open_it
    for context in opened:
        context.close()
    assert problems == []


def listen(page: Page, home: str, problems: list[str]) -> None:
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "console",
        lambda line: problems.append(line.text) if line.type == "error" and not OWN_WORDS.search(line.text) else None,
    )
    own = (home, home.replace("http", "ws", 1), "data:", "blob:")
    page.on("request", lambda request: None if request.url.startswith(own) else problems.append(request.url))


@pytest.fixture(scope="session")
def charts(browser: Browser, clinic: Clinic, signed_in: Callable[[str], Any]) -> Charts:
    """A clinician's list: addresses of charts by patient's name."""
    lists: dict[str, dict[str, str]] = {}

    def listed(username: str = CLINICIAN) -> dict[str, str]:
        if username not in lists:
            context = browser.new_context(base_url=clinic.url, storage_state=signed_in(username))
            page = context.new_page()
            page.goto("/")
            links = page.locator("main a[href^='/patients/']")
            lists[username] = dict(links.evaluate_all("all => all.map(a => [a.innerText, a.pathname])"))
            context.close()
        return lists[username]

    return listed


@pytest.fixture
def held(clinic: Clinic) -> Iterator[Callable[[], None]]:
    """Slow answers stand still after their first sentence, until this is called, they are stopped or the test ends."""
    clinic.hold.touch()
    yield lambda: clinic.hold.unlink(missing_ok=True)
    clinic.hold.unlink(missing_ok=True)


@pytest.fixture
def rosa(charts: Charts) -> str:
    """A chart with several years of laboratory values, in an empty conversation of its own."""
    return charts()["Rosa Elena Delgado"] + "?conversation=new&tab=ask"
