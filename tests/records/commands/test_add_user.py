"""A clinic gets its people: accounts with a role, a team and a first password."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from records.models import AuditEntry, CareTeam, Role, User
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_printed_password_signs_the_new_clinician_in(capsys: pytest.CaptureFixture[str]) -> None:
    team = factories.care_team("Ward 3")
    call_command("add_user", "m.kaya", "--role", "clinician", "--name", "Dr. Meral Kaya", "--team", "Ward 3")
    password = capsys.readouterr().out.splitlines()[0].removeprefix("m.kaya: ")
    user = User.objects.get(username="m.kaya")
    assert (user.role, user.name) == (Role.CLINICIAN, "Dr. Meral Kaya")
    assert list(team.members.all()) == [user]
    assert Client().login(username="m.kaya", password=password)


def test_adding_leaves_an_audit_line_without_the_name() -> None:
    call_command("add_user", "m.kaya", "--role", "patient")
    line = AuditEntry.objects.get(action="settings", object_type="User")
    assert line.object_id == str(User.objects.get(username="m.kaya").pk)
    assert "kaya" not in str(line.detail)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["alice", "--role", "clinician"], "taken"),
        (["new one!", "--role", "clinician"], "valid username"),
        (["new", "--role", "clinician", "--team", "Wrad 3"], "no care team"),
        (["new", "--role", "clinician", "--as", "alice"], "administrator"),
    ],
)
def test_what_cannot_be_done_says_why_and_adds_nobody(arguments: list[str], words: str, alice: User) -> None:
    with pytest.raises(CommandError, match=words):
        call_command("add_user", *arguments)
    assert not User.objects.filter(username__startswith="new").exists()
    assert not CareTeam.objects.filter(name="Wrad 3").exists()
