"""Does the latest decision count, and who may take it?"""

import pytest

from records import access
from records.access import Basis, Channel, Chart, actor_for
from records.errors import Forbidden, NotFound
from records.models import AuditEntry, ConsentScope, Patient, User
from records.services import consent


def _own(patient: Patient, user: User) -> Chart:
    return access.open_chart(actor_for(user, Channel.WEB), patient.pk)


def test_the_latest_decision_counts(patient: Patient, patient_user: User) -> None:
    chart = _own(patient, patient_user)
    assert consent.latest(chart)[ConsentScope.RESEARCH] is None
    consent.give(chart, ConsentScope.RESEARCH)
    consent.withdraw(chart, ConsentScope.RESEARCH)
    found = consent.latest(chart)[ConsentScope.RESEARCH]
    assert found
    assert not found.given


def test_withdrawing_treatment_closes_the_chart_to_the_team_until_it_is_given_again(
    patient: Patient, patient_user: User, alice: User
) -> None:
    chart = _own(patient, patient_user)
    consent.withdraw(chart, ConsentScope.TREATMENT)
    with pytest.raises(NotFound):
        _own(patient, alice)
    access.break_glass(actor_for(alice, Channel.WEB), patient.pk, "unconscious on arrival")
    assert _own(patient, alice).basis == Basis.BREAK_GLASS
    consent.give(chart, ConsentScope.TREATMENT)
    assert _own(patient, alice).basis == Basis.CARE_TEAM


def test_a_clinician_may_note_a_decision_and_a_service_account_may_not(chart: Chart, batch: User) -> None:
    consent.give(chart, ConsentScope.SUPPORT_SHARING)
    with pytest.raises(Forbidden):
        consent.give(_own(chart.patient, batch), ConsentScope.TREATMENT)


def test_each_decision_leaves_a_line_with_its_scope(chart: Chart) -> None:
    consent.withdraw(chart, ConsentScope.RESEARCH)
    line = AuditEntry.objects.get(object_type="Consent", action="change")
    assert line.detail == {"scope": "research", "given": False}
