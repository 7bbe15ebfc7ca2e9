"""Data that arrives beside the running server: an import is askable at once, and older answers say so."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.clinic import Clinic
from tests.browser.conftest import OpenAs
from tests.browser.conversation import ask, first_line

pytestmark = pytest.mark.browser
PATIENT: dict[str, object] = {
    "resourceType": "Patient",
    "id": "newcomer",
    "name": [{"family": "Neumann", "given": ["Ada"]}],
    "birthDate": "1980-02-03",
    "gender": "female",
}


def potassium(number: int, value: float) -> dict[str, object]:
    return {
        "resourceType": "Observation",
        "id": f"potassium-{number}",
        "status": "final",
        "subject": {"reference": "Patient/newcomer"},
        "code": {"coding": [{"system": "http://loinc.org", "code": "2823-3", "display": "Potassium"}]},
        "effectiveDateTime": f"2026-0{number}-05",
        "valueQuantity": {"value": value, "unit": "mmol/L"},
    }


def bundle(folder: Path, *resources: dict[str, object]) -> str:
    file = folder / "bundle.json"
    entries = [{"resource": resource} for resource in resources]
    file.write_text(json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}), "utf-8")
    return str(file)


def test_an_imported_chart_is_asked_and_a_later_import_marks_the_answer(
    open_as: OpenAs, clinic: Clinic, tmp_path: Path
) -> None:
    clinic.manage("import_fhir", bundle(tmp_path, PATIENT, potassium(1, 4.1)), "--team", "demo")
    page = open_as("/")
    page.get_by_role("link", name="Ada Neumann", exact=True).click()
    exchange = ask(page, "latest potassium")
    expect(first_line(exchange)).to_contain_text("4.1 mmol/L")
    clinic.manage("import_fhir", bundle(tmp_path, PATIENT, potassium(2, 5.2)), "--team", "demo")
    page.reload()
    expect(exchange.locator(".exchange__badges")).to_contain_text("chart changed since this answer")
    exchange.get_by_role("button", name="Again").click()
    expect(page.locator("[data-answer]").last).to_contain_text("5.2 mmol/L")
    expect(page.locator("[data-exchange]").last).not_to_contain_text("chart changed")
