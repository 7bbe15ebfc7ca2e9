"""What every page sends, and what it never does: its policy, and no raw exception."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from config.urls import handler400, handler403, handler404, handler500, urlpatterns
from records.errors import BadFile, Forbidden, NotFound, UserError
from tests.guards.source import ROOT

PATIENT_TEXT = "Zwetschgenkrampf"
__all__ = ["handler400", "handler403", "handler404", "handler500"]  # Django looks for them in this module


def breaks(request: HttpRequest) -> HttpResponse:
    raise ValueError(PATIENT_TEXT)


def refuses(request: HttpRequest, kind: str) -> HttpResponse:
    raise {"user": UserError, "file": BadFile, "forbidden": Forbidden, "missing": NotFound}[kind]("Do this instead.")


urlpatterns = [*urlpatterns, path("breaks", breaks), path("refuses/<str:kind>", refuses)]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def test_an_unexpected_error_shows_a_sentence_and_a_reference_only(client: Client) -> None:
    client.raise_request_exception = False
    response = client.get("/breaks")
    assert response.status_code == 500
    text = response.content.decode()
    assert PATIENT_TEXT not in text
    assert "Traceback" not in text
    assert "ValueError" not in text


@pytest.mark.parametrize(("kind", "status"), [("user", 400), ("file", 400), ("forbidden", 403), ("missing", 404)])
def test_an_error_that_may_be_shown_is_shown_with_its_status(client: Client, kind: str, status: int) -> None:
    response = client.get(f"/refuses/{kind}")
    assert response.status_code == status
    assert "Do this instead." in response.content.decode()


def test_an_unknown_address_is_a_page_of_ours(client: Client) -> None:
    response = client.get(f"/nothing/{PATIENT_TEXT}")
    assert response.status_code == 404
    assert PATIENT_TEXT not in response.content.decode()


def test_a_forged_form_is_a_page_of_ours() -> None:
    response = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "alice", "password": "x"})
    assert response.status_code == 403
    assert 'class="reference"' in response.content.decode()
    assert "CSRF verification failed" not in response.content.decode()


def test_every_page_allows_only_its_own_scripts_and_no_frame(client: Client) -> None:
    headers = client.get("/account/login/").headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"].startswith("'self' 'nonce-")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert policy["frame-ancestors"] == "'none'"
    assert (headers["X-Frame-Options"], headers["X-Content-Type-Options"]) == ("DENY", "nosniff")
    assert headers["Referrer-Policy"] == "same-origin"


def test_each_response_has_a_nonce_of_its_own(client: Client) -> None:
    first, second = (client.get("/account/login/").headers["Content-Security-Policy"] for _ in range(2))
    assert first != second


def test_nothing_of_the_checkout_is_served_but_the_static_files(client: Client) -> None:
    for path_ in ("/static/../manage.py", "/manage.py", "/.git/config", "/var/anamnesis.sqlite3"):
        assert client.get(path_).status_code == 404
    assert (ROOT / "manage.py").exists()
