"""Every socket route refuses who is not signed in, who does not treat the patient, and pages of other sites."""

import pytest
from django.urls import URLPattern

from config.routing import websocket_urlpatterns
from records.models import Patient, Role, User
from tests import factories
from tests.fakes.socket import OWN_ORIGIN, Refused, Socket
from tests.guards.routes import ARGUMENTS, World, routes_of

pytestmark = pytest.mark.django_db(transaction=True)
ROUTES: list[URLPattern] = list(websocket_urlpatterns)
# About nobody's chart: news of one's own jobs, which may be none (tests/assistant/consumers/test_jobs_socket.py).
WELCOME: dict[str, Role] = {"ws/jobs/": Role.CLINICIAN}
every_route = pytest.mark.parametrize("route", [pytest.param(each, id=str(each.pattern)) for each in ROUTES])


@pytest.fixture
def world(patient: Patient, alice: User) -> World:
    return World(patient, alice)


def address(route: URLPattern, world: World) -> str:
    text = str(route.pattern)
    for name, converter in route.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower()
        text = text.replace(f"<{kind}:{name}>", str(ARGUMENTS[name](world)))
    return f"/{text}"


async def is_refused(path: str, user: User | None, origin: str = OWN_ORIGIN) -> bool:
    """Refused at once, or told no in one error frame and closed."""
    try:
        socket = await Socket(path, user, origin).open()
        first = await socket.receive()
        if first["type"] != "error":
            await socket.close()
            return False
        await socket.receive()
    except Refused:
        return True
    pytest.fail("the socket stays open after an error")


def test_every_socket_route_is_declared() -> None:
    assert ROUTES
    assert [each.pattern for each in routes_of(ROUTES) if set(each.parameters) - set(ARGUMENTS)] == []


@every_route
async def test_the_care_team_is_let_in(route: URLPattern, world: World) -> None:
    """Otherwise a wrong address would look like a refusal."""
    assert not await is_refused(address(route, world), world.clinician)


@every_route
async def test_nobody_is_let_in_before_signing_in(route: URLPattern, world: World) -> None:
    assert await is_refused(address(route, world), None)


@every_route
@pytest.mark.parametrize("role", [Role.CLINICIAN, Role.PATIENT, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR])
async def test_a_stranger_is_not_let_in(
    route: URLPattern, world: World, role: Role, stranger: dict[Role, User]
) -> None:
    is_welcome = WELCOME.get(str(route.pattern)) == role
    assert await is_refused(address(route, world), stranger[role]) is not is_welcome


@every_route
async def test_a_page_of_another_site_is_not_let_in(route: URLPattern, world: World) -> None:
    assert await is_refused(address(route, world), world.clinician, "https://elsewhere.example")


@pytest.fixture
def stranger(transactional_db: None) -> dict[Role, User]:
    return {role: factories.user(f"strange-{role}", role) for role in Role}
