"""Does a clinician see why an alert is there, and can they settle it without losing it?"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from records.models import AuditEntry, Patient, User
from tests.factories.alerts import KEY, interacting_orders
from tests.html import Reply, signed_in, words
from triage.models import AlertTally, Review


@pytest.fixture
def warned(patient: Patient) -> Patient:
    interacting_orders(patient)
    return patient


def page(user: User, patient: Patient) -> Reply:
    return signed_in(user).get(reverse("assistant:alerts", args=[patient.pk]))


def decide(user: User, patient: Patient, **fields: str) -> Reply:
    return signed_in(user).post(reverse("assistant:alerts", args=[patient.pk]), {"key": KEY, **fields})


def tomorrow() -> str:
    return (timezone.localdate() + timedelta(days=1)).isoformat()


def test_an_alert_says_why_from_which_rows_and_by_which_source(warned: Patient, alice: User) -> None:
    reply = page(alice, warned)
    shown = words(reply)
    assert "warfarin with ibuprofen: major" in shown
    assert "Warfarin 5 MG Oral Tablet" in shown
    assert "unreviewed" in shown
    assert reverse("assistant:drug", args=["warfarin"]) in reply.content.decode()


def test_the_banner_counts_what_to_look_at_now(warned: Patient, alice: User) -> None:
    overview = signed_in(alice).get(reverse("assistant:patient", args=[warned.pk]))
    assert "1 alert" in words(overview)
    assert reverse("assistant:alerts", args=[warned.pk]) in overview.content.decode()


def test_a_chart_without_alerts_says_so(patient: Patient, alice: User) -> None:
    assert "No alert" in words(page(alice, patient))


def test_a_snoozed_alert_leaves_the_banner_and_comes_back_after_its_day(warned: Patient, alice: User) -> None:
    decide(alice, warned, decision="snooze", until=tomorrow())
    assert "Put off until" in words(page(alice, warned))
    assert "1 alert" not in words(signed_in(alice).get(reverse("assistant:patient", args=[warned.pk])))
    review = Review.objects.get()
    review.decided = {"until": timezone.localdate().isoformat()}
    review.save()
    assert "Look at these now" in words(page(alice, warned))


def test_an_override_keeps_its_reason_and_who_gave_it_and_can_be_taken_back(warned: Patient, alice: User) -> None:
    decide(alice, warned, decision="override", reason="Two doses only")
    assert "Two doses only" in words(page(alice, warned))
    review = Review.objects.get()
    signed_in(alice).post(reverse("assistant:alert_take_back", args=[warned.pk, review.pk]))
    shown = words(page(alice, warned))
    assert "Two doses only" not in shown
    assert "Look at these now" in shown
    assert Review.objects.count() == 2


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"decision": "override", "reason": " "}, "Say in a few words"),
        ({"decision": "snooze", "until": "2020-01-01"}, "Choose a day after today"),
        ({"decision": "snooze", "until": "soon"}, "Choose a day after today"),
        ({"key": "interaction:x:y", "decision": "override", "reason": "whatever it is"}, "no longer there"),
    ],
)
def test_a_decision_that_cannot_be_taken_says_why(
    warned: Patient, alice: User, fields: dict[str, str], said: str
) -> None:
    refused = signed_in(alice).post(reverse("assistant:alerts", args=[warned.pk]), {"key": KEY, **fields})
    assert refused.status_code == 400
    assert said in words(refused)
    assert Review.objects.count() == 0


def test_a_stranger_and_other_roles_see_no_alert(
    warned: Patient, charlie: User, officer: User, patient_user: User
) -> None:
    assert page(charlie, warned).status_code == 404
    assert decide(charlie, warned, decision="override", reason="not mine").status_code == 404
    assert page(officer, warned).status_code == 404
    assert "warfarin with" not in page(patient_user, warned).content.decode()


def test_a_decision_leaves_an_audit_line_without_its_reason(warned: Patient, alice: User) -> None:
    decide(alice, warned, decision="override", reason="Two doses only")
    line = AuditEntry.objects.get(action="review")
    assert line.detail == {"action": "dismiss", "kind": "interaction"}


def test_the_second_page_reads_no_row_again_for_the_banner(warned: Patient, alice: User) -> None:
    signed_in(alice).get(reverse("assistant:labs", args=[warned.pk]))
    before = AuditEntry.objects.filter(object_type="Immunization").count()
    signed_in(alice).get(reverse("assistant:labs", args=[warned.pk]))
    assert AuditEntry.objects.filter(object_type="Immunization").count() == before


def test_administrators_see_counts_and_no_content(warned: Patient, alice: User, administrator: User) -> None:
    decide(alice, warned, decision="override", reason="Two doses only")
    page(alice, warned)
    shown = words(signed_in(administrator).get(reverse("assistant:alert_burden")))
    assert "interaction of drugs" in shown
    assert "100 %" in shown
    assert "arfarin" not in shown
    assert AlertTally.objects.count() == 1


def test_the_burden_tells_the_loud_ones_apart(warned: Patient, alice: User, administrator: User) -> None:
    page(alice, warned)
    shown = words(signed_in(administrator).get(reverse("assistant:alert_burden")))
    assert "1.0 of them ask to be looked at now" in shown


def test_clinicians_do_not_see_the_burden(alice: User) -> None:
    assert signed_in(alice).get(reverse("assistant:alert_burden")).status_code == 404
