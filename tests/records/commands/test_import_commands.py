"""Do the import commands say what they did, end with the right status, and act as the right user?"""

import json
from pathlib import Path

import pytest
from PIL import Image

from records.models import AuditEntry, CareTeam, ImportRun, Note, Observation, Patient, Role, User
from records.services.accounts import BATCH
from tests import factories
from tests.records.commands.running import run
from tests.records.engine.fhir.builders import bundle, observation, patient, write_json

pytestmark = pytest.mark.django_db


@pytest.fixture
def chart_file(tmp_path: Path) -> Path:
    return write_json(
        tmp_path / "chart.json.gz", bundle(patient(), observation(), {"resourceType": "Claim", "id": "c"})
    )


def _row(out: str, kind: str) -> list[int]:
    (line,) = [line for line in out.splitlines() if line.startswith(kind)]
    return [int(number) for number in line.split()[1:]]


def test_counts_and_skipped_reasons_are_printed(chart_file: Path) -> None:
    ran = run("import_fhir", chart_file)
    assert ran.status == 0
    assert _row(ran.out, "Observation") == [1, 0, 0, 0, 0]
    assert "not kept: Claim" in ran.out
    again = run("import_fhir", chart_file)
    assert _row(again.out, "Observation") == [0, 0, 1, 0, 0]
    assert again.out.endswith("unchanged\n")


def test_a_failed_resource_is_listed_with_file_and_position_and_status_1(tmp_path: Path) -> None:
    path = write_json(tmp_path / "mixed.json", bundle(patient(), {"resourceType": "Observation", "id": "o"}))
    ran = run("import_fhir", path)
    assert ran.status == 1
    assert "mixed.json, position 2, Observation: " in ran.out
    assert Patient.objects.count() == 1


def test_a_missing_path_is_status_2_and_nothing_is_imported(chart_file: Path, tmp_path: Path) -> None:
    ran = run("import_fhir", chart_file, tmp_path / "none.json")
    assert (ran.status, "no such file" in ran.error) == (2, True)
    assert not Patient.objects.exists()


def test_the_batch_account_acts_by_default_and_nobody_can_sign_in_with_it(chart_file: Path) -> None:
    run("import_fhir", chart_file)
    account = User.objects.get(username=BATCH)
    assert (account.role, account.has_usable_password()) == (Role.SERVICE, False)
    assert ImportRun.objects.get().started_by == account
    assert set(AuditEntry.objects.values_list("channel", flat=True)) == {"command"}


def test_an_administrator_may_act_and_is_named_in_the_trail(chart_file: Path, administrator: User) -> None:
    assert run("import_fhir", chart_file, "--as", "administrator").status == 0
    assert set(AuditEntry.objects.values_list("actor_id", flat=True)) == {administrator.pk}


@pytest.mark.parametrize("name", ["alice", "patient", "nobody", "gone"])
def test_a_user_who_may_not_import_is_refused_with_status_2(
    chart_file: Path, alice: User, patient_user: User, name: str
) -> None:
    factories.user("gone", Role.ADMINISTRATOR, is_active=False)
    ran = run("import_fhir", chart_file, "--as", name)
    assert ran.status == 2
    assert not Observation.objects.exists()


def test_a_person_called_batch_is_not_taken_for_the_service_account(chart_file: Path) -> None:
    factories.user(BATCH)
    assert run("import_fhir", chart_file).status == 2


def test_the_named_team_is_made_and_gets_the_patients(chart_file: Path) -> None:
    run("import_fhir", chart_file, "--team", "demo")
    assert CareTeam.objects.get(name="demo").patients.count() == 1


def test_notes_come_in_by_line_and_a_bad_line_is_status_1(chart_file: Path, tmp_path: Path) -> None:
    run("import_fhir", chart_file)
    good = {"patient": "pat-1", "note_id": "n", "date": "2024-03-01", "kind": "Visit", "text": "Well."}
    path = tmp_path / "notes.jsonl"
    path.write_text(json.dumps(good) + "\n{broken\n")
    ran = run("import_notes", path)
    assert ran.status == 1
    assert "notes.jsonl, position 2, note: not JSON" in ran.out
    assert Note.objects.get().text == "Well."
    path.write_text(json.dumps(good) + "\n")
    assert run("import_notes", path).out.endswith("unchanged\n")
    assert run("import_notes", tmp_path / "none").status == 2


def test_a_note_with_an_impossible_instant_costs_only_itself(chart_file: Path, tmp_path: Path) -> None:
    run("import_fhir", chart_file)
    note = {"patient": "pat-1", "kind": "Visit", "text": "Well."}
    dates = ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2024-03-01")
    lines = [json.dumps({**note, "note_id": str(at), "date": date}) for at, date in enumerate(dates)]
    (tmp_path / "notes.jsonl").write_text("\n".join(lines))
    assert run("import_notes", tmp_path / "notes.jsonl").status == 1
    assert Note.objects.get().written == "2024-03-01"


def test_what_a_file_calls_itself_does_not_reach_the_terminal_as_control_signs(tmp_path: Path) -> None:
    path = write_json(tmp_path / "\x1b[31mred\u202e.json", bundle({"resourceType": "Observation", "id": "o"}))
    ran = run("import_fhir", path)
    assert (ran.status, "[31mred" in ran.out) == (1, True)
    assert all(sign.isprintable() or sign == "\n" for sign in ran.out)


def test_images_come_in_for_a_stated_patient(chart_file: Path, tmp_path: Path, data_folder: Path) -> None:
    run("import_fhir", chart_file)
    Image.new("L", (4, 4)).save(tmp_path / "a.png")
    assert run("import_images", tmp_path / "a.png", "--patient", "pat-1").status == 0
    assert run("import_images", tmp_path / "a.png").status == 1
    assert run("import_images", tmp_path / "a.png", "--patient", "nobody").status == 2
