"""Alerts for another system, as a CDS Hooks 2.0 service: it asks for a patient and gets cards.

The other system names the clinician whom it asks for (`context.userId`, `Practitioner/USERNAME`); cards are made only
of charts that this clinician may open here. A stranger's chart gives no cards, and does not say that it exists.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from records import audit
from records.access import Actor, Channel, Chart, actor_for, as_uuid, open_chart
from records.audit import Action, Outcome
from records.engine.rows import MedicationRow
from records.errors import NotFound, UserError
from records.models import User
from records.selectors import charts
from triage.engine.alerts.types import Alert, Severity
from triage.models import CdsCard, ReviewAction, Subject
from triage.services import reviews
from triage.services.alerts import NAME, chart_rows, rules

PATIENT_VIEW, ORDER_SIGN = "patient-view", "order-sign"
SERVICES = {
    "anamnesis-patient-view": (PATIENT_VIEW, "What to look at now in this chart, by rule."),
    "anamnesis-order-sign": (ORDER_SIGN, "Whether the orders to be signed go together with this chart, by rule."),
}
SUMMARY_LENGTH = 140
MOST_CARDS = 20
_INDICATORS = {Severity.CRITICAL: "critical", Severity.WARNING: "warning", Severity.NOTE: "info"}
_REASONS = {
    "benefit": "The benefit is greater than the risk",
    "known": "Known and watched",
    "wrong": "The alert is wrong",
    "other": "Another reason",
}
_OUTCOMES = {"accepted": ReviewAction.ACCEPT, "overridden": ReviewAction.DISMISS}


def services() -> dict[str, Any]:
    found = [
        {"hook": hook, "id": name, "title": "Anamnesis alerts", "description": description}
        for name, (hook, description) in SERVICES.items()
    ]
    return {"services": found}


def respond(token: str, service: str, request: Mapping[str, Any], address: str) -> dict[str, Any]:
    """Cards for a request of this service; `address` is put before links, and `token`, the label of the asking system,
    stands in the audit line. Raises UserError for a request that is
    not one, NotFound for a service that is not there."""
    if service not in SERVICES:
        raise NotFound(_("There is no such service."))
    hook, _description = SERVICES[service]
    context = request.get("context")
    if request.get("hook") != hook or not isinstance(context, Mapping) or not as_uuid(str(request.get("hookInstance"))):
        raise UserError(_("Not a request of this service: hook, hookInstance and context are needed."))
    patient, person = context.get("patientId"), context.get("userId")
    if not isinstance(patient, str) or not isinstance(person, str):
        raise UserError(_("The context needs patientId and userId."))
    drafts = list(_orders(context.get("draftOrders"))) if hook == ORDER_SIGN else []
    try:
        chart = charts.find_by_any_id(_clinician(person), patient)
        chart.must_be_for_treatment()
    except NotFound:
        audit.write(None, Action.EXPORT, object_type="CdsCard", outcome=Outcome.REFUSED, detail={"token": token})
        return {"cards": []}
    chart.note(Action.EXPORT, "CdsCard", detail={"token": token})
    return {"cards": [_card(chart, alert, address) for alert in _alerts(chart, drafts)[:MOST_CARDS]]}


def feedback(token: str, service: str, request: Mapping[str, Any]) -> int:
    """Keep what became of cards; how many. Raises UserError for a request that is not one."""
    if service not in SERVICES:
        raise NotFound(_("There is no such service."))
    items = request.get("feedback")
    if not isinstance(items, list) or not all(isinstance(item, Mapping) for item in items):
        raise UserError(_("Not feedback: a list under feedback is needed."))
    return sum(_keep(token, item) for item in items)


def _alerts(chart: Chart, drafts: Sequence[MedicationRow]) -> list[Alert]:
    """On viewing, what to look at now; on signing, whatever the new orders are part of."""
    rows = chart_rows(chart)
    if not drafts:
        return [alert for alert in rules().alerts(rows) if alert.severity is not Severity.NOTE]
    new = {row.ref for row in drafts}
    found = rules().alerts(replace(rows, medications=(*drafts, *rows.medications)))
    return [alert for alert in found if any(row.source == "medication" and row.ref in new for row in alert.rows)]


def _orders(bundle: object) -> Iterator[MedicationRow]:
    if not isinstance(bundle, Mapping) or not isinstance(bundle.get("entry"), list):
        raise UserError(_("The context needs draftOrders, a Bundle with entries."))
    for place, entry in enumerate(bundle["entry"]):
        resource = entry.get("resource") if isinstance(entry, Mapping) else None
        if isinstance(resource, Mapping) and resource.get("resourceType") == "MedicationRequest":
            concept = resource.get("medicationCodeableConcept")
            concept = concept if isinstance(concept, Mapping) else {}
            given = concept.get("coding")
            codings = [one for one in given if isinstance(one, Mapping)] if isinstance(given, list) else []
            names = [str(concept.get("text") or ""), *(str(one.get("display") or "") for one in codings)]
            name = next((name for name in names if name), "")
            code = next((str(one.get("code")) for one in codings if "rxnorm" in str(one.get("system"))), "")
            yield MedicationRow(f"draft-{resource.get('id') or place}", name, code, "draft", None)


def _clinician(person: str) -> Actor:
    """Raises NotFound for somebody who is not one of ours."""
    name = person.rpartition("/")[2].replace("\0", "")  # which no database takes
    return actor_for(User.objects.filter(username=name, is_active=True).first(), Channel.WEB)


def _card(chart: Chart, alert: Alert, address: str) -> dict[str, Any]:
    kept = {"key": alert.key, "kind": alert.kind, "severity": alert.severity, "title": alert.title}
    made = CdsCard.objects.create(patient=chart.patient, user=chart.actor.user, alert=kept)
    rows = "\n".join(f"- {row.display}" for row in alert.rows)
    return {
        "uuid": str(made.pk),
        "summary": _short(alert.title),
        "detail": f"{alert.why} {alert.action}\n\n{rows}",
        "indicator": _INDICATORS[alert.severity],
        "source": {"label": f"Anamnesis: {alert.knowledge}"},
        "links": [
            {
                "label": "Open the chart's alerts",
                "url": f"{address}patients/{chart.patient.pk}/alerts/",
                "type": "absolute",
            }
        ],
        "overrideReasons": [{"code": code, "display": display} for code, display in _REASONS.items()],
    }


def _short(text: str) -> str:
    return text if len(text) <= SUMMARY_LENGTH else f"{text[: SUMMARY_LENGTH - 1]}…"


def _keep(token: str, item: Mapping[str, Any]) -> bool:
    known = as_uuid(str(item.get("card")))
    card = CdsCard.objects.filter(pk=known).select_related("user", "patient").first() if known else None
    action = _OUTCOMES.get(str(item.get("outcome")))
    if card is None or action is None:
        raise UserError(_("Feedback needs a card that was given, and an outcome: accepted or overridden."))
    chart = _still_open(card)
    reviews.keep(
        chart,
        Subject.ALERT,
        action,
        about="Alert",
        detail={"kind": card.alert["kind"], "token": token},
        suggested=card.alert,
        reason=_reason(item.get("overrideReason")) if action == ReviewAction.DISMISS else "",
        model_name=NAME,
    )
    return True


def _still_open(card: CdsCard) -> Chart:
    """A card outlives what allowed it: the clinician may have left the care team since."""
    try:
        return open_chart(actor_for(card.user, Channel.WEB), card.patient_id, quiet=True)
    except NotFound:
        raise UserError(_("Feedback needs a card that was given, and an outcome: accepted or overridden.")) from None


def _reason(given: object) -> str:
    if not isinstance(given, Mapping):
        return ""
    reason = given.get("reason")
    code = str(reason.get("code", "")) if isinstance(reason, Mapping) else ""
    comment = str(given.get("userComment") or "")
    return ": ".join(part for part in (_REASONS.get(code, ""), comment[:300]) if part)
