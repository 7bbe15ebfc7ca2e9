"""Signing in: noted, limited, locked when idle, and with a second factor where it is required."""

import time
from collections.abc import Iterator

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from records.audit import Action, Outcome
from records.models import AuditEntry, User
from tests import factories

pytestmark = pytest.mark.django_db
HOME = "/account/password/change/"  # any page that needs a signed-in user


def sign_in(client: Client, user: User, password: str = factories.PASSWORD) -> int:
    form = {"login": user.username, "password": password}
    return client.post(reverse("account_login"), form).status_code


def lines(action: Action) -> list[tuple[str, object]]:
    return [(line.outcome, line.actor_id) for line in AuditEntry.objects.filter(action=action)]


def test_signing_in_and_out_leaves_lines(client: Client, alice: User) -> None:
    assert sign_in(client, alice) == 302
    client.post(reverse("account_logout"))
    assert lines(Action.SIGN_IN) == lines(Action.SIGN_OUT) == [(Outcome.OK, alice.pk)]


def test_a_wrong_password_leaves_a_line_without_the_name_that_was_typed(client: Client, alice: User) -> None:
    assert sign_in(client, alice, "wrong") == 200
    assert lines(Action.SIGN_IN) == [(Outcome.FAILED, None)]
    assert not AuditEntry.objects.filter(object_id__contains=alice.username).exists()


def test_an_account_that_was_switched_off_cannot_sign_in(client: Client, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(is_active=False)
    sign_in(client, alice)
    assert (Outcome.OK, alice.pk) not in lines(Action.SIGN_IN)
    assert client.get(HOME).status_code == 302


@pytest.fixture
def _counts_from_nothing() -> Iterator[None]:
    """And leaves no count to the tests that follow."""
    cache.clear()
    yield
    cache.clear()


@pytest.mark.usefixtures("_counts_from_nothing")
def test_guessing_is_slowed_down(client: Client, alice: User, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
    for _ in range(6):
        sign_in(client, alice, "wrong")
    sign_in(client, alice)
    assert (Outcome.OK, alice.pk) not in lines(Action.SIGN_IN)


def test_a_session_without_requests_locks(client: Client, alice: User, settings: Settings) -> None:
    client.force_login(alice)
    assert client.get(HOME).status_code == 200
    session = client.session
    session["last_seen"] = int(time.time()) - settings.IDLE_LOCK_SECONDS - 1
    session.save()
    locked = client.get(HOME)
    assert locked.headers["Location"] == f"/account/login/?next={HOME}"
    assert client.get(HOME).status_code == 302
    assert lines(Action.SIGN_OUT) == [(Outcome.OK, alice.pk)]


def test_a_request_in_time_keeps_the_session_open(client: Client, alice: User, settings: Settings) -> None:
    client.force_login(alice)
    client.get(HOME)
    session = client.session
    session["last_seen"] = int(time.time()) - settings.IDLE_LOCK_SECONDS + 60
    session.save()
    assert client.get(HOME).status_code == 200
    assert client.session["last_seen"] >= int(time.time()) - 60


@pytest.mark.parametrize("name", ["alice", "officer", "administrator"])
def test_staff_without_a_second_factor_reach_only_the_page_that_sets_one_up(
    client: Client, settings: Settings, name: str, request: pytest.FixtureRequest
) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    client.force_login(request.getfixturevalue(name))
    refused = client.get(HOME)
    assert (refused.status_code, refused.headers["Location"]) == (302, reverse("mfa_activate_totp"))
    assert client.get(reverse("account_logout")).status_code == 200


def test_with_a_second_factor_the_pages_open(client: Client, settings: Settings, alice: User) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    TOTP.activate(alice, generate_totp_secret())
    client.force_login(alice)
    assert client.get(HOME).status_code == 200


def test_patients_may_do_without(client: Client, settings: Settings, patient_user: User) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    client.force_login(patient_user)
    assert client.get(HOME).status_code == 200


def test_the_second_factors_secret_is_encrypted(alice: User) -> None:
    secret = generate_totp_secret()
    stored = TOTP.activate(alice, secret).instance.data["secret"]
    assert secret not in stored
    assert get_adapter().decrypt(stored) == secret
