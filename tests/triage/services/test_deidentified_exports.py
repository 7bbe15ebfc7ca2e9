"""Who may take a chart away without names, what happens to the file, and what if the work is cut short?"""

import json
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from records import access, files
from records.errors import Forbidden, NotFound, UserError
from records.models import AuditEntry, ConsentScope, Patient, User
from tests import factories
from tests.records.commands.running import run as run_command
from triage.engine.deid import Deidentified, Found, Known
from triage.models import DeidentifiedExport, Job, JobState
from triage.services import deidentification, deidentified_exports, jobs
from triage.services.jobs import Cancelled, Run

pytestmark = pytest.mark.django_db(transaction=True)
PURPOSE = "A case for teaching"


@pytest.fixture(autouse=True)
def _plain_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hides one name; what the model finds is tested with the model."""

    def read(text: str, patient: str, known: Known | None = None) -> Deidentified:
        at = text.find("Lindqvist")
        found = (Found(at, at + 9, "PERSON"),) if at >= 0 else ()
        return Deidentified(text.replace("Lindqvist", "Berg"), found)

    monkeypatch.setattr(deidentification, "deidentify", read)


def chart_of(user: User, patient: Patient) -> access.Chart:
    return access.open_chart(access.actor_for(user, access.Channel.WEB), patient.pk)


def claimed(owner: User, export: DeidentifiedExport) -> Run:
    """Its job in the middle of the work."""
    made = factories.job(owner, kind="export_deidentified", patient=export.patient, subject_id=export.pk)
    job = jobs._claim(str(made.pk))
    assert job is not None
    return Run(job)


def asked(owner: User, patient: Patient) -> DeidentifiedExport:
    return DeidentifiedExport.objects.create(patient=patient, owner=owner, purpose=PURPOSE)


def test_an_export_is_made_by_a_job_and_fetched_by_who_asked(patient: Patient, alice: User) -> None:
    factories.note(patient, text="Mrs Lindqvist is well.")
    chart = chart_of(alice, patient)
    job = deidentified_exports.submit(chart, PURPOSE)
    job.refresh_from_db()
    export = DeidentifiedExport.objects.get()
    assert (job.state, job.progress, job.subject_id) == (JobState.DONE, 100, export.pk)
    assert (export.replaced, export.purpose) == ({"PERSON": 1}, PURPOSE)
    told = json.loads(deidentified_exports.fetch(chart, export.pk))
    assert told["notes"][0]["text"] == "Mrs Berg is well."
    assert told["replaced"] == {"PERSON": 1}
    assert "does not find everything" in told["warning"]
    line = AuditEntry.objects.get(action="export", object_id=str(export.pk))
    assert (line.actor_id, line.patient_id, line.detail) == (alice.pk, patient.pk, {"replaced": 1})


def test_the_file_is_not_readable_where_it_lies(patient: Patient, alice: User, data_folder: Path) -> None:
    factories.note(patient, text="Mrs Lindqvist has quercetinosis.")
    deidentified_exports.submit(chart_of(alice, patient), PURPOSE)
    stored = [path.read_bytes() for path in (data_folder / "files" / "exports").iterdir()]
    assert stored
    assert not any(b"quercetinosis" in data for data in stored)


def test_two_exports_of_a_patient_name_and_move_them_alike(patient: Patient, alice: User) -> None:
    factories.encounter(patient)
    chart = chart_of(alice, patient)
    made = [deidentified_exports.content(chart, lambda percent: None)[0] for _again in range(2)]
    other, _replaced = deidentified_exports.content(chart_of(alice, _treated(alice)), lambda percent: None)
    assert made[0] == made[1]
    assert json.loads(made[0])["patient"][0]["id"] != json.loads(other)["patient"][0]["id"]


def _treated(by: User) -> Patient:
    found = factories.patient()
    factories.care_team(members=[by], patients=[found])
    return found


def test_a_colleague_and_a_stranger_do_not_get_the_file(
    patient: Patient, alice: User, bob: User, charlie: User
) -> None:
    export = factories.deidentified_export(patient, owner=alice)
    with pytest.raises(NotFound):
        deidentified_exports.fetch(chart_of(bob, patient), export.pk)
    with pytest.raises(NotFound):
        deidentified_exports.fetch(chart_of(alice, _treated(alice)), export.pk)
    with pytest.raises(NotFound):
        chart_of(charlie, patient)
    assert AuditEntry.objects.filter(action="export", outcome="refused").count() == 2


@pytest.mark.parametrize("export_id", [uuid.uuid4()])
def test_a_file_that_is_not_there_is_said_not_to_be(export_id: uuid.UUID, patient: Patient, alice: User) -> None:
    with pytest.raises(NotFound):
        deidentified_exports.fetch(chart_of(alice, patient), export_id)
    with pytest.raises(NotFound):
        deidentified_exports.fetch(chart_of(alice, patient), asked(alice, patient).pk)


def test_a_purpose_is_needed(patient: Patient, alice: User) -> None:
    for purpose in ("", "  ", "teaching "):
        with pytest.raises(UserError, match="what the export is for"):
            deidentified_exports.submit(chart_of(alice, patient), purpose)
    assert not DeidentifiedExport.objects.exists()


def test_a_patient_who_does_not_want_it_is_not_exported(patient: Patient, alice: User) -> None:
    export, later = factories.deidentified_export(patient, owner=alice), asked(alice, patient)
    factories.consent(patient, scope=ConsentScope.RESEARCH, given=False)
    chart = chart_of(alice, patient)
    with pytest.raises(Forbidden, match="does not want"):
        deidentified_exports.submit(chart, PURPOSE)
    with pytest.raises(Forbidden):
        deidentified_exports.fetch(chart, export.pk)
    with pytest.raises(Forbidden), jobs.running(str(claimed(alice, later).job.pk)):
        deidentified_exports.run_job(Run(Job.objects.get(subject_id=later.pk)))
    assert not files.exists(later.stored_as)
    factories.consent(patient, scope=ConsentScope.RESEARCH, given=True)
    assert deidentified_exports.fetch(chart, export.pk)


def test_emergency_access_exports_nothing(patient: Patient, charlie: User) -> None:
    factories.break_glass(charlie, patient)
    with pytest.raises(Forbidden, match="care alone"):
        deidentified_exports.submit(chart_of(charlie, patient), PURPOSE)
    assert AuditEntry.objects.filter(action="export", outcome="refused", actor_id=charlie.pk).exists()


def test_who_left_the_care_team_meanwhile_gets_nothing(patient: Patient, alice: User) -> None:
    run = claimed(alice, asked(alice, patient))
    patient.care_teams.clear()
    with pytest.raises(UserError, match="no longer have access"):
        deidentified_exports.run_job(run)


def test_a_stopped_export_leaves_no_file(patient: Patient, alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    export = asked(alice, patient)
    run = claimed(alice, export)
    write = files.write

    def stopped_while_writing(name: str, data: bytes) -> None:
        write(name, data)
        Job.objects.filter(pk=run.job.pk).update(cancel_requested=True)

    monkeypatch.setattr(files, "write", stopped_while_writing)
    with pytest.raises(Cancelled):
        deidentified_exports.run_job(run)
    export.refresh_from_db()
    assert export.made_at is None
    assert not files.exists(export.stored_as)


def test_a_killed_workers_successor_makes_the_file_once(patient: Patient, alice: User) -> None:
    """The first wrote the file and died before it said so; then it wakes up again and finds that it has no say."""
    export = asked(alice, patient)
    first = claimed(alice, export)
    files.write(export.stored_as, b"half")
    Job.objects.filter(pk=first.job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    with jobs.running(str(first.job.pk)) as second:
        assert second is not None
        deidentified_exports.run_job(second)
    made = deidentified_exports.fetch(chart_of(alice, patient), export.pk)
    assert json.loads(made)["format"] == "anamnesis-deidentified-1"
    with pytest.raises(Cancelled):
        deidentified_exports.run_job(first)
    assert files.read(export.stored_as) == made, "a late worker takes nothing away"


def test_files_go_after_a_week_also_those_that_were_never_finished(patient: Patient, alice: User) -> None:
    kept, old = (factories.deidentified_export(patient, owner=alice) for _each in range(2))
    left = asked(alice, patient)
    files.write(left.stored_as, b"half")
    long_ago = timezone.now() - timedelta(days=8)
    DeidentifiedExport.objects.filter(pk__in=(old.pk, left.pk)).update(asked_at=long_ago)
    assert deidentified_exports.remove_old() == 2
    assert [files.exists(one.stored_as) for one in (kept, old, left)] == [True, False, False]
    with pytest.raises(NotFound):
        deidentified_exports.fetch(chart_of(alice, patient), old.pk)
    assert deidentified_exports.remove_old() == 0


def test_the_command_writes_one_file_for_its_owner_alone(patient: Patient, tmp_path: Path) -> None:
    factories.note(patient, text="Mrs Lindqvist is well.")
    output = tmp_path / "chart.json"
    ran = run_command("export_deidentified", patient.record_number, output, "--purpose", PURPOSE)
    assert ran.status == 0
    assert "PERSON: 1 replaced" in ran.out
    assert "does not find everything" in ran.out
    assert "Lindqvist" not in output.read_text(encoding="utf-8")
    assert output.stat().st_mode & 0o077 == 0
    assert AuditEntry.objects.filter(action="export", patient_id=patient.pk, channel="command").exists()
    before = output.read_bytes()
    assert run_command("export_deidentified", patient.record_number, output, "--purpose", PURPOSE).status == 2
    assert output.read_bytes() == before


def test_the_command_refuses_strangers_and_patients_who_do_not_want_it(
    patient: Patient, charlie: User, tmp_path: Path
) -> None:
    output = tmp_path / "chart.json"
    args = ("export_deidentified", patient.record_number, output, "--purpose", PURPOSE)
    assert run_command(*args, "--as", "charlie").status == 2
    assert run_command("export_deidentified", "nobody", output, "--purpose", PURPOSE).status == 2
    assert run_command("export_deidentified", patient.record_number, output, "--purpose", "x").status == 2
    factories.consent(patient, scope=ConsentScope.RESEARCH, given=False)
    assert run_command(*args).status == 2
    assert not output.exists()


@pytest.mark.model
def test_the_packaged_model_takes_the_chart_s_own_names_out(
    patient: Patient, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    factories.note(patient, text="Maja Lindqvist, MRN " + patient.record_number + ", came on 3 March 2024. Asthma.")
    made, replaced = deidentified_exports.content(chart_of(alice, patient), lambda percent: None)
    text = json.loads(made)["notes"][0]["text"]
    for word in ("Maja", "Lindqvist", patient.record_number, "2024"):
        assert word not in text
    assert "Asthma" in text
    assert {"PERSON", "ID", "DATE_TIME"} <= replaced.keys()


def test_the_recall_that_pages_tell_is_the_card_s() -> None:
    recall, spans = deidentification.measured()
    card = json.loads((settings.ANAMNESIS_WEIGHTS / "deid/card.json").read_text(encoding="utf-8"))
    recalls = [one["recall"] for one in card["metrics"].values() if "recall" in one]
    assert recall == min(recalls)
    assert spans > 0
