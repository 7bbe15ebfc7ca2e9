"""Error pages stand on their own: no user, no session, no database, and never the exception."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from config import errors

STATUSES = [400, 403, 404, 413, 429, 500]


@pytest.mark.parametrize("status", STATUSES)
def test_an_error_page_needs_nothing_but_itself(status: int) -> None:
    page = render_to_string(f"errors/{status}.html", {"reference": "ab12cd34"})
    assert "ab12cd34" in page
    assert page.count("<h1>") == 1
    assert 'href="/"' in page


@pytest.mark.parametrize("status", STATUSES)
def test_it_carries_its_status_and_a_reference(status: int) -> None:
    response = errors.page(RequestFactory().get("/somewhere"), status)
    assert response.status_code == status
    assert 'class="reference"' in response.content.decode()


def test_words_meant_for_the_user_replace_the_fixed_ones() -> None:
    page = render_to_string("errors/403.html", {"message": "Only clinicians <may>."})
    assert "Only clinicians &lt;may&gt;." in page
    assert "too long to be sent" not in page


def test_too_many_tries_has_the_name_the_sign_in_library_looks_for() -> None:
    assert "Too many tries" in render_to_string("429.html")


def test_without_a_reference_none_is_promised() -> None:
    assert "Reference" not in render_to_string("429.html")
