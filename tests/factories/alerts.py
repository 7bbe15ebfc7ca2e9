"""Charts that raise alerts, and decisions about them."""

from records import access
from records.models import Patient, User
from tests.factories.chart import medication
from triage.models import Review
from triage.services import alerts

KEY = "interaction:ibuprofen:warfarin"


def interacting_orders(patient: Patient) -> None:
    for name in ("Warfarin 5 MG Oral Tablet", "Ibuprofen 400 MG Oral Tablet"):
        medication(patient, name=name, code="")


def alert_override(patient: Patient, by: User, reason: str = "Short course, INR is checked") -> Review:
    interacting_orders(patient)
    chart = access.open_chart(access.actor_for(by, access.Channel.WEB), patient.pk)
    return alerts.override(chart, KEY, reason)
