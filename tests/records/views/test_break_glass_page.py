"""Does opening somebody else's chart take a reason, leave a trace, and tell nobody whether the chart exists?"""

import uuid

import pytest
from django.urls import reverse

from records.models import AuditEntry, BreakGlass, Patient, User
from tests.html import Reply, signed_in, words

GIVEN = {"purpose": "emergency", "reason": "Found unconscious at the station."}


def post(user: User, wanted: uuid.UUID, **fields: str) -> Reply:
    return signed_in(user).post(reverse("records:break_glass", args=[wanted]), {**GIVEN, **fields})


def test_a_reason_opens_the_chart_and_is_kept_with_its_purpose(other_patient: Patient, alice: User) -> None:
    response = post(alice, other_patient.pk)
    assert response.headers["Location"] == reverse("assistant:patient", args=[other_patient.pk])
    assert BreakGlass.objects.get().reason.startswith("Emergency: the person needs care now. Found unconscious")
    assert signed_in(alice).get(response.headers["Location"]).status_code == 200
    lines = AuditEntry.objects.filter(actor_id=alice.pk, patient_id=other_patient.pk)
    assert {"break_glass", "open"} <= set(lines.values_list("action", flat=True))
    assert "break_glass" in lines.values_list("basis", flat=True)


@pytest.mark.parametrize("fields", [{"reason": "please"}, {"reason": " " * 20}, {"purpose": ""}, {"purpose": "fun"}])
def test_without_a_real_reason_nothing_opens(fields: dict[str, str], other_patient: Patient, alice: User) -> None:
    response = post(alice, other_patient.pk, **fields)
    assert response.status_code == 200
    assert "Please check what is marked below." in words(response)
    assert not BreakGlass.objects.exists()


def test_the_form_warns_before_anything_is_recorded(other_patient: Patient, alice: User) -> None:
    shown = words(signed_in(alice).get(reverse("records:break_glass", args=[other_patient.pk])))
    for part in ("recorded", "privacy officer reviews it", "4 hours"):
        assert part in shown
    assert "Okafor" not in shown


def test_the_form_looks_the_same_for_a_chart_that_does_not_exist(other_patient: Patient, alice: User) -> None:
    real, unreal = (
        words(signed_in(alice).get(reverse("records:break_glass", args=[wanted])))
        for wanted in (other_patient.pk, uuid.uuid4())
    )
    assert real == unreal


def test_a_reason_for_a_chart_that_does_not_exist_finds_nothing(alice: User) -> None:
    assert post(alice, uuid.uuid4()).status_code == 404


@pytest.mark.parametrize("role", ["patient_user", "officer", "administrator"])
def test_only_clinicians_may_give_a_reason(role: str, other_patient: Patient, request: pytest.FixtureRequest) -> None:
    assert post(request.getfixturevalue(role), other_patient.pk).status_code == 404
    assert not BreakGlass.objects.exists()


def test_closing_somebody_elses_opening_does_nothing(other_patient: Patient, alice: User, bob: User) -> None:
    post(alice, other_patient.pk)
    close = reverse("records:break_glass_close", args=[other_patient.pk])
    assert signed_in(bob).post(close).status_code == 404
    assert BreakGlass.objects.get().closed_at is None
    assert signed_in(alice).get(close).status_code == 405


def test_a_chart_that_was_opened_twice_is_closed_by_one_press(other_patient: Patient, alice: User) -> None:
    post(alice, other_patient.pk)
    post(alice, other_patient.pk)
    signed_in(alice).post(reverse("records:break_glass_close", args=[other_patient.pk]))
    assert not BreakGlass.objects.filter(closed_at=None).exists()
