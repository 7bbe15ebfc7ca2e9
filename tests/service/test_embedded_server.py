"""One server without Redis: what outlives it, what it picks up, and how it ends."""

import json
from pathlib import Path

import pytest

from assistant.models import Exchange
from assistant.services import chart_index
from records import files
from records.access import Chart
from records.models import Patient, User
from tests.service.browser import Browser
from tests.service.outcome import WHOLE, kinds, wait_until_answered
from tests.service.parts import hold
from tests.service.processes import Processes, until

BUNDLE = {
    "resourceType": "Bundle",
    "type": "collection",
    "entry": [
        {
            "fullUrl": "urn:uuid:5f0c7a52-54f0-4d0c-8f0e-0d0b6a8f2c11",
            "resource": {
                "resourceType": "Patient",
                "id": "service-tier-1",
                "name": [{"family": "Hale", "given": ["Orla"]}],
                "gender": "female",
                "birthDate": "1970-04-02",
            },
        },
        {
            "resource": {
                "resourceType": "DocumentReference",
                "id": "service-tier-note-1",
                "status": "current",
                "subject": {"reference": "urn:uuid:5f0c7a52-54f0-4d0c-8f0e-0d0b6a8f2c11"},
                "date": "2024-05-02T10:00:00Z",
                "content": [{"attachment": {"contentType": "text/plain", "data": "Q291Z2ggZm9yIHR3byB3ZWVrcy4="}}],
            }
        },
    ],
}


def test_a_server_that_was_killed_in_the_middle_finishes_the_answer_when_it_is_back(
    processes: Processes, chart: Chart, alice: User, closed_gate: None
) -> None:
    first = processes.server(embedded=True)
    page = Browser(first, alice, chart.patient)
    exchange = Exchange(pk=page.ask("latest potassium?")["exchange"])
    until(hold.waiting, "the worker in the middle")
    first.process.kill()
    hold.open_()
    processes.server(embedded=True)
    wait_until_answered(exchange)
    assert kinds(exchange) == ["sentence", "restarted", *WHOLE]


def test_what_a_command_beside_the_server_leaves_is_picked_up(
    processes: Processes, batch: User, tmp_path: Path
) -> None:
    processes.server(embedded=True)
    file = tmp_path / "bundle.json"
    file.write_text(json.dumps(BUNDLE), encoding="utf-8")
    processes.command("import_fhir", str(file))
    patient = Patient.objects.get()
    until(lambda: files.exists(chart_index.file_name(patient.pk)), "the chart's index")


@pytest.mark.parametrize("busy", [False, True])
def test_it_ends_when_asked_to_also_in_the_middle_of_an_answer(
    processes: Processes, chart: Chart, alice: User, busy: bool
) -> None:
    server = processes.server(embedded=True)
    page = Browser(server, alice, chart.patient)
    if busy:
        hold.close()
        page.ask("latest potassium?")
        until(hold.waiting, "the worker in the middle")
    assert server.process.terminate() in (0, -15)
