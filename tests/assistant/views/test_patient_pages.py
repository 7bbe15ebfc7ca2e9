"""Does every page of a chart show what a clinician must see, and nothing that must not be shown?"""

import re
from typing import Any

import pytest
from django.urls import reverse

from records.models import AuditEntry, Patient, User, Withheld
from tests import factories
from tests.html import Reply, headings, signed_in, title, words

SECTIONS = ("patient", "timeline", "notes", "labs", "medicines", "problems", "procedures", "images")


def read(user: User, patient: Patient, name: str = "patient", query: str = "", **headers: Any) -> Reply:
    return signed_in(user).get(reverse(f"assistant:{name}", args=[patient.pk]) + query, headers=headers)


@pytest.mark.parametrize("name", SECTIONS)
def test_an_empty_chart_says_so_on_every_page(name: str, patient: Patient, alice: User) -> None:
    response = read(alice, patient, name)
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    assert title(response) == "Chart · Anamnesis"
    assert headings(response) == ["Lindqvist, Maja"]


@pytest.mark.parametrize("name", SECTIONS)
def test_the_team_is_let_in_and_a_stranger_finds_nothing(name: str, patient: Patient, bob: User, charlie: User) -> None:
    assert read(bob, patient, name).status_code == 200
    refused = read(charlie, patient, name)
    assert refused.status_code == 404
    assert "Lindqvist" not in refused.content.decode()


@pytest.mark.parametrize("name", SECTIONS)
def test_a_patient_is_led_to_their_own_record(name: str, patient: Patient, patient_user: User) -> None:
    assert read(patient_user, patient, name).headers["Location"] == "/my-record/"


def test_each_page_leaves_a_line_for_the_opening_and_for_what_was_read(patient: Patient, alice: User) -> None:
    read(alice, patient, "medicines")
    lines = AuditEntry.objects.filter(actor_id=alice.pk, patient_id=patient.pk)
    assert {"open", "read"} <= set(lines.values_list("action", flat=True))
    assert "Medication" in lines.values_list("object_type", flat=True)


def test_a_part_that_is_swapped_in_brings_only_itself_and_the_navigation(patient: Patient, alice: User) -> None:
    factories.medication(patient)
    response = read(alice, patient, "medicines", hx_request="true", hx_target="chart")
    page = response.content.decode()
    assert "Lisinopril" in page
    assert 'hx-swap-oob="true"' in page
    assert "<h1" not in page
    assert "Ask this chart" not in page


def test_a_part_for_the_side_sheet_brings_no_navigation(patient: Patient, alice: User) -> None:
    page = read(alice, patient, "medicines", hx_request="true").content.decode()
    assert "hx-swap-oob" not in page


def test_the_conversation_stands_beside_the_chart(patient: Patient, alice: User) -> None:
    assert "Ask this chart" in words(read(alice, patient))


def test_labs_show_value_unit_limits_day_and_a_word_for_what_is_out(patient: Patient, alice: User) -> None:
    factories.observation(patient, value=5.6)
    shown = words(read(alice, patient, "labs"))
    for part in ("Potassium", "5.6 mmol/L", "high", "3.5–5.1", "2 May 2024"):
        assert part in shown


def test_comparators_and_preliminary_results_are_visible(patient: Patient, alice: User) -> None:
    factories.observation(patient, value=0.01, comparator="<", status="preliminary", low=None, high=None)
    shown = words(read(alice, patient, "labs"))
    assert "< 0.01 mmol/L" in shown
    assert "preliminary" in shown


def test_one_test_in_two_units_is_two_rows(patient: Patient, alice: User) -> None:
    factories.observation(patient)
    factories.observation(patient, value=17.2, unit="mg/dL", low=None, high=None)
    shown = words(read(alice, patient, "labs"))
    assert "4.4 mmol/L" in shown
    assert "17.2 mg/dL" in shown


def test_a_row_opens_all_values_by_an_address_that_tells_nothing(patient: Patient, alice: User) -> None:
    factories.observation(patient, value=4.1, effective="2023-05-02")
    factories.observation(patient, value=5.6)
    page = read(alice, patient, "labs").content.decode()
    addresses = re.findall(rf'"(/patients/{patient.pk}/labs/[^"?]+)"', page)
    assert len(set(addresses)) == 1
    assert "2823" not in addresses[0]
    assert "otassium" not in addresses[0]
    shown = words(signed_in(alice).get(addresses[0]))
    assert "4.1 mmol/L" in shown
    assert "5.6 mmol/L" in shown


def test_only_what_is_out_of_range_can_be_asked_for(patient: Patient, alice: User) -> None:
    factories.observation(patient)
    factories.observation(patient, code="2345-7", name="Glucose", value=9.9)
    shown = words(read(alice, patient, "labs", "?show=out"))
    assert "Glucose" in shown
    assert "Potassium" not in shown.split("Ask this chart")[0]


def test_medicines_show_dose_reason_since_and_prescriber_with_past_ones_apart(patient: Patient, alice: User) -> None:
    factories.medication(patient, reason="Hypertension", prescriber="Dr Amara Diallo")
    factories.medication(patient, name="Warfarin", status="stopped", ended="2022-04-01")
    shown = words(read(alice, patient, "medicines"))
    for part in ("one tablet each morning", "17 Jan 2023", "Hypertension", "Dr Amara Diallo"):
        assert part in shown
    assert shown.index("Lisinopril") < shown.index("Past medicines") < shown.index("Warfarin")


def test_problems_show_onset_status_and_doubt(patient: Patient, alice: User) -> None:
    factories.condition(patient, verification="provisional")
    factories.condition(patient, name="Gout", clinical_status="resolved", abated="2019")
    shown = words(read(alice, patient, "problems"))
    for part in ("Essential hypertension", "Nov 2015", "active", "provisional", "Gout", "resolved", "2019"):
        assert part in shown


def test_the_timeline_can_be_narrowed_to_a_kind_in_the_address(patient: Patient, alice: User) -> None:
    factories.procedure(patient)
    factories.immunization(patient)
    assert {"Colonoscopy", "Influenza"} <= set(words(read(alice, patient, "timeline")).split())
    narrowed = words(read(alice, patient, "timeline", "?kind=procedure"))
    assert "Colonoscopy" in narrowed
    assert "Influenza" not in narrowed


def test_a_long_timeline_comes_in_pages(patient: Patient, alice: User) -> None:
    for month in range(60):
        factories.procedure(patient, name=f"Dressing {month:02}", performed=f"{2010 + month // 12}-{month % 12 + 1:02}")
    assert "Dressing 00" not in words(read(alice, patient, "timeline"))
    assert "Dressing 00" in words(read(alice, patient, "timeline", "?page=2"))
    for odd in ("nonsense", "²", "٢"):
        assert read(alice, patient, "timeline", f"?page={odd}").status_code == 200


WITHHELD = [value for value in Withheld.values if value]


@pytest.mark.parametrize("name", SECTIONS)
@pytest.mark.parametrize("why", WITHHELD)
def test_what_is_withheld_is_on_no_page(why: str, name: str, patient: Patient, alice: User) -> None:
    hidden = {"withheld": why}
    factories.observation(patient, name="Hiddenlab", code="9-9", **hidden)
    factories.medication(patient, name="Hiddendrug", **hidden)
    factories.condition(patient, name="Hiddenproblem", **hidden)
    factories.allergy(patient, name="Hiddenallergy", **hidden)
    factories.procedure(patient, name="Hiddenprocedure", **hidden)
    factories.immunization(patient, name="Hiddenvaccine", **hidden)
    factories.note(patient, title="Hiddennote", **hidden)
    factories.encounter(patient, name="Hiddenvisit", **hidden)
    factories.report(patient, name="Hiddenreport", conclusion="Hiddenconclusion", **hidden)
    factories.imaging_study(patient, description="Hiddenimage", **hidden)
    assert "Hidden" not in read(alice, patient, name).content.decode()


def test_markup_in_the_record_is_text(patient: Patient, alice: User) -> None:
    factories.condition(patient, name="<img src=x onerror=alert(1)>")
    page = read(alice, patient, "problems").content.decode()
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page
