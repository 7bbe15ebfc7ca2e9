"""Do patients see who opened their chart, and do only privacy officers see the whole trail?"""

import pytest

from records import access
from records.audit import Action
from records.errors import Forbidden, NotFound
from records.models import AuditEntry, Patient, User
from records.selectors import charts
from records.selectors.who_looked import TrailFilter, audit_trail, who_looked
from records.services import identity
from tests import factories


def _actor(user: User) -> access.Actor:
    return access.actor_for(user, access.Channel.WEB)


def test_a_patient_sees_who_opened_the_chart_and_why(patient: Patient, alice: User, patient_user: User) -> None:
    access.open_chart(_actor(alice), patient.pk)
    looks = who_looked(access.open_chart(_actor(patient_user), patient.pk))
    assert [(look.who, look.role, look.purpose, look.basis) for look in looks] == [
        ("alice", "clinician", "treatment", "care_team")
    ]


def test_a_question_is_told_also_when_no_page_was_opened(chart: access.Chart, patient_user: User) -> None:
    chart.note(Action.ASK, "Exchange")
    looks = who_looked(access.open_chart(_actor(patient_user), chart.patient.pk))
    assert [look.action for look in looks] == ["ask", "open"]


def test_openings_of_other_charts_and_refusals_are_not_told(
    patient: Patient, other_patient: Patient, charlie: User, patient_user: User
) -> None:
    access.open_chart(_actor(charlie), other_patient.pk)
    with pytest.raises(NotFound):
        access.open_chart(_actor(charlie), patient.pk)
    assert who_looked(access.open_chart(_actor(patient_user), patient.pk)) == []


def test_an_officer_reads_the_trail_by_filter(patient: Patient, alice: User, officer: User) -> None:
    access.open_chart(_actor(alice), patient.pk)
    lines = audit_trail(_actor(officer), TrailFilter(actor_id=alice.pk, action="open"))
    assert [(line.look.who, line.patient, line.outcome) for line in lines] == [("alice", "Maja Lindqvist", "ok")]


def test_reading_the_trail_is_itself_a_line(officer: User) -> None:
    audit_trail(_actor(officer), TrailFilter())
    assert AuditEntry.objects.filter(actor_id=officer.pk, object_type="AuditEntry").count() == 1


def test_nobody_else_reads_the_trail_and_the_try_is_noted(
    alice: User, administrator: User, patient_user: User, batch: User
) -> None:
    for user in (alice, administrator, patient_user, batch):
        with pytest.raises(Forbidden):
            audit_trail(_actor(user), TrailFilter())
    assert AuditEntry.objects.filter(outcome="refused").count() == 4


def test_a_chart_is_opened_by_its_source_id(patient: Patient, batch: User) -> None:
    patient.source_key = identity.source_key("", "Patient", patient.source_id)
    patient.save()
    assert charts.find_by_source_id(_actor(batch), patient.source_id).patient == patient
    assert charts.find_by_any_id(_actor(batch), patient.record_number).patient == patient


def test_a_strangers_or_unknown_source_id_is_not_found_and_noted(patient: Patient, charlie: User) -> None:
    for name in (str(patient.pk), "none-such", ""):
        with pytest.raises(NotFound):
            charts.find_by_any_id(_actor(charlie), name)
    assert AuditEntry.objects.filter(actor_id=charlie.pk, outcome="refused").count() == 3


def test_an_id_of_several_patients_is_told_only_to_batch_work(batch: User, charlie: User) -> None:
    for _ in range(2):
        factories.patient(record_number_key=identity.record_number_key("twice"))
    with pytest.raises(NotFound):
        charts.find_by_any_id(_actor(charlie), "twice")
    with pytest.raises(Exception, match="Several patients"):
        charts.find_by_any_id(_actor(batch), "twice")
