"""Pictures of the main pages from a demo clinic, for the README: `python -m tests.browser.screenshots`."""

import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.browser import clinic as clinics
from tests.browser.clinic import ROOT, Clinic
from tests.browser.components.measures import DESKTOP, PHONE
from tests.browser.conftest import ARGUMENTS, CLINICIAN, sign_in
from tests.browser.conversation import ask

FOLDER = ROOT / "docs/screenshots"
COLOURS = 128  # a page has few: half the bytes, and no difference that an eye finds
CASE = (
    "67-year-old man, two hours of heavy pressure behind the breastbone into the left arm, sweating, nausea. Smokes. "
    "BP 150/90, heart rate 96. No fever, no pain on breathing in."
)
QUESTIONS = ("What medicines is the patient taking now?", "What is the latest HbA1c and its trend?")
Shown = Callable[[Page], None]


def chart(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Rosa Elena Delgado", exact=True).click()
    page.wait_for_load_state("networkidle")


def conversation(page: Page) -> None:
    chart(page)
    page.goto(page.url.split("?")[0] + "?conversation=new&tab=ask")
    for question in QUESTIONS:
        ask(page, question)
    page.locator("#question").blur()


def source(page: Page) -> None:
    chart(page)
    page.goto(page.url.split("?")[0] + "?conversation=new&tab=ask")
    ask(page, "What happened with the cough?").locator("[data-cite]").first.click()
    page.locator("#sheet mark").wait_for()


def labs(page: Page) -> None:
    chart(page)
    page.get_by_role("link", name="Labs", exact=True).click()
    page.wait_for_url("**/labs/")


def part_of(patient: str, part: str) -> Shown:
    """A section of this patient's chart."""

    def show(page: Page) -> None:
        page.goto("/")
        page.get_by_role("link", name=patient, exact=True).click()
        page.wait_for_load_state("networkidle")
        page.goto(f"{page.url.split('?')[0]}{part}/")

    return show


def read_note(page: Page) -> None:
    """The newest note, once a model has read it."""
    part_of("Rosa Elena Delgado", "notes")(page)
    page.locator("#chart a[href*='/notes/']").filter(has_text="Progress note").first.click()
    page.locator(".entity").first.wait_for(timeout=120_000)


def differential(page: Page) -> None:
    part_of("Rosa Elena Delgado", "differential")(page)
    page.get_by_label("The case").fill(CASE)
    page.get_by_role("button", name="Suggest a differential").click()
    page.locator(".ddx").first.wait_for(timeout=60_000)
    page.wait_for_load_state("networkidle")


def at(path: str) -> Shown:
    return lambda page: (page.goto(path), None)[1]


PICTURES: tuple[tuple[str, str, Shown, tuple[int, int], str], ...] = (
    ("sign-in", "", at("/account/login/"), DESKTOP, "light"),
    ("my-patients", CLINICIAN, at("/"), DESKTOP, "light"),
    ("conversation", CLINICIAN, conversation, DESKTOP, "light"),
    ("conversation-dark", CLINICIAN, conversation, DESKTOP, "dark"),
    ("source", CLINICIAN, source, DESKTOP, "light"),
    ("labs", CLINICIAN, labs, DESKTOP, "light"),
    ("alerts", CLINICIAN, part_of("Grace Abara", "alerts"), DESKTOP, "light"),
    ("note-read", CLINICIAN, read_note, DESKTOP, "light"),
    ("summary", CLINICIAN, part_of("Rosa Elena Delgado", "summary"), DESKTOP, "light"),
    ("differential", CLINICIAN, differential, DESKTOP, "light"),
    ("differential-phone-dark", CLINICIAN, differential, PHONE, "dark"),
    ("who-looked", "leah.goldstein", at("/my-record/who-looked/"), DESKTOP, "light"),
    ("audit", "p.ferreira", at("/oversight/audit/"), DESKTOP, "light"),
    ("chart-phone", CLINICIAN, chart, PHONE, "light"),
    ("conversation-phone", CLINICIAN, conversation, PHONE, "light"),
    ("source-phone-dark", CLINICIAN, source, PHONE, "dark"),
    ("my-record-phone", "leah.goldstein", at("/my-record/"), PHONE, "light"),
)


def take(browser: Browser, clinic: Clinic) -> None:
    for name, username, show, size, theme in PICTURES:
        viewport: ViewportSize = {"width": size[0], "height": size[1]}
        context = browser.new_context(base_url=clinic.url, viewport=viewport, locale="en-GB", reduced_motion="reduce")
        context.add_cookies([{"name": "theme", "value": theme, "url": clinic.url}])
        page = context.new_page()
        if username:
            sign_in(page, username, clinic.passwords[username])
        show(page)
        page.wait_for_load_state("networkidle")
        save(page, FOLDER / f"{name}-{size[0]}.png")
        context.close()


def save(page: Page, file: Path) -> None:
    page.screenshot(path=file, animations="disabled")
    with Image.open(file) as picture:
        small = picture.convert("RGB").quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    small.save(file, optimize=True)
    sys.stdout.write(f"{file.relative_to(ROOT)}: {file.stat().st_size / 1000:.0f} kB\n")


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("no Chromium on this machine: apt-get install chromium")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        clinic = clinics.make(Path(folder))
        try:
            take(playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS), clinic)
        finally:
            clinic.process.terminate()
            clinic.process.wait(timeout=20)


if __name__ == "__main__":
    main()
