"""A clinician's decisions about marks: kept beside what was suggested, and taken back one by one."""

import pytest

from records.access import Channel, Chart, actor_for, open_chart
from records.errors import Forbidden, NotFound, UserError
from records.models import AuditEntry, Patient, User
from tests import factories
from triage.models import MarkState, NoteMark, Review
from triage.selectors.marks import marks_of
from triage.services import reviewing


@pytest.fixture
def mark(patient: Patient) -> NoteMark:
    return factories.note_mark(factories.note(patient))


def now(mark: NoteMark) -> NoteMark:
    return NoteMark.objects.get(pk=mark.pk)


def test_accepting_keeps_both_sides(chart: Chart, mark: NoteMark, alice: User) -> None:
    reviewing.accept(chart, mark.pk)
    review = Review.objects.get()
    assert (now(mark).state, review.by, review.model_name) == (MarkState.ACCEPTED, alice, "word-list")
    assert review.suggested == review.decided == mark.suggested
    assert AuditEntry.objects.filter(action="review", object_id=str(mark.pk), actor_id=alice.pk).count() == 1


def test_a_wrong_mark_is_kept_as_wrong(chart: Chart, mark: NoteMark) -> None:
    reviewing.say_wrong(chart, mark.pk)
    assert now(mark).state == MarkState.WRONG
    assert Review.objects.get().decided == {}


def test_a_changed_type_keeps_what_the_model_said(chart: Chart, mark: NoteMark) -> None:
    reviewing.change(chart, mark.pk, "Disease_disorder")
    shown = marks_of(chart, mark.marking.note_id, mark.marking.note.text)
    assert shown is not None
    assert (shown.marks[0].label, shown.marks[0].suggested_label) == ("Disease_disorder", "Medication")
    assert Review.objects.get().suggested["label"] == "Medication"
    with pytest.raises(UserError):
        reviewing.change(chart, mark.pk, "Nonsense")


def test_undo_goes_back_step_by_step_and_adds_rows(chart: Chart, mark: NoteMark) -> None:
    reviewing.accept(chart, mark.pk)
    reviewing.say_wrong(chart, mark.pk)
    reviewing.undo(chart, mark.marking.note_id)
    assert now(mark).state == MarkState.ACCEPTED
    reviewing.undo(chart, mark.marking.note_id)
    assert now(mark).state == MarkState.SUGGESTED
    assert Review.objects.count() == 4
    with pytest.raises(UserError):
        reviewing.undo(chart, mark.marking.note_id)


def test_one_takes_back_only_ones_own(chart: Chart, mark: NoteMark, bob: User) -> None:
    reviewing.accept(open_chart(actor_for(bob, Channel.WEB), chart.patient.pk), mark.pk)
    with pytest.raises(UserError):
        reviewing.undo(chart, mark.marking.note_id)
    assert now(mark).state == MarkState.ACCEPTED


def test_a_mark_of_another_chart_is_not_there(chart: Chart) -> None:
    strange = factories.note_mark(factories.note(factories.patient()))
    with pytest.raises(NotFound):
        reviewing.accept(chart, strange.pk)
    assert not Review.objects.exists()


def test_the_patient_decides_nothing(mark: NoteMark, patient_user: User) -> None:
    own = open_chart(actor_for(patient_user, Channel.WEB), mark.marking.patient_id)
    with pytest.raises(Forbidden):
        reviewing.accept(own, mark.pk)


def test_a_note_is_reviewed_by_somebody_until_it_is_not(chart: Chart, mark: NoteMark, alice: User) -> None:
    note = mark.marking.note
    reviewing.finish(chart, note.pk)
    shown = marks_of(chart, note.pk, note.text)
    assert shown is not None
    assert (shown.reviewed_by, shown.left) == (alice.name, 1)
    reviewing.finish(chart, note.pk, done=False)
    again = marks_of(chart, note.pk, note.text)
    assert again is not None
    assert again.reviewed_at is None
