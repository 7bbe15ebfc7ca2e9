"""Chromium on a served demo clinic. Without a browser these tests are skipped, with the reason."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser import clinic as clinics
from tests.browser.clinic import Clinic

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    made = clinics.make(tmp_path_factory.mktemp("clinic"))
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


@pytest.fixture
def context(browser: Browser, clinic: Clinic) -> Iterator[BrowserContext]:
    made = browser.new_context(base_url=clinic.url, viewport={"width": 1440, "height": 900}, locale="en-GB")
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Fails the test on any script error or content-security-policy refusal."""
    made = context.new_page()
    problems: list[str] = []
    made.on("pageerror", lambda error: problems.append(str(error)))
    made.on("console", lambda line: problems.append(line.text) if line.type == "error" else None)
    made.problems = problems  # type: ignore[attr-defined]
    return made


@pytest.fixture
def sign_in(clinic: Clinic) -> Callable[..., None]:
    """Signs the page in as this demo user (default: the first clinician)."""

    def enter(page: Page, username: str = "") -> None:
        name = username or clinic.clinician()
        page.goto("/account/login/")
        page.get_by_label("Username").fill(name)
        page.get_by_label("Password").fill(clinic.passwords[name])
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(lambda url: "/account/login" not in url)

    return enter
