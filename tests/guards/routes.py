"""Every web route, how to fill in its address for one patient's chart, and who may open it.

A route without an entry here refuses everybody but who treats the patient, or the guards fail; a new parameter
needs a line in ARGUMENTS, a page that is open before signing in one in PUBLIC.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from assistant.models import Conversation, Exchange
from records import access
from records.models import NoteStatus, Patient, Role, User
from records.selectors.labs import measured
from tests import factories
from tests.factories import alerts


@dataclass(frozen=True)
class World:
    """A patient, a clinician who treats them, and their conversation."""

    patient: Patient
    clinician: User

    @cached_property
    def conversation(self) -> Conversation:
        return factories.conversation(self.patient, self.clinician)

    @cached_property
    def exchange(self) -> Exchange:
        made = factories.exchange(self.conversation)
        row = factories.observation(self.patient)
        factories.citation(made, number=1, source="observation", ref=row.ref)
        return made

    @property
    def _chart(self) -> access.Chart:
        return access.open_chart(access.actor_for(self.clinician, access.Channel.WEB), self.patient.pk)

    @cached_property
    def series(self) -> str:
        factories.observation(self.patient)
        return measured(self._chart)[0].id


# What a parameter stands for, by its name; made in the patient's chart.
ARGUMENTS: dict[str, Callable[[World], object]] = {
    "patient_id": lambda world: world.patient.pk,
    "wanted_id": lambda world: world.patient.pk,
    "conversation_id": lambda world: world.conversation.pk,
    "exchange_id": lambda world: world.exchange.pk,
    "mark": lambda world: "C1",
    "form": lambda world: "md",
    "series_id": lambda world: world.series,
    "note_id": lambda world: factories.note(world.patient).pk,
    "own_note_id": lambda world: factories.note(world.patient).pk,
    "draft_id": lambda world: factories.note(world.patient, status=NoteStatus.DRAFT, author=world.clinician).pk,
    "file_id": lambda world: factories.image_file(factories.imaging_study(world.patient)).pk,
    "mark_id": lambda world: factories.note_mark(factories.note(world.patient)).pk,
    "summary_id": lambda world: factories.signed_handout(world.patient, world.clinician).pk,
    "number": lambda world: 1,
    "source": lambda world: "observation",
    "row_id": lambda world: factories.observation(world.patient).pk,
    "proposal_id": lambda world: factories.proposal(world.patient, accepted_by=world.clinician).pk,
    "export_id": lambda world: factories.deidentified_export(world.patient, owner=world.clinician).pk,
    "job_id": lambda world: factories.job(world.clinician, patient=world.patient).pk,
    "review_id": lambda world: alerts.alert_override(world.patient, world.clinician).pk,
    "service_id": lambda world: "anamnesis-patient-view",
    "emergency_id": lambda world: factories.break_glass(of=world.patient).pk,
    "condition_id": lambda world: "pulmonary-embolism",
    "drug_id": lambda world: "warfarin",
    "score_id": lambda world: "news2",
    # Of the links in allauth's mails, which nobody is sent here.
    "key": lambda world: "none",
    "uidb36": lambda world: "0",
}
# Sign-in and its steps, which must work before anybody is signed in.
PUBLIC = {
    *("account_login", "account_logout", "account_inactive", "account_signup", "set_language"),
    *("account_reset_password", "account_reset_password_done", "account_reset_password_from_key"),
    *("account_reset_password_from_key_done", "account_confirm_email", "account_email_verification_sent"),
    *("account_confirm_login_code", "mfa_authenticate"),
}
# For other systems, by a token of their own: a signed-in person is nobody to them.
BY_TOKEN = {"assistant:cds_services", "assistant:cds_service", "assistant:cds_feedback"}
EVERYONE = frozenset({Role.CLINICIAN, Role.PATIENT, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
# allauth's pages for a signed-in user's own account.
ONES_OWN_ACCOUNT = {
    *("account_reauthenticate", "account_email", "account_change_password", "account_set_password"),
    *("mfa_index", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes"),
    *("mfa_generate_recovery_codes", "mfa_download_recovery_codes"),
}
OFFICER = frozenset({Role.PRIVACY_OFFICER})
OWN_RECORD = ("my_record", "my_results", "my_notes", "my_lookers", "my_choices", "my_export")
# Who else than the patient and the care team may open it.
WELCOME: dict[str, frozenset[Role]] = {
    "assistant:home": EVERYONE,
    "assistant:status": frozenset({Role.ADMINISTRATOR}),
    "assistant:alert_burden": frozenset({Role.ADMINISTRATOR, Role.PRIVACY_OFFICER}),
    "assistant:summary_quality": frozenset({Role.ADMINISTRATOR, Role.PRIVACY_OFFICER}),
    "assistant:differential_quality": frozenset({Role.ADMINISTRATOR, Role.PRIVACY_OFFICER}),
    **dict.fromkeys(
        (
            *("assistant:knowledge", "assistant:condition", "assistant:drug"),
            *("assistant:every_score", "assistant:score_by_hand"),
        ),
        frozenset({Role.CLINICIAN, Role.ADMINISTRATOR}),
    ),
    "assistant:knowledge_proposals": frozenset({Role.ADMINISTRATOR}),
    # One's own jobs, which may be none.
    "assistant:jobs": frozenset({Role.CLINICIAN}),
    "assistant:jobs_open": frozenset({Role.CLINICIAN}),
    # The finder tells a stranger nothing but for exact particulars; the reason opens the chart.
    "records:finder": frozenset({Role.CLINICIAN}),
    "records:break_glass": frozenset({Role.CLINICIAN}),
    "records:audit": OFFICER,
    "records:audit_patient": OFFICER,
    "records:audit_verify": OFFICER,
    "records:reviews": OFFICER,
    "records:review": OFFICER,
    **dict.fromkeys((f"records:{name}" for name in OWN_RECORD), frozenset({Role.PATIENT})),
}
INSIDERS = {Role.CLINICIAN: "alice", Role.PRIVACY_OFFICER: "officer", Role.ADMINISTRATOR: "administrator"}


@dataclass(frozen=True)
class Route:
    """`name` with its namespace; empty for a route that has none."""

    name: str
    pattern: str
    parameters: tuple[str, ...] = ()

    def address(self, world: World) -> str:
        return reverse(self.name, kwargs={name: ARGUMENTS[name](world) for name in self.parameters})

    @property
    def insider(self) -> str:
        """The fixture of somebody who may open it."""
        if self.name.startswith("records:my_"):
            return "patient_user"
        welcome = WELCOME.get(self.name, EVERYONE)
        return next(name for role, name in INSIDERS.items() if role in welcome)


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
    return [route.name or route.pattern for route in found if not route.name or set(route.parameters) - set(ARGUMENTS)]
