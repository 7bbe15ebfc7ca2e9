"""Who may open a chart, on what basis, and what the others are told: that there is no such chart."""

import uuid
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from records import access
from records.access import Basis, Channel, Purpose
from records.audit import Action, Outcome
from records.errors import Forbidden, NotFound
from records.models import AuditEntry, CareTeam, Consent, ConsentScope, Note, Patient, Role, User, Withheld
from tests import factories

pytestmark = pytest.mark.django_db


def opened(user: User, patient: Patient) -> access.Chart:
    return access.open_chart(access.actor_for(user, Channel.WEB), patient.pk)


def last_line() -> AuditEntry:
    return AuditEntry.objects.latest("id")


@pytest.mark.parametrize("name", ["alice", "bob"])
def test_the_care_team_opens_the_chart(name: str, patient: Patient, request: pytest.FixtureRequest) -> None:
    user = request.getfixturevalue(name)
    assert opened(user, patient).basis == Basis.CARE_TEAM
    line = last_line()
    assert (line.action, line.outcome, line.basis) == (Action.OPEN, Outcome.OK, Basis.CARE_TEAM)
    assert (line.actor_id, line.patient_id, line.purpose) == (user.pk, patient.pk, Purpose.TREATMENT)


def test_a_stranger_finds_no_chart_and_the_try_is_noted(charlie: User, patient: Patient) -> None:
    with pytest.raises(NotFound):
        opened(charlie, patient)
    line = last_line()
    assert (line.action, line.outcome, line.actor_id) == (Action.OPEN, Outcome.REFUSED, charlie.pk)
    assert line.patient_id == patient.pk


def test_a_stranger_cannot_tell_a_real_chart_from_an_invented_one(charlie: User, patient: Patient) -> None:
    told = []
    for patient_id in (patient.pk, uuid.uuid4(), "no id at all"):
        with pytest.raises(NotFound) as caught:
            access.open_chart(access.actor_for(charlie, Channel.WEB), patient_id)
        told.append((caught.value.message, caught.value.status))
    assert len(set(told)) == 1


def test_charts_merged_in_a_circle_are_found_by_nobody(alice: User, patient: Patient, other_patient: Patient) -> None:
    Patient.objects.filter(pk=patient.pk).update(replaced_by=other_patient)
    Patient.objects.filter(pk=other_patient.pk).update(replaced_by=patient)
    with pytest.raises(NotFound):
        opened(alice, patient)


def test_a_patient_sees_their_own_chart_only(patient_user: User, patient: Patient, other_patient: Patient) -> None:
    chart = opened(patient_user, patient)
    assert (chart.basis, chart.actor.purpose) == (Basis.SELF, Purpose.PATIENT_REQUEST)
    with pytest.raises(NotFound):
        opened(patient_user, other_patient)


def test_a_patient_on_a_care_team_is_still_only_a_patient(
    patient_user: User, other_patient: Patient, care_team: CareTeam
) -> None:
    care_team.members.add(patient_user)
    care_team.patients.add(other_patient)
    with pytest.raises(NotFound):
        opened(patient_user, other_patient)


@pytest.mark.parametrize("name", ["officer", "administrator"])
def test_oversight_does_not_open_charts(
    name: str, patient: Patient, care_team: CareTeam, request: pytest.FixtureRequest
) -> None:
    user = request.getfixturevalue(name)
    care_team.members.add(user)
    with pytest.raises(NotFound):
        opened(user, patient)


def test_the_service_account_opens_charts_and_says_so(batch: User, patient: Patient) -> None:
    chart = access.open_chart(access.actor_for(batch, Channel.COMMAND), patient.pk)
    assert chart.basis == Basis.SERVICE
    assert (last_line().actor_id, last_line().channel) == (batch.pk, Channel.COMMAND)


@pytest.mark.parametrize("nobody", [None, AnonymousUser()])
def test_nobody_is_refused(nobody: AnonymousUser | None) -> None:
    with pytest.raises(NotFound):
        access.actor_for(nobody, Channel.WEB)


def test_an_account_that_was_switched_off_is_refused(alice: User) -> None:
    alice.is_active = False
    with pytest.raises(NotFound):
        access.actor_for(alice, Channel.WEB)


def test_leaving_the_team_closes_the_chart(alice: User, patient: Patient, care_team: CareTeam) -> None:
    opened(alice, patient)
    care_team.members.remove(alice)
    with pytest.raises(NotFound):
        opened(alice, patient)


def decide(patient: Patient, given: bool, days_ago: int, scope: ConsentScope = ConsentScope.TREATMENT) -> Consent:
    at = timezone.now() - timedelta(days=days_ago)
    return factories.consent(patient, scope=scope, given=given, decided_at=at)


def test_withdrawn_consent_closes_the_chart_to_the_team_but_not_to_the_patient(
    alice: User, patient_user: User, patient: Patient
) -> None:
    decide(patient, True, days_ago=9)
    opened(alice, patient)
    decide(patient, False, days_ago=5)
    with pytest.raises(NotFound):
        opened(alice, patient)
    assert opened(patient_user, patient).basis == Basis.SELF


def test_the_latest_decision_counts_whatever_order_they_arrived_in(alice: User, patient: Patient) -> None:
    decide(patient, True, days_ago=2)
    decide(patient, False, days_ago=5)
    assert opened(alice, patient).basis == Basis.CARE_TEAM


def test_consent_to_something_else_or_entered_in_error_does_not_count(alice: User, patient: Patient) -> None:
    decide(patient, False, days_ago=1, scope=ConsentScope.RESEARCH)
    wrong = decide(patient, False, days_ago=1)
    wrong.withheld = Withheld.ENTERED_IN_ERROR
    wrong.save()
    assert opened(alice, patient).basis == Basis.CARE_TEAM


def test_break_glass_opens_a_chart_whose_consent_was_withdrawn(alice: User, patient: Patient) -> None:
    decide(patient, False, days_ago=1)
    factories.break_glass(alice, patient)
    assert opened(alice, patient).basis == Basis.BREAK_GLASS


def test_a_merged_chart_leads_to_the_one_that_replaced_it(alice: User, patient: Patient) -> None:
    old = factories.patient(replaced_by=patient)
    assert opened(alice, old).patient == patient


def test_a_merged_chart_gives_a_stranger_nothing(charlie: User, patient: Patient) -> None:
    old = factories.patient(replaced_by=patient)
    factories.care_team(members=[charlie], patients=[old])
    with pytest.raises(NotFound):
        opened(charlie, old)


def test_a_quiet_check_leaves_no_line_but_a_quiet_refusal_does(alice: User, charlie: User, patient: Patient) -> None:
    access.open_chart(access.actor_for(alice, Channel.SOCKET), patient.pk, quiet=True)
    assert not AuditEntry.objects.exists()
    with pytest.raises(NotFound):
        access.open_chart(access.actor_for(charlie, Channel.SOCKET), patient.pk, quiet=True)
    assert last_line().outcome == Outcome.REFUSED


def test_the_list_of_patients_is_ones_own(
    alice: User, charlie: User, patient_user: User, officer: User, patient: Patient, other_patient: Patient
) -> None:
    listed = {user: list(access.my_patients(access.actor_for(user, Channel.WEB))) for user in (alice, charlie, officer)}
    assert listed == {alice: [patient], charlie: [other_patient], officer: []}
    assert list(access.my_patients(access.actor_for(patient_user, Channel.WEB))) == [patient]
    assert AuditEntry.objects.filter(action=Action.SEARCH).count() == 4


def test_two_shared_teams_list_a_patient_once(alice: User, patient: Patient) -> None:
    factories.care_team(members=[alice], patients=[patient])
    assert list(access.my_patients(access.actor_for(alice, Channel.WEB))) == [patient]


def test_rows_are_this_patients_and_each_kind_read_is_noted(chart: access.Chart, other_patient: Patient) -> None:
    mine = factories.note(chart.patient)
    factories.note(other_patient)
    assert list(chart.rows(Note)) == [mine]
    line = last_line()
    assert (line.action, line.object_type, line.patient_id) == (Action.READ, "Note", chart.patient.pk)


@pytest.mark.parametrize("why", [value for value in Withheld.values if value])
def test_what_must_not_be_shown_as_fact_is_left_out(chart: access.Chart, why: str) -> None:
    shown = factories.note(chart.patient)
    factories.note(chart.patient, withheld=why)
    assert list(chart.rows(Note)) == [shown]


def test_a_row_of_another_chart_is_not_found_and_the_try_is_noted(chart: access.Chart, other_patient: Patient) -> None:
    theirs, mine = factories.note(other_patient), factories.note(chart.patient)
    assert chart.row(Note, mine.pk) == mine
    unknown = uuid.uuid4()
    # What was typed in place of an id may be anything, of any length: the trail keeps ids.
    for wrong, noted in ((theirs.pk, str(theirs.pk)), (unknown, str(unknown)), ("not an id \0" * 99, "")):
        with pytest.raises(NotFound):
            chart.row(Note, wrong)
        assert (last_line().outcome, last_line().object_id) == (Outcome.REFUSED, noted)


def test_only_clinicians_and_the_service_write(alice: User, batch: User, patient_user: User, patient: Patient) -> None:
    opened(alice, patient).must_be_writable()
    opened(batch, patient).must_be_writable()
    with pytest.raises(Forbidden):
        opened(patient_user, patient).must_be_writable()
    assert (last_line().action, last_line().outcome) == (Action.CHANGE, Outcome.REFUSED)


def test_every_role_has_a_purpose() -> None:
    purposes = {role: access.actor_for(factories.user(role, role), Channel.WEB).purpose for role in Role}
    assert purposes[Role.PRIVACY_OFFICER] == Purpose.PRIVACY
    assert purposes[Role.ADMINISTRATOR] == purposes[Role.SERVICE] == Purpose.OPERATIONS
