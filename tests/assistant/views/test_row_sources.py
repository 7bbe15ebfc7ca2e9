"""Does what names a row of a chart lead to that very row, by an address that tells nothing, for who treats only?"""

from django.urls import reverse

from records.models import AuditEntry, Patient, User
from records.services import identity
from tests import factories
from tests.factories.alerts import interacting_orders
from tests.html import signed_in, words


def test_an_alert_leads_to_the_very_order_it_rests_on(patient: Patient, alice: User) -> None:
    interacting_orders(patient)
    key = identity.source_key("", "MedicationRequest", "Delgado-7")
    order = factories.medication(
        patient, name="Warfarin 2 MG Oral Tablet", code="", source_id="Delgado-7", source_key=key
    )
    client = signed_in(alice)
    shown = client.get(reverse("assistant:alerts", args=[patient.pk])).content.decode()
    address = reverse("assistant:row", args=[patient.pk, "medication", order.pk])
    assert f'href="{address}"' in shown
    assert "Delgado-7" not in shown
    assert "Warfarin 2 MG Oral Tablet" in words(client.get(address))


def test_a_row_shows_its_fields_marked_and_leads_on_to_its_section(patient: Patient, alice: User) -> None:
    row = factories.condition(patient, name="Gout", onset="2019-05-02")
    shown = signed_in(alice).get(reverse("assistant:row", args=[patient.pk, "condition", row.pk]))
    assert "<mark>Gout" in shown.content.decode()
    assert "Onset" in words(shown)
    assert reverse("assistant:problems", args=[patient.pk]) in shown.content.decode()
    assert AuditEntry.objects.filter(object_type="Condition", object_id=str(row.pk), action="read").exists()


def test_a_row_of_another_chart_or_kind_is_not_found(patient: Patient, alice: User, charlie: User) -> None:
    mine, other = factories.condition(patient, name="Gout"), factories.condition(factories.patient(), name="Angina")
    for user, source, row in ((alice, "condition", other), (alice, "note", mine), (charlie, "condition", mine)):
        address = reverse("assistant:row", args=[patient.pk, source, row.pk])
        assert signed_in(user).get(address).status_code == 404
