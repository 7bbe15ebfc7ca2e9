"""Finding a patient, a stranger's chart, an emergency opening, and the patient who sees it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import CLINICIAN, Charts, OpenAs

pytestmark = pytest.mark.browser
SPECIALIST = "dr.tan"


def test_the_finder_finds_one_of_the_own_patients_by_keyboard(open_as: OpenAs) -> None:
    page = open_as("/")
    page.keyboard.press("Control+k")
    page.wait_for_url("**/find/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("delga")
    link = page.get_by_role("link", name="Rosa Elena Delgado", exact=True)
    expect(link).to_be_visible()
    expect(page.locator(".found__why")).to_contain_text("your care team")
    link.press("Enter")
    expect(page.locator(".patient-bar__name")).to_contain_text("Rosa")


def test_a_row_of_my_patients_opens_the_chart_and_its_count_the_alerts(open_as: OpenAs, charts: Charts) -> None:
    chart = charts(CLINICIAN)["Grace Abara"]
    open_as(chart + "alerts/")  # whose alerts are counted by then
    page = open_as("/")
    row = page.get_by_role("row").filter(has_text="Grace Abara")
    row.get_by_role("link", name="Grace Abara", exact=True).click()
    expect(page).to_have_url(re.compile(chart + "$"))
    page.goto("/")
    row.locator("a.badge").click()
    expect(page).to_have_url(re.compile(chart + "alerts/$"))


def test_a_strangers_chart_is_not_found_on_any_road(open_as: OpenAs, charts: Charts) -> None:
    name, chart = next(one for one in charts().items() if one[0] not in charts(SPECIALIST))
    page = open_as("/", username=SPECIALIST)
    reply = page.goto(chart)
    assert reply is not None
    assert reply.status == 404
    assert name.split()[-1] not in page.content()
    said = page.evaluate(
        """path => new Promise(done => {
            const line = new WebSocket(`ws://${location.host}/ws/charts/${path.split('/')[2]}/`);
            const seen = [];
            line.onmessage = event => seen.push(JSON.parse(event.data).code);
            line.onclose = event => done([...seen, event.code]);
        })""",
        chart,
    )
    assert said == ["not_found", 4404]


def test_an_emergency_opening_is_announced_and_the_patient_sees_who_looked(open_as: OpenAs, charts: Charts) -> None:
    assert "Leah Goldstein" not in charts(SPECIALIST)
    patient_id = charts()["Leah Goldstein"].split("/")[2]
    page = open_as(f"/find/{patient_id}/open/", username=SPECIALIST)
    page.locator("[name=purpose]").first.check()
    page.locator("textarea[name=reason]").fill("Brought in unconscious, needs her medicines")
    page.get_by_role("button", name="Record this and open the chart").click()
    expect(page.locator(".emergency")).to_be_visible()
    expect(page.locator(".patient-bar__name")).to_contain_text("Leah")
    own = open_as("/my-record/who-looked/", username="leah.goldstein")
    expect(own.locator(".looks li", has_text="Tan").first).to_contain_text("Dr. Wei Ming Tan")
    review = open_as("/oversight/emergency/", username="p.ferreira")
    expect(review.locator("main")).to_contain_text("Brought in unconscious")
