"""Does another system get a chart's alerts as CDS Hooks cards, and nothing that it may not have?"""

import json
from typing import Any, cast

import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from records.access import Channel, actor_for
from records.models import AuditEntry, CareTeam, Patient, ServiceToken, User
from records.services import tokens
from tests.factories.alerts import interacting_orders
from triage.models import Review

VIEW, SIGN = "anamnesis-patient-view", "anamnesis-order-sign"
INSTANCE = "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea"


@pytest.fixture
def token(batch: User) -> str:
    return tokens.make(actor_for(batch, Channel.COMMAND), "the hospital's system")


def call(token: str, name: str, body: Any, route: str = "cds_service") -> HttpResponse:
    text = body if isinstance(body, str) else json.dumps(body)
    headers = {"Authorization": f"Bearer {token}"}
    address = reverse(f"assistant:{route}", args=[name])
    client = Client(enforce_csrf_checks=True)
    given: Any = client.post(address, text, content_type="application/json", headers=headers)
    return cast(HttpResponse, given)


def viewing(patient: Patient, user: str = "Practitioner/alice", **more: Any) -> dict[str, Any]:
    context = {"userId": user, "patientId": patient.record_number, **more}
    return {"hook": "patient-view", "hookInstance": INSTANCE, "context": context}


def signing(patient: Patient, *names: str) -> dict[str, Any]:
    orders = [
        {
            "resource": {
                "resourceType": "MedicationRequest",
                "id": f"new{n}",
                "medicationCodeableConcept": {"text": name},
            }
        }
        for n, name in enumerate(names)
    ]
    return viewing(patient, draftOrders={"resourceType": "Bundle", "entry": orders}) | {"hook": "order-sign"}


def cards(response: HttpResponse) -> list[dict[str, Any]]:
    assert response.status_code == 200, response.content
    found: list[dict[str, Any]] = json.loads(response.content)["cards"]
    return found


def test_discovery_names_the_services_in_the_official_shape(token: str) -> None:
    given = Client().get(reverse("assistant:cds_services"), headers={"Authorization": f"Bearer {token}"})
    services = given.json()["services"]
    assert {(one["hook"], one["id"]) for one in services} == {("patient-view", VIEW), ("order-sign", SIGN)}
    assert all({"hook", "id", "description"} <= one.keys() for one in services)


def test_cards_have_the_official_shape(token: str, patient: Patient) -> None:
    interacting_orders(patient)
    [card] = cards(call(token, VIEW, viewing(patient)))
    assert card["indicator"] == "warning"
    assert len(card["summary"]) <= 140
    assert card["source"]["label"].endswith("unreviewed")
    assert card["links"][0]["type"] == "absolute"
    assert card["links"][0]["url"].startswith("http")
    assert {"code", "display"} <= card["overrideReasons"][0].keys()
    assert "Warfarin 5 MG" in card["detail"]


def test_signing_speaks_only_of_what_the_new_orders_do(token: str, patient: Patient) -> None:
    interacting_orders(patient)
    found = cards(call(token, SIGN, signing(patient, "Sulfamethoxazole / Trimethoprim DS")))
    assert any({"warfarin", "sulfamethoxazole"} <= set(card["summary"].replace(":", "").split()) for card in found)
    assert not any("ibuprofen" in card["summary"] for card in found)
    assert cards(call(token, SIGN, signing(patient, "Amoxicillin"))) == []


@pytest.mark.parametrize("user", ["Practitioner/charlie", "Practitioner/nobody", "Practitioner/patient", "", "a\0b"])
def test_who_may_not_open_the_chart_gets_no_card(
    token: str, patient: Patient, charlie: User, patient_user: User, user: str
) -> None:
    interacting_orders(patient)
    assert cards(call(token, VIEW, viewing(patient, user))) == []


def test_an_unknown_patient_looks_like_one_without_alerts(token: str, patient: Patient) -> None:
    request = viewing(patient)
    request["context"]["patientId"] = "nobody"
    assert cards(call(token, VIEW, request)) == []


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer wrong", "Basic abc", "Bearer é"])
def test_without_a_valid_token_nothing_is_answered(patient: Patient, header: str) -> None:
    address = reverse("assistant:cds_service", args=[VIEW])
    given = Client().post(address, json.dumps(viewing(patient)), "application/json", headers={"Authorization": header})
    assert given.status_code == 401


def test_a_revoked_token_counts_no_longer_and_none_is_stored(token: str, batch: User, patient: Patient) -> None:
    assert token not in str(list(ServiceToken.objects.values()))
    tokens.revoke(actor_for(batch, Channel.COMMAND), "the hospital's system")
    assert call(token, VIEW, viewing(patient)).status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[1]",
        "{not json",
        {"hook": "patient-view"},
        {"hook": "order-sign", "hookInstance": INSTANCE, "context": {}},
        {"hook": "patient-view", "hookInstance": "x", "context": {"patientId": "1", "userId": "2"}},
        {"hook": "patient-view", "hookInstance": INSTANCE, "context": {"patientId": 1, "userId": "2"}},
        "[" * 100_000,
    ],
)
def test_a_malformed_request_says_what_is_needed(token: str, body: Any) -> None:
    given = call(token, VIEW, body)
    assert given.status_code == 400
    assert json.loads(given.content)["error"]


@pytest.mark.parametrize("orders", [None, [], {"entry": "x"}])
def test_signing_without_a_bundle_is_refused(token: str, patient: Patient, orders: Any) -> None:
    request = viewing(patient, draftOrders=orders) | {"hook": "order-sign"}
    assert call(token, SIGN, request).status_code == 400


@pytest.mark.parametrize("concept", [None, [], {"coding": 7}, {"coding": [7, {"display": 7}]}])
def test_orders_in_another_shape_are_passed_over(token: str, patient: Patient, concept: Any) -> None:
    order = {"resourceType": "MedicationRequest", "medicationCodeableConcept": concept}
    request = viewing(patient, draftOrders={"entry": [{"resource": order}, 7]}) | {"hook": "order-sign"}
    assert cards(call(token, SIGN, request)) == []


def test_feedback_is_kept_as_a_decision(token: str, patient: Patient, alice: User) -> None:
    interacting_orders(patient)
    [card] = cards(call(token, VIEW, viewing(patient)))
    reason = {"reason": {"code": "known"}, "userComment": "INR twice a week"}
    item = {
        "card": card["uuid"],
        "outcome": "overridden",
        "overrideReason": reason,
        "outcomeTimestamp": "2026-11-25T10:00:00Z",
    }
    assert call(token, VIEW, {"feedback": [item]}, "cds_feedback").status_code == 200
    kept = Review.objects.get()
    assert (kept.by, kept.reason) == (alice, "Known and watched: INR twice a week")
    assert AuditEntry.objects.filter(action="review", actor_id=alice.pk).count() == 1


def test_feedback_of_who_may_no_longer_open_the_chart_is_refused(
    token: str, patient: Patient, alice: User, care_team: CareTeam
) -> None:
    interacting_orders(patient)
    [card] = cards(call(token, VIEW, viewing(patient)))
    care_team.members.remove(alice)
    item = {"card": card["uuid"], "outcome": "accepted"}
    assert call(token, VIEW, {"feedback": [item]}, "cds_feedback").status_code == 400
    assert Review.objects.count() == 0


@pytest.mark.parametrize(
    "item", [{}, {"card": INSTANCE, "outcome": "accepted"}, {"card": "x", "outcome": "overridden"}]
)
def test_feedback_about_no_card_is_refused(token: str, item: dict[str, str]) -> None:
    assert call(token, VIEW, {"feedback": [item]}, "cds_feedback").status_code == 400
    assert Review.objects.count() == 0


def test_the_command_shows_a_token_once_and_refuses_a_second_of_its_name(
    capsys: pytest.CaptureFixture[str], db: None
) -> None:
    call_command("service_token", "make", "ehr")
    assert tokens.holder(f"Bearer {capsys.readouterr().out.strip()}") is not None
    with pytest.raises(Exception, match="There is a token"):
        call_command("service_token", "make", "ehr")
    call_command("service_token", "revoke", "ehr")
    assert ServiceToken.objects.get().revoked_at is not None


def test_the_audit_line_names_the_system_that_asked(token: str, patient: Patient, alice: User) -> None:
    interacting_orders(patient)
    [card] = cards(call(token, VIEW, viewing(patient)))
    call(token, VIEW, {"feedback": [{"card": card["uuid"], "outcome": "accepted"}]}, "cds_feedback")
    call(token, VIEW, viewing(patient, "Practitioner/nobody"))
    lines = AuditEntry.objects.filter(detail__token="the hospital's system").order_by("id")
    assert [(line.action, line.outcome, line.patient_id) for line in lines] == [
        ("export", "ok", patient.pk),
        ("review", "ok", patient.pk),
        ("export", "refused", None),
    ]


def test_a_token_that_asks_too_often_is_told_to_wait_and_others_are_not(
    token: str, patient: Patient, batch: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tokens, "PER_MINUTE", 2)
    monkeypatch.setattr("records.services.tokens.time.time", lambda: 6_000_010.0)
    statuses = [call(token, VIEW, viewing(patient)).status_code for _each in range(4)]
    assert statuses == [200, 200, 429, 429]
    refused = call(token, VIEW, viewing(patient))
    assert refused.headers["Retry-After"] == "50"
    assert "Wait" in json.loads(refused.content)["error"]
    assert AuditEntry.objects.filter(object_type="ServiceToken", outcome="refused").count() == 1
    other = tokens.make(actor_for(batch, Channel.COMMAND), "the ward's tablet")
    assert call(other, VIEW, viewing(patient)).status_code == 200
    monkeypatch.setattr("records.services.tokens.time.time", lambda: 6_000_060.0)
    assert call(token, VIEW, viewing(patient)).status_code == 200
