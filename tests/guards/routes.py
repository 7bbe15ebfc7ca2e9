"""Every web route, and how to fill in its address for one patient's chart.

A new parameter needs a line in ARGUMENTS, a page that is open to the world one in PUBLIC; the guards fail
until it has one.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from records import files
from records.engine.series import group
from records.models import ImagingFile, Note, NoteStatus, Patient, User, Withheld
from records.selectors.as_rows import observation_row
from records.selectors.labs import series_id_of
from tests import factories


@dataclass(frozen=True)
class World:
    """A patient and a clinician who treats them."""

    patient: Patient
    clinician: User


def _draft(world: World) -> Note:
    fields = {"status": NoteStatus.DRAFT, "withheld": Withheld.DRAFT, "author": world.clinician}
    return factories.note(world.patient, **fields)


def _series(world: World) -> str:
    return series_id_of(group([observation_row(factories.observation(world.patient))])[0])


def _stored_image(world: World) -> ImagingFile:
    image = factories.image_file(factories.imaging_study(world.patient))
    files.write(image.stored_as, b"a picture")
    return image


# What a parameter stands for, by its name. All of these lead into the patient's chart.
ARGUMENTS: dict[str, Callable[[World], object]] = {
    "patient_id": lambda world: world.patient.pk,
    "conversation_id": lambda world: factories.conversation(world.patient, world.clinician).pk,
    "exchange_id": lambda world: factories.exchange(factories.conversation(world.patient, world.clinician)).pk,
    "note_id": lambda world: factories.note(world.patient).pk,
    "draft_id": lambda world: _draft(world).pk,
    "series_id": lambda world: _series(world),
    "file_id": lambda world: _stored_image(world).pk,
}
# Parameters that lead to nothing about a patient: the links of allauth's mails, which nobody is sent here;
# `wanted_id` asks for a reason before anything is looked up; `own_note_id` is looked for in the chart of the
# signed-in patient only; `emergency_id` is for privacy officers. Tests of their pages hold them.
IMPERSONAL = {
    "key": "none",
    "uidb36": "0",
    **dict.fromkeys(("wanted_id", "own_note_id", "emergency_id"), UUID(int=7)),
}
# Sign-in and its steps, which must work before anybody is signed in.
PUBLIC = {
    *("account_login", "account_logout", "account_inactive", "account_signup", "set_language"),
    *("account_reset_password", "account_reset_password_done", "account_reset_password_from_key"),
    *("account_reset_password_from_key_done", "account_confirm_email", "account_email_verification_sent"),
    *("account_confirm_login_code", "mfa_authenticate"),
}


@dataclass(frozen=True)
class Route:
    """`name` with its namespace; empty for a route that has none."""

    name: str
    pattern: str
    parameters: tuple[str, ...] = ()

    def address(self, world: World) -> str:
        values = {name: ARGUMENTS[name](world) for name in self.parameters if name in ARGUMENTS}
        return reverse(self.name, kwargs=values | {k: v for k, v in IMPERSONAL.items() if k in self.parameters})

    @property
    def leads_into_a_chart(self) -> bool:
        return bool(set(ARGUMENTS) & set(self.parameters))


def web_routes() -> list[Route]:
    return list(routes_of(get_resolver().url_patterns))


def routes_of(
    patterns: Iterable[URLPattern | URLResolver],
    spaces: tuple[str, ...] = (),
    above: tuple[str, ...] = (),
) -> Iterator[Route]:
    for each in patterns:
        parameters = (*above, *each.pattern.regex.groupindex)
        if isinstance(each, URLResolver):
            yield from routes_of(each.url_patterns, (*spaces, *filter(None, [each.namespace])), parameters)
        else:
            name = ":".join([*spaces, each.name]) if each.name else ""
            yield Route(name, str(each.pattern), parameters)


def undeclared(found: Iterable[Route]) -> list[str]:
    """Routes without a name, or with a parameter that nobody said how to fill in."""
    known = set(ARGUMENTS) | set(IMPERSONAL)
    return [route.name or route.pattern for route in found if not route.name or set(route.parameters) - known]
