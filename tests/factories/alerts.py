"""Charts that raise alerts, what was decided about them, and who asks from elsewhere."""

import secrets
from typing import Any

from django.utils import timezone

from records import access
from records.models import Patient, ServiceToken, User
from tests.factories import people
from tests.factories.chart import medication
from triage.models import AlertTally, CdsCard, Review
from triage.services import alerts

KEY = "interaction:ibuprofen:warfarin"


def interacting_orders(patient: Patient) -> None:
    for name in ("Warfarin 5 MG Oral Tablet", "Ibuprofen 400 MG Oral Tablet"):
        medication(patient, name=name, code="")


def alert_override(patient: Patient, by: User, reason: str = "Short course, INR is checked") -> Review:
    interacting_orders(patient)
    chart = access.open_chart(access.actor_for(by, access.Channel.WEB), patient.pk)
    return alerts.override(chart, KEY, reason)


def alert_tally(patient: Patient | None = None, **fields: Any) -> AlertTally:
    values = {"day": timezone.localdate(), "shown": {"interaction": 1}}
    return AlertTally.objects.create(patient=patient or people.patient(), **{**values, **fields})


def cds_card(patient: Patient | None = None, **fields: Any) -> CdsCard:
    values = {"alert": {"key": KEY}, "user": fields.pop("user", None) or people.user()}
    return CdsCard.objects.create(patient=patient or people.patient(), **{**values, **fields})


def service_token(**fields: Any) -> ServiceToken:
    word = secrets.token_hex(32)
    return ServiceToken.objects.create(**{"label": word[:20], "digest": word, **fields})
