"""Two charts of one person become one: is everything there, and does nobody see more than before?"""

from datetime import timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey
from django.urls import reverse
from django.utils import timezone

from assistant.models import Conversation
from assistant.services import chart_index
from records import access, files
from records.errors import NotFound
from records.models import AuditEntry, BreakGlass, CareTeam, Consent, ConsentScope, NameKey, Patient, Role, User
from records.selectors.my_list import merged_elsewhere, my_list
from records.selectors.patient_search import Why, search
from records.selectors.who_looked import TrailFilter, audit_trail, who_looked
from records.services import consent, merged_access
from records.services.fhir_import import import_fhir
from records.services.import_report import Report
from tests import factories
from tests.factories.alerts import alert_override
from tests.html import signed_in, words
from tests.records.commands.running import run
from tests.records.engine.fhir.builders import Json, bundle, patient, write_json
from tests.records.services.fhir_files import batch_actor
from triage.models import AlertTally, Job, JobState, NoteMarking, Review
from triage.selectors.alerts import alert_board
from triage.services import jobs, marking

pytestmark = pytest.mark.django_db

STAYS = {CareTeam.patients.through, BreakGlass, NameKey, Patient}  # what `records.services.merged_access` decides about


@pytest.fixture(autouse=True)
def _imported(tmp_path: Path) -> None:
    _take(tmp_path, _old(), _new())


@pytest.fixture
def old() -> Patient:
    return _of("pat-1")


@pytest.fixture
def new() -> Patient:
    return _of("pat-2")


def _of(source_id: str) -> Patient:
    return next(one for one in Patient.objects.all() if one.source_id == source_id)


def _old(**fields: Any) -> Json:
    return patient("pat-1", identifier=[{"type": {"coding": [{"code": "MR"}]}, "value": "OLD-7781"}], **fields)


def _new() -> Json:
    return patient("pat-2", identifier=[{"type": {"coding": [{"code": "MR"}]}, "value": "NEW-9902"}])


def _take(folder: Path, *resources: Json) -> Report:
    return import_fhir(batch_actor(), [write_json(folder / "charts.json", bundle(*resources))])


def _join(folder: Path) -> Report:
    return _take(folder, _new(), _old(link=[{"type": "replaced-by", "other": {"reference": "Patient/pat-2"}}]))


def _actor(user: User) -> access.Actor:
    return access.actor_for(user, access.Channel.WEB)


def _may_open(user: User, chart: Patient) -> bool:
    try:
        access.open_chart(_actor(user), chart.pk)
    except NotFound:
        return False
    return True


def test_no_table_keeps_rows_of_the_replaced_chart(old: Patient, new: Patient, tmp_path: Path) -> None:
    note = factories.note(old)
    factories.note_mark(note)
    factories.proposal(old, note=note)
    factories.summary(old)
    factories.review(old)
    factories.cds_card(old)
    factories.alert_tally(old)
    factories.deidentified_export(old)
    factories.conversation(old)
    factories.imaging_study(old)
    factories.job(patient=old, subject_id=old.pk)
    factories.allergy(old)
    factories.encounter(old)
    factories.immunization(old)
    factories.medication(old)
    factories.observation(old)
    factories.procedure(old)
    factories.report(old)
    factories.consent(old)
    keys = [
        (model, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.fields
        if isinstance(field, ForeignKey) and field.related_model is Patient and model not in STAYS
    ]
    held = {model: model._default_manager.filter(**{field: old}).count() for model, field in keys}
    assert all(held.values()), "the test made no row of a table that keeps patients"
    _join(tmp_path)
    assert [model.__name__ for model, field in keys if model._default_manager.filter(**{field: old}).exists()] == []
    for model, field in keys:
        assert model._default_manager.filter(**{field: new}).count() >= held[model]


def test_the_replaced_chart_is_not_announced_and_the_other_is(
    old: Patient,
    new: Patient,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    monkeypatch.setattr(jobs, "_send", lambda job: None)
    factories.note(old)
    before = set(Job.objects.values_list("pk", flat=True))
    with django_capture_on_commit_callbacks(execute=True):
        _join(tmp_path)
    after = Job.objects.exclude(pk__in=before)
    assert after
    assert {job.patient_id for job in after} == {new.pk}


def test_the_merged_chart_is_searched_and_the_old_shard_goes(old: Patient, new: Patient, tmp_path: Path) -> None:
    files.write(chart_index.file_name(old.pk), b"the old shard")
    _join(tmp_path)
    job = factories.job(kind="index_chart", patient=new, subject_id=new.pk)
    chart_index.run_job(jobs.Run(job))
    assert not files.exists(chart_index.file_name(old.pk))


def test_work_that_runs_begins_again_and_stores_nothing_of_the_old_chart(old: Patient, tmp_path: Path) -> None:
    running = factories.job(kind="mark_note", patient=old, subject_id=factories.note(old).pk, state=JobState.RUNNING)
    whole = factories.job(kind="mark_chart", patient=old, subject_id=old.pk)
    _join(tmp_path)
    running.refresh_from_db()
    whole.refresh_from_db()
    assert (running.state, running.claim, running.sent_at) == (JobState.QUEUED, None, None)
    assert whole.state == JobState.CANCELLED


@pytest.mark.django_db(transaction=True)
def test_what_a_worker_stores_in_the_moment_of_the_merge_moves_too(
    old: Patient, new: Patient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker has asked whether its claim holds, and the merge begins before it has stored."""
    monkeypatch.setattr(jobs, "_send", lambda job: None)
    job = factories.job(batch_actor().user, kind="mark_note", patient=old, subject_id=factories.note(old).pk)
    merged = Event()
    check = jobs.Run.check

    def merge() -> None:
        try:
            _join(tmp_path)
        finally:
            connection.close()
            merged.set()

    def merging_meanwhile(run: jobs.Run) -> None:
        check(run)
        Thread(target=merge).start()
        merged.wait(0.5)  # in vain, where the merge waits for this transaction

    monkeypatch.setattr(jobs.Run, "check", merging_meanwhile)
    with jobs.running(str(job.pk)) as run:
        assert run
        marking.mark_note(run)
    assert merged.wait(30)
    assert NoteMarking.objects.get().patient == new


def test_the_payer_of_a_replaced_patient_is_the_merged_charts(old: Patient, new: Patient, tmp_path: Path) -> None:
    _join(tmp_path)
    payer = {"resourceType": "Coverage", "id": "cov-1", "status": "active", "payor": [{"display": "Hilltop Mutual"}]}
    _take(tmp_path, _new(), payer | {"beneficiary": {"reference": "Patient/pat-1"}})
    new.refresh_from_db()
    assert new.coverage == "Hilltop Mutual"


def test_a_conversation_stays_its_owners_alone(
    old: Patient, new: Patient, alice: User, bob: User, tmp_path: Path
) -> None:
    factories.care_team(members=[alice, bob], patients=[new])
    made = factories.conversation(old, alice)
    _join(tmp_path)
    assert Conversation.objects.get(pk=made.pk).patient == new
    address = reverse("assistant:conversation", args=[new.pk, made.pk])
    assert signed_in(alice).get(address).status_code == 200
    assert signed_in(bob).get(address).status_code == 404


def test_a_care_team_of_the_old_chart_opens_nothing_until_somebody_decided(
    old: Patient, new: Patient, alice: User, administrator: User, tmp_path: Path
) -> None:
    team = factories.care_team("Ward 3", [alice], [old])
    assert _may_open(alice, old)
    _join(tmp_path)
    assert not _may_open(alice, old)
    assert not _may_open(alice, new)
    assert merged_elsewhere(_actor(alice), my_list(_actor(alice))) == 1
    assert "was merged with another chart" in words(signed_in(alice).get(reverse("assistant:home")))
    assert "wait for a decision" in words(signed_in(administrator).get(reverse("assistant:status")))
    assert f"{old.pk} merged into {new.pk}: teams Ward 3" in run("merged_access", "list").out
    assert run("merged_access", "carry", old.pk, "--as", "administrator").status == 0
    assert _may_open(alice, new)
    assert AuditEntry.objects.filter(patient_id=new.pk, object_id=str(team.pk), actor_id=administrator.pk).exists()
    assert merged_elsewhere(_actor(alice), my_list(_actor(alice))) == 0
    assert run("merged_access", "carry", old.pk).status == 2, "nothing waits any more"


def test_what_is_dropped_opens_neither_chart(old: Patient, new: Patient, alice: User, tmp_path: Path) -> None:
    factories.care_team("Ward 3", [alice], [old])
    _join(tmp_path)
    assert run("merged_access", "drop", old.pk).status == 0
    assert not _may_open(alice, old)
    assert not merged_access.count_waiting()


def test_only_administrators_decide(old: Patient, alice: User, officer: User, tmp_path: Path) -> None:
    factories.care_team("Ward 3", [alice], [old])
    _join(tmp_path)
    for user in (alice, officer):
        for what in ("list", "carry", "drop"):
            assert run("merged_access", what, old.pk, "--as", user.username).status == 2
        assert AuditEntry.objects.filter(outcome="refused", actor_id=user.pk, object_id="merged_access").count() == 3
    assert merged_access.count_waiting() == 1
    assert not _may_open(alice, old)


def test_a_patient_who_was_not_replaced_is_not_decided_about(new: Patient, alice: User) -> None:
    factories.care_team(members=[alice], patients=[new])
    assert run("merged_access", "drop", new.pk).status == 2
    assert _may_open(alice, new)


@pytest.mark.parametrize("side", ["pat-1", "pat-2"])
def test_emergency_access_to_either_chart_opens_no_merged_one(side: str, charlie: User, tmp_path: Path) -> None:
    granted = factories.break_glass(charlie, _of(side))
    assert _may_open(charlie, _of(side))
    _join(tmp_path)
    assert not _may_open(charlie, _of("pat-1"))
    assert not _may_open(charlie, _of("pat-2"))
    granted.refresh_from_db()
    assert granted.closed_at is not None
    assert granted.patient == _of(side), "it is reviewed as what it was"
    assert AuditEntry.objects.filter(action="break_glass", object_id=str(granted.pk)).exists()


@pytest.mark.parametrize(("first", "second"), [("pat-1", "pat-2"), ("pat-2", "pat-1")])
def test_a_withdrawn_consent_of_either_chart_stays(first: str, second: str, alice: User, tmp_path: Path) -> None:
    """Also where the other chart's consent was given later."""
    factories.care_team(members=[alice], patients=[_of("pat-2")])
    long_ago = timezone.now() - timedelta(days=90)
    factories.consent(_of(first), given=False, decided_at=long_ago)
    factories.consent(_of(second), given=True, decided_at=long_ago + timedelta(days=30))
    _join(tmp_path)
    assert not _may_open(alice, _of("pat-2"))
    assert Consent.objects.count() == 3
    factories.break_glass(alice, _of("pat-2"))
    consent.give(access.open_chart(_actor(alice), _of("pat-2").pk), ConsentScope.TREATMENT)
    BreakGlass.objects.update(closed_at=timezone.now())
    assert _may_open(alice, _of("pat-2")), "a new decision of the patient counts"


def test_the_account_of_the_old_chart_opens_no_merged_one_until_somebody_decided(
    old: Patient, new: Patient, patient_user: User, tmp_path: Path
) -> None:
    Patient.objects.filter(pk=old.pk).update(account=patient_user)
    _join(tmp_path)
    refused = signed_in(patient_user).get(reverse("records:my_record"))
    assert refused.status_code == 404
    assert "merged with another one" in words(refused)
    assert run("merged_access", "carry", old.pk).status == 0
    assert signed_in(patient_user).get(reverse("records:my_record")).status_code == 200
    assert Patient.objects.get(account=patient_user) == new


def test_a_person_does_not_get_two_accounts(old: Patient, new: Patient, patient_user: User, tmp_path: Path) -> None:
    Patient.objects.filter(pk=old.pk).update(account=patient_user)
    Patient.objects.filter(pk=new.pk).update(account=factories.user("second", Role.PATIENT))
    _join(tmp_path)
    refused = run("merged_access", "carry", old.pk)
    assert (refused.status, "Drop this one" in refused.error) == (2, True)
    assert run("merged_access", "drop", old.pk).status == 0
    assert Patient.objects.get(pk=new.pk).account.username == "second"  # type: ignore[union-attr]


@pytest.mark.parametrize("side", ["pat-1", "pat-2"])
def test_an_alert_that_was_settled_before_is_shown_once_more(side: str, alice: User, tmp_path: Path) -> None:
    factories.care_team(members=[alice], patients=[_of("pat-1"), _of("pat-2")])
    alert_override(_of(side), alice)
    _join(tmp_path)
    board = alert_board(access.open_chart(_actor(alice), _of("pat-2").pk))
    assert [alert.key for alert in board.loud] == ["interaction:ibuprofen:warfarin"]
    assert not board.settled
    assert Review.objects.get(action="dismiss").reason == "Short course, INR is checked", "and the decision is kept"


def test_a_repeated_import_takes_back_no_later_decision(alice: User, tmp_path: Path) -> None:
    factories.care_team(members=[alice], patients=[_of("pat-2")])
    _join(tmp_path)
    alert_override(_of("pat-2"), alice)
    factories.break_glass(alice, _of("pat-2"))
    _join(tmp_path)
    assert alert_board(access.open_chart(_actor(alice), _of("pat-2").pk)).settled
    assert BreakGlass.objects.get().is_open


def test_tallies_of_one_day_are_added_up(old: Patient, new: Patient, tmp_path: Path) -> None:
    factories.alert_tally(old, shown={"interaction": 2}, settled={"due": 1})
    factories.alert_tally(new, shown={"interaction": 1, "trend": 1})
    _join(tmp_path)
    tally = AlertTally.objects.get()
    assert (tally.patient, tally.shown, tally.settled) == (new, {"interaction": 3, "trend": 1}, {"due": 1})


def test_audit_lines_stay_and_are_read_with_the_merged_chart(
    old: Patient, new: Patient, alice: User, officer: User, patient_user: User, tmp_path: Path
) -> None:
    factories.care_team(members=[alice], patients=[old])
    Patient.objects.filter(pk=new.pk).update(account=patient_user)
    access.open_chart(_actor(alice), old.pk)
    line = AuditEntry.objects.get(action="open", actor_id=alice.pk)
    _join(tmp_path)
    line.refresh_from_db()
    assert line.patient_id == old.pk
    assert "alice" in {look.who for look in who_looked(access.open_chart(_actor(patient_user), new.pk))}
    assert old.pk in {one.patient_id for one in audit_trail(_actor(officer), TrailFilter(patient_id=new.pk))}


def test_the_old_record_number_still_finds_the_person(
    old: Patient, new: Patient, alice: User, charlie: User, tmp_path: Path
) -> None:
    factories.care_team(members=[alice], patients=[new])
    _join(tmp_path)
    found = search(_actor(alice), "OLD-7781").found
    assert [(one.patient_id, one.why) for one in found] == [(new.pk, Why.RECORD_NUMBER)]
    stranger = search(_actor(charlie), "OLD-7781").stranger
    assert stranger is not None
    assert stranger.patient_id == new.pk


def test_taking_a_merge_back_is_said_to_be_impossible(old: Patient, new: Patient, tmp_path: Path) -> None:
    factories.allergy(old)
    _join(tmp_path)
    again = _take(tmp_path, _old(), _new())
    assert any("cannot be taken back" in reason for _kind, reason in again.noted)
    elsewhere = [{"type": "replaced-by", "other": {"reference": "Patient/pat-3"}}]
    again = _take(tmp_path, patient("pat-3"), _old(link=elsewhere))
    assert any("cannot be taken back" in reason for _kind, reason in again.noted)
    old.refresh_from_db()
    assert old.replaced_by == new


def test_the_same_id_of_another_person_joins_nothing(old: Patient, new: Patient, tmp_path: Path) -> None:
    link = [{"type": "replaced-by", "other": {"reference": "Patient/pat-2"}}]
    stranger = _old(link=link) | {"name": [{"family": "Okafor", "given": ["Tunde"]}], "birthDate": "1990-01-31"}
    assert _take(tmp_path, stranger).total("failed") == 1
    old.refresh_from_db()
    assert old.replaced_by is None
