"""Who belongs to a care team decides who opens its charts."""

import pytest

from records import access
from records.access import Channel
from records.audit import Action
from records.errors import NotFound
from records.models import AuditEntry, CareTeam, Patient, User
from records.services import care_teams

pytestmark = pytest.mark.django_db


def test_a_team_is_made_with_exactly_these_members_and_leaves_a_line(alice: User, bob: User, batch: User) -> None:
    actor = access.actor_for(batch, Channel.COMMAND)
    assert not care_teams.is_there("Night")
    team = care_teams.set_members(actor, "Night", [alice, bob])
    assert care_teams.is_there("Night")
    assert set(team.members.all()) == {alice, bob}
    line = AuditEntry.objects.get(action=Action.SETTINGS)
    assert (line.object_id, line.detail) == (str(team.pk), {"members": 2})


def test_who_is_no_longer_named_loses_the_charts(
    alice: User, bob: User, batch: User, patient: Patient, care_team: CareTeam
) -> None:
    care_teams.set_members(access.actor_for(batch, Channel.COMMAND), care_team.name, [bob])
    access.open_chart(access.actor_for(bob, Channel.WEB), patient.pk)
    with pytest.raises(NotFound):
        access.open_chart(access.actor_for(alice, Channel.WEB), patient.pk)
