"""Is a bedside score filled in from rows that still count, named with them, and is nothing of it kept?"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from records.models import AuditEntry, Patient, User
from tests import factories
from tests.html import Reply, signed_in, words
from triage.engine.scores.catalogue import SHEETS
from triage.models import Review
from triage.services.knowledge import knowledge

WELL = {
    "respiratory_rate": "16",
    "oxygen_saturation": "97",
    "systolic": "120",
    "heart_rate": "80",
    "temperature": "37",
}


def address(patient: Patient, score: str) -> str:
    return reverse("assistant:score", args=[patient.pk, score])


def page(user: User, patient: Patient, score: str) -> Reply:
    return signed_in(user).get(address(patient, score))


def vital(patient: Patient, code: str, value: float, unit: str, days_ago: int = 0) -> object:
    day = (timezone.localdate() - timedelta(days=days_ago)).isoformat()
    name = f"sign {code}"
    return factories.observation(
        patient, code=code, name=name, value=value, unit=unit, effective=day, category="vital-signs"
    )


def test_the_newest_row_is_filled_in_and_named_with_its_day(patient: Patient, alice: User) -> None:
    vital(patient, "8867-4", 71, "/min", days_ago=1)
    row = vital(patient, "8867-4", 96, "/min")
    shown = page(alice, patient, "news2")
    html = shown.content.decode()
    assert 'name="heart_rate" value="96"' in html
    assert "From the chart: sign 8867-4: 96 /min" in words(shown)
    assert reverse("assistant:row", args=[patient.pk, "observation", row.pk]) in html  # type: ignore[attr-defined]


def test_a_pressure_is_taken_from_its_panel_and_a_value_in_other_units_is_converted(
    patient: Patient, alice: User
) -> None:
    today = timezone.localdate().isoformat()
    parts = [{"code": "8480-6", "name": "Systolic", "value": 88, "unit": "mm[Hg]"}]
    factories.observation(patient, code="85354-9", name="Pressure", value=None, effective=today, components=parts)
    vital(patient, "3094-0", 28, "mg/dL")
    html = page(alice, patient, "curb-65").content.decode()
    assert 'name="systolic" value="88"' in html
    assert 'name="urea_mmol_l" value="10"' in html


def test_what_is_too_old_is_shown_and_not_filled_in(patient: Patient, alice: User) -> None:
    vital(patient, "8867-4", 71, "/min", days_ago=5)
    shown = page(alice, patient, "news2")
    assert "Too old to be filled in: sign 8867-4: 71 /min" in words(shown)
    assert 'value="71"' not in shown.content.decode()


def test_problems_age_and_sex_are_filled_in(patient: Patient, alice: User) -> None:
    factories.condition(patient, name="Congestive heart failure", code="I50.9")
    shown = page(alice, patient, "cha2ds2-vasc")
    html = shown.content.decode()
    assert "From the chart: Congestive heart failure" in words(shown)
    assert [name for name in ("heart_failure", "diabetes", "stroke") if _is_checked(html, name)] == ["heart_failure"]
    assert 'name="age" value="' in html


def test_the_result_shows_total_meaning_points_formula_and_source(patient: Patient, alice: User) -> None:
    shown = words(signed_in(alice).post(address(patient, "news2"), WELL | {"altered": "on", "heart_rate": "131"}))
    assert "NEWS2: 6 Medium: urgent review" in shown
    assert "Consciousness 3" in shown
    assert "0 to 20 points" in shown
    assert "Royal College of Physicians, 2017" in shown
    assert "unreviewed" in shown


def test_nothing_is_kept_and_reading_leaves_its_lines(patient: Patient, alice: User) -> None:
    signed_in(alice).post(address(patient, "news2"), WELL)
    assert Review.objects.count() == 0
    lines = AuditEntry.objects.filter(object_type="Patient", action="read", object_id=str(patient.pk))
    assert lines.exists()
    assert not [line for line in AuditEntry.objects.all() if "131" in str(line.detail)]


@pytest.mark.parametrize("bad", ["", "twelve", "-4", "9999"])
def test_a_number_that_cannot_be_is_named_beside_its_field(patient: Patient, alice: User, bad: str) -> None:
    shown = signed_in(alice).post(address(patient, "news2"), WELL | {"heart_rate": bad})
    assert "Please check what is marked below" in words(shown)
    assert "NEWS2:" not in words(shown)


def test_by_hand_no_chart_is_read(alice: User) -> None:
    shown = signed_in(alice).post(
        reverse("assistant:score_by_hand", args=["qsofa"]), {"respiratory_rate": "22", "systolic": "100"}
    )
    assert "qSOFA: 2" in words(shown)
    assert not AuditEntry.objects.filter(action="read").exists()


def test_strangers_find_no_score_of_a_chart_and_patients_none_at_all(
    patient: Patient, charlie: User, patient_user: User, alice: User
) -> None:
    assert page(charlie, patient, "news2").status_code == 404
    assert signed_in(patient_user).get(reverse("assistant:every_score")).status_code == 404
    assert page(alice, patient, "no-such-score").status_code == 404


@pytest.mark.parametrize("score", SHEETS)
def test_every_score_can_be_filled_in_and_counted(score: str, alice: User) -> None:
    sheet = SHEETS[score]
    most = {
        item.name: str(item.most if item.is_number else item.choices[-1][0] if item.choices else "on")
        for item in sheet.items
    }
    shown = words(signed_in(alice).post(reverse("assistant:score_by_hand", args=[score]), most))
    assert "Please check" not in shown
    assert "How it is counted" in shown
    assert "It helps to weigh" in shown


def test_an_entry_of_the_knowledge_leads_to_the_scores_it_is_weighed_by(alice: User) -> None:
    assert {id_ for sheet in SHEETS.values() for id_ in sheet.about} <= set(knowledge().conditions)
    shown = signed_in(alice).get(reverse("assistant:condition", args=["pulmonary-embolism"])).content.decode()
    for score in ("wells-pe", "perc"):
        assert reverse("assistant:score_by_hand", args=[score]) in shown
    assert reverse("assistant:every_score") in signed_in(alice).get(reverse("assistant:knowledge")).content.decode()


def _is_checked(html: str, name: str) -> bool:
    field = html[html.index(f'name="{name}"') :]
    return "checked" in field[: field.index(">")]
