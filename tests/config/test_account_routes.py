"""Of the sign-in library only what the clinic uses answers."""

import pytest
from allauth.account.urls import urlpatterns as account
from django.test import Client
from django.urls import reverse

from config.account_urls import USED
from records.models import User
from tests.html import signed_in

pytestmark = pytest.mark.django_db
CLOSED = [
    "/account/email/",
    "/account/confirm-email/",
    "/account/confirm-email/abc/",
    "/account/password/set/",
    "/account/password/reset/",
    "/account/password/reset/done/",
    "/account/password/reset/key/1-abc/",
    "/account/password/reset/key/done/",
    "/account/login/code/",
    "/account/login/code/confirm/",
    "/account/3rdparty/",
    "/account/social/signup/",
]


@pytest.mark.parametrize("address", CLOSED)
def test_mail_reset_and_third_parties_are_closed_to_everybody(address: str, alice: User) -> None:
    for client in (Client(), signed_in(alice)):
        assert client.get(address).status_code == 404
        assert client.post(address, {"email": "alice@clinic.example"}).status_code == 404


def test_what_the_clinic_uses_answers(alice: User) -> None:
    assert {each.name for each in account} >= USED
    for name in ("account_change_password", "mfa_index"):
        assert signed_in(alice).get(reverse(name)).status_code == 200
    assert Client().get(reverse("account_login")).status_code == 200
