"""Sign-in, password and two-step pages: our words, one form each, and what the tool is for and not for."""

import pytest
from django.test import Client
from django.utils import translation

from records.models import User
from tests import factories

PAGES = [
    "/account/logout/",
    "/account/password/change/",
    "/account/reauthenticate/",
    "/account/2fa/",
    "/account/2fa/totp/activate/",
    "/account/2fa/recovery-codes/generate/",
]


def test_signing_in_shows_intended_use_and_what_it_is_not_for(db: None, client: Client) -> None:
    page = client.get("/account/login/").content.decode()
    assert "decision aid" in page
    assert "not a device for diagnosis" in page
    assert "not for emergencies" in page
    assert "Every access to a chart is recorded" in page


def test_a_refused_sign_in_says_so_in_a_summary_that_takes_focus(alice: User, client: Client) -> None:
    page = client.post("/account/login/", {"login": "alice", "password": "wrong"}).content.decode()
    assert 'role="alert" tabindex="-1" autofocus' in page


def test_fields_have_labels_and_no_placeholder_that_repeats_them(db: None, client: Client) -> None:
    page = client.get("/account/login/").content.decode()
    assert '<label class="field__label" for="id_login">' in page
    assert '<label class="field__label" for="id_password">' in page
    assert "placeholder=" not in page
    assert "/password/reset/" not in page


def test_there_is_no_sign_up(db: None, client: Client) -> None:
    assert "Ask the administrator of your clinic" in client.get("/account/signup/").content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_an_account_page_is_one_of_ours(alice: User, client: Client, path: str) -> None:
    client.force_login(alice)
    client.post("/account/reauthenticate/", {"password": factories.PASSWORD})
    response = client.get(path)
    page = response.content.decode()
    assert response.status_code == 200
    assert page.count("<h1") == 1
    assert 'class="skip"' in page
    assert "placeholder=" not in page
    assert "/password/reset/" not in page


def test_the_menu_names_the_person_and_the_role(db: None, client: Client) -> None:
    client.force_login(factories.user("dana", first_name="Dana", last_name="Ito"))
    page = client.get("/account/2fa/").content.decode()
    assert "Dana Ito" in page
    assert "Clinician" in page


def test_the_chosen_theme_is_in_the_first_byte_and_never_markup(db: None, client: Client) -> None:
    client.cookies["theme"] = 'night"><script>'
    page = client.get("/account/login/").content.decode()
    assert 'data-theme="night&quot;&gt;&lt;script&gt;"' in page


def test_every_script_carries_the_nonce_of_its_response(db: None, client: Client) -> None:
    response = client.get("/account/login/")
    policy = response.headers["Content-Security-Policy"]
    nonce = policy.split("'nonce-", 1)[1].split("'", 1)[0]
    assert response.content.decode().count(f'nonce="{nonce}"') == 2


def test_the_page_speaks_chinese_when_asked(db: None, client: Client) -> None:
    client.post("/language/setlang/", {"language": "zh-hans", "next": "/account/login/"})
    with translation.override("en"):  # a request leaves its language switched on in this thread
        page = client.get("/account/login/").content.decode()
    assert '<html lang="zh-hans"' in page
    assert "决策辅助工具" in page
