"""Every route refuses strangers: nobody is shown anything before signing in, and a chart does not exist for who
does not treat the patient. Each refusal leaves an audit line."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from django.views.generic import TemplateView

from records.audit import Outcome
from records.models import AuditEntry, Patient, Role, User
from tests import factories
from tests.guards.routes import (
    BY_TOKEN,
    ONES_OWN_ACCOUNT,
    PUBLIC,
    WELCOME,
    Route,
    World,
    routes_of,
    undeclared,
    web_routes,
)

ROUTES = [route for route in web_routes() if route.name]
PRIVATE = [route for route in ROUTES if route.name not in PUBLIC]
PAGES = [route for route in PRIVATE if route.name not in ONES_OWN_ACCOUNT | BY_TOKEN]
TOKENS = [route for route in ROUTES if route.name in BY_TOKEN]
METHODS = ("get", "post")
WRONG_METHOD = 405
STRANGERS = [Role.CLINICIAN, Role.PATIENT, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR]


@pytest.fixture
def world(patient: Patient, alice: User) -> World:
    return World(patient, alice)


def answers(client: Client, address: str) -> list[HttpResponse]:
    """Of the methods that the route has."""
    given = [getattr(client, method)(address) for method in METHODS]
    return [each for each in given if each.status_code != WRONG_METHOD]


def is_refusal(response: HttpResponse) -> bool:
    if response.status_code == 302:
        return response.headers["Location"].startswith("/account/login/")
    return response.status_code in (401, 403, 404)


def test_every_route_is_declared() -> None:
    assert undeclared(web_routes()) == []


def test_a_new_route_without_a_declaration_is_found() -> None:
    view = TemplateView.as_view()
    new = list(routes_of([path("a/<int:scan_id>", view, name="scan"), path("b", view)]))
    assert undeclared(new) == ["scan", "b"]
    assert undeclared([Route("chart", "", ("patient_id",))]) == []


def test_nobody_sees_anything_before_signing_in(world: World, client: Client) -> None:
    given = {route.name: answers(client, route.address(world)) for route in PRIVATE}
    assert [name for name, each in given.items() if not each or not all(map(is_refusal, each))] == []


@pytest.mark.parametrize("role", STRANGERS)
def test_strangers_are_told_that_there_is_nothing(role: Role, world: World, client: Client) -> None:
    stranger = factories.user("stranger", role)
    if role == Role.PATIENT:
        factories.patient(account=stranger)
    client.force_login(stranger)
    assert [route.name for route in PAGES if not is_closed(route, role, world, client)] == []


def is_closed(route: Route, role: Role, world: World, client: Client) -> bool:
    """Or open, where the table says so."""
    refused = AuditEntry.objects.filter(outcome=Outcome.REFUSED)
    address, before = route.address(world), refused.count()
    statuses = [each.status_code for each in answers(client, address)]
    if role in WELCOME.get(route.name, ()):
        return set(statuses) != {404}
    return set(statuses) == {404} and refused.count() >= before + len(statuses)


@pytest.mark.parametrize("route", PAGES, ids=lambda route: route.name)
def test_who_may_open_it_is_let_in(
    route: Route, world: World, client: Client, patient_user: User, request: pytest.FixtureRequest
) -> None:
    """Otherwise a wrong address would look like a refusal."""
    address = route.address(world)
    client.force_login(request.getfixturevalue(route.insider))
    assert [each.status_code for each in answers(client, address) if is_refusal(each)] == []


@pytest.mark.parametrize("role", STRANGERS)
def test_a_signed_in_person_is_nobody_where_a_token_is_needed(role: Role, world: World, client: Client) -> None:
    client.force_login(factories.user("somebody", role))
    for route in TOKENS:
        assert [each.status_code for each in answers(client, route.address(world))] == [401] * 2
