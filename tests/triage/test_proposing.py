"""What a draft of a list takes from the note: its own words, and nothing that stands nowhere."""

import pytest

from records.access import Chart
from records.errors import UserError
from records.models import Medication, Note, Provenance
from tests import factories
from triage.models import MarkState, NoteMark, Review, ReviewAction, Subject
from triage.services import proposing

TEXT = "PLAN: Lisinopril 10 mg each morning.\nAspirin was stopped. 5 mg of something else.\n"


def mark(chart: Chart, word: str, label: str, **context: object) -> NoteMark:
    """All in the one note of the chart."""
    note = Note.objects.filter(patient=chart.patient).first() or factories.note(chart.patient, text=TEXT)
    return factories.note_mark(note, word, suggested={"label": label, "score": 0.8, **context})


def test_a_drug_brings_the_dose_that_follows_it(chart: Chart) -> None:
    drug = mark(chart, "Lisinopril", "Medication")
    mark(chart, "10 mg", "Dosage")
    mark(chart, "each morning", "Frequency")
    other = mark(chart, "Aspirin", "Medication")
    mark(chart, "5 mg", "Dosage")
    proposing.propose(chart, drug.pk, "medication")
    proposing.propose(chart, other.pk, "medication")
    drafts = {row.name: row.dosage for row in Medication.objects.all()}
    assert drafts == {"Lisinopril": "10 mg each morning", "Aspirin": ""}


def test_putting_it_on_a_list_accepts_the_mark(chart: Chart) -> None:
    drug = mark(chart, "Lisinopril", "Medication")
    proposing.propose(chart, drug.pk, "medication")
    assert NoteMark.objects.get(pk=drug.pk).state == MarkState.ACCEPTED


def test_something_earlier_is_proposed_as_resolved(chart: Chart) -> None:
    past = mark(chart, "something", "Disease_disorder", temporality="historical")
    made = proposing.propose(chart, past.pk, "condition")
    assert made.suggested["clinical_status"] == "resolved"


@pytest.mark.parametrize("context", [{"negated": True}, {"experiencer": "other"}, {"temporality": "hypothetical"}])
def test_what_the_note_does_not_say_of_this_patient_goes_on_no_list(chart: Chart, context: dict[str, object]) -> None:
    denied = mark(chart, "something", "Disease_disorder", **context)
    with pytest.raises(UserError):
        proposing.propose(chart, denied.pk, "condition")
    assert not Provenance.objects.exists()


def test_signing_is_a_review_with_both_sides(chart: Chart) -> None:
    made = proposing.propose(chart, mark(chart, "Lisinopril", "Medication").pk, "medication")
    proposing.sign(chart, made, {"name": "Lisinopril", "dosage": "20 mg", "status": "active"})
    review = Review.objects.get(subject=Subject.ROW)
    assert (review.action, review.subject_id) == (ReviewAction.SIGN, made.row_id)
    assert (review.suggested["dosage"], review.decided["dosage"]) == ("", "20 mg")
