"""Rows made from a note: a draft that is no fact, signed by who accepted it, with both sides kept."""

from typing import Any

import pytest

from records.access import Channel, Chart, actor_for, open_chart
from records.errors import Forbidden, NotFound, UserError
from records.models import AuditEntry, Condition, Note, Provenance, User
from records.selectors import rows
from records.selectors.proposals import made_from, own_drafts
from records.services import proposals
from records.services.proposals import Origin
from tests import factories

GOUT = {"name": "Gout", "code": "M10.9", "code_system": "ICD-10-CM", "clinical_status": "active", "onset": ""}


@pytest.fixture
def note(chart: Chart) -> Note:
    return factories.note(chart.patient)


def origin(note: Note) -> Origin:
    return Origin(note, 12, 26, "word-list", "1")


def names(chart: Chart) -> list[str]:
    return [row.name for row in rows.conditions(chart)]


def test_a_draft_is_no_fact_until_it_is_signed(chart: Chart, note: Note) -> None:
    made = proposals.propose(chart, "condition", GOUT, origin(note))
    assert names(chart) == []
    assert [draft.name for draft in own_drafts(chart, "condition")] == ["Gout"]
    proposals.sign(chart, made, {**GOUT, "name": "Gout of the big toe", "onset": "2024-05"})
    row = rows.conditions(chart)[0]
    assert (row.name, row.code, row.is_active) == ("Gout of the big toe", "M10.9", True)
    assert own_drafts(chart, "condition") == []


def test_drafts_are_listed_in_two_queries_however_many(
    chart: Chart, note: Note, django_assert_num_queries: Any
) -> None:
    for start in range(5):
        proposals.propose(chart, "condition", GOUT, Origin(note, start, start + 4, "word-list", "1"))
    with django_assert_num_queries(2):
        assert len(own_drafts(chart, "condition")) == 5


def test_what_was_suggested_stays_beside_what_was_signed(chart: Chart, note: Note, alice: User) -> None:
    made = proposals.propose(chart, "condition", GOUT, origin(note))
    proposals.sign(chart, made, {**GOUT, "name": "Gout of the big toe"})
    kept = Provenance.objects.get()
    assert (kept.suggested["name"], kept.signed["name"]) == ("Gout", "Gout of the big toe")
    assert (kept.note, kept.start, kept.end, kept.signed_by) == (note, 12, 26, alice)
    assert made_from(chart, "condition")[str(kept.row_id)].changed
    assert AuditEntry.objects.filter(action="sign", object_id=str(kept.row_id), actor_id=alice.pk).count() == 1


def test_the_same_words_are_proposed_once(chart: Chart, note: Note) -> None:
    first = proposals.propose(chart, "condition", GOUT, origin(note))
    assert proposals.propose(chart, "condition", GOUT, origin(note)) == first
    assert Condition.objects.count() == 1


def test_only_who_accepted_it_sees_and_signs_a_draft(chart: Chart, note: Note, bob: User) -> None:
    made = proposals.propose(chart, "condition", GOUT, origin(note))
    other = open_chart(actor_for(bob, Channel.WEB), chart.patient.pk)
    assert own_drafts(other, "condition") == []
    with pytest.raises(NotFound):
        proposals.own_proposal(other, made.pk)
    with pytest.raises(UserError):
        proposals.sign(other, made, GOUT)


def test_a_refusal_leaves_its_line(chart: Chart, note: Note, patient_user: User) -> None:
    made = proposals.propose(chart, "condition", GOUT, origin(note))
    own = open_chart(actor_for(patient_user, Channel.WEB), chart.patient.pk)
    with pytest.raises(Forbidden):
        proposals.sign(own, made, GOUT)
    with pytest.raises(Forbidden):
        proposals.revise(own, made, GOUT)
    with pytest.raises(Forbidden):
        proposals.discard(own, made)
    assert AuditEntry.objects.filter(outcome="refused", actor_id=patient_user.pk).count() == 3


def test_a_discarded_draft_is_gone_and_a_signed_row_cannot_be_discarded(chart: Chart, note: Note) -> None:
    made = proposals.propose(chart, "condition", GOUT, origin(note))
    proposals.discard(chart, made)
    assert not Condition.objects.exists()
    signed = proposals.sign(chart, proposals.propose(chart, "condition", GOUT, origin(note)), GOUT)
    with pytest.raises(UserError):
        proposals.discard(chart, signed)


def test_medicines_and_allergies_are_drafts_too(chart: Chart, note: Note) -> None:
    drug = {"name": "Lisinopril", "dosage": "10 mg each morning", "status": "active"}
    allergy = {"name": "Penicillin", "category": "medication", "criticality": "high", "reactions": ["Hives"]}
    medicine = proposals.propose(chart, "medication", drug, origin(note))
    reaction = proposals.propose(chart, "allergy", allergy, origin(note))
    assert rows.medications(chart) == []
    assert rows.allergies(chart) == []
    proposals.sign(chart, medicine, drug)
    proposals.sign(chart, reaction, allergy)
    assert rows.medications(chart)[0].dosage == "10 mg each morning"
    assert rows.allergies(chart)[0].reactions == ("Hives",)


def test_a_nameless_entry_an_impossible_date_and_no_list_are_refused(chart: Chart, note: Note) -> None:
    for kind, values in (
        ("condition", {"name": " "}),
        ("condition", {**GOUT, "onset": "2024-13"}),
        ("procedure", GOUT),
    ):
        with pytest.raises(UserError):
            proposals.propose(chart, kind, values, origin(note))
    with pytest.raises(UserError):
        proposals.propose(chart, "condition", GOUT, origin(factories.note()))


def test_the_patient_puts_nothing_on_a_list(chart: Chart, note: Note, patient_user: User) -> None:
    own = open_chart(actor_for(patient_user, Channel.WEB), chart.patient.pk)
    with pytest.raises(Forbidden):
        proposals.propose(own, "condition", GOUT, origin(note))
