"""What is marked in a note by its job: once, for good, and for whom."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from records import access
from records.models import AuditEntry, Note, NoteStatus, Patient, User, Withheld
from records.services.accounts import batch_account
from tests import factories
from tests.fakes.recogniser import WordRecogniser
from triage.engine.types import Entity, ModelInfo
from triage.models import Job, JobState, MarkState, NoteMark, NoteMarking
from triage.services import jobs, marking, reviewing
from triage.services.jobs import Cancelled, Run

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "She denies chest pain. Gout is known.\nLisinopril 10 mg each morning.\n"


@pytest.fixture
def note(patient: Patient) -> Note:
    return factories.note(patient, text=TEXT)


def words(note: Note) -> list[str]:
    marks = NoteMark.objects.filter(marking__note=note).order_by("start")
    return [TEXT[mark.start : mark.end] for mark in marks]


def running(owner: User, note: Note) -> Run:
    """The job claimed, so that a test can act in its middle."""
    made = factories.job(owner, kind=marking.MARK_NOTE, patient=note.patient, subject_id=note.pk)
    claimed = jobs._claim(str(made.pk))
    assert claimed is not None
    return Run(claimed)


def test_a_note_is_marked_with_how_it_speaks_of_each_thing(note: Note, alice: User) -> None:
    job = marking.submit_note(alice, note.patient_id, note.pk)
    assert words(note) == ["chest pain", "Gout", "Lisinopril", "each morning"]
    first = NoteMark.objects.order_by("start").first()
    assert first is not None
    assert first.suggested["label"] == "Sign_symptom"
    assert first.suggested["negated"] is True
    job.refresh_from_db()
    assert (job.state, job.progress, job.model_name) == (JobState.DONE, 100, "word-list")


def test_reading_again_changes_nothing(note: Note, alice: User) -> None:
    marking.submit_note(alice, note.patient_id, note.pk)
    before = set(NoteMark.objects.values_list("pk", flat=True))
    marking.submit_note(alice, note.patient_id, note.pk)
    assert set(NoteMark.objects.values_list("pk", flat=True)) == before


def test_a_newer_model_replaces_what_nobody_reviewed_and_keeps_what_somebody_did(
    note: Note, alice: User, chart: access.Chart, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = WordRecogniser({"gout": "Disease_disorder"})
    newer.info = ModelInfo("word-list", "2")
    other = factories.note(note.patient, text=TEXT)
    for each in (note, other):
        marking.submit_note(alice, each.patient_id, each.pk)
    reviewing.accept(chart, NoteMark.objects.filter(marking__note=other)[0].pk)
    monkeypatch.setattr(marking, "recogniser", lambda schema: newer)
    for each in (note, other):
        marking.submit_note(alice, each.patient_id, each.pk)
    assert words(note) == ["Gout"]
    assert len(words(other)) == 4


def test_a_chart_is_read_note_by_note_without_drafts_and_what_was_read_before(note: Note, alice: User) -> None:
    read = factories.note(note.patient, text=TEXT)
    factories.note(note.patient, status=NoteStatus.DRAFT, withheld=Withheld.DRAFT, author=alice)
    marking.submit_note(alice, note.patient_id, read.pk)
    marking.submit_chart(batch_account(), note.patient_id)
    assert set(NoteMarking.objects.values_list("note_id", flat=True)) == {note.pk, read.pk}


def test_who_lost_access_has_nothing_read(note: Note, charlie: User) -> None:
    job = marking.submit_note(charlie, note.patient_id, note.pk)
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "no longer have access" in job.error
    assert not NoteMarking.objects.exists()
    assert AuditEntry.objects.filter(actor_id=charlie.pk, outcome="refused").exists()


def test_what_goes_into_the_model_is_in_the_trail(note: Note, alice: User) -> None:
    marking.submit_note(alice, note.patient_id, note.pk)
    assert AuditEntry.objects.filter(action="model_input", object_id=str(note.pk), actor_id=alice.pk).count() == 1


def test_a_stopped_reading_leaves_nothing(note: Note, alice: User) -> None:
    run = running(alice, note)
    jobs.request_cancel(run.job)
    with pytest.raises(Cancelled):
        marking.mark_note(run)
    assert not NoteMarking.objects.exists()


def test_a_worker_that_lost_its_claim_stores_nothing(note: Note, alice: User) -> None:
    run = running(alice, note)
    Job.objects.filter(pk=run.job.pk).update(claim=None)
    with pytest.raises(Cancelled):
        marking.mark_note(run)
    assert not NoteMarking.objects.exists()


def test_a_failed_or_stopped_job_can_be_run_again(note: Note, alice: User) -> None:
    job = factories.job(
        alice, kind=marking.MARK_NOTE, patient=note.patient, subject_id=note.pk, state=JobState.CANCELLED, attempts=3
    )
    jobs.run_again(job)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.DONE, 1)
    assert words(note)


def test_a_job_that_cannot_be_run_again_stays_as_it_is(alice: User) -> None:
    for state, kind in ((JobState.DONE, marking.MARK_NOTE), (JobState.FAILED, "answer")):
        job = factories.job(alice, kind=kind, state=state)
        jobs.run_again(job)
        job.refresh_from_db()
        assert job.state == state


def test_of_two_kinds_for_the_same_words_the_surer_one_stays(
    note: Note, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Unsure(WordRecogniser):
        def find(self, texts: Sequence[str]) -> list[tuple[Entity, ...]]:
            sure = super().find(texts)
            return [(*found, *(replace(one, label="Other_entity", score=0.2) for one in found)) for found in sure]

    monkeypatch.setattr(marking, "recogniser", lambda schema: Unsure())
    marking.submit_note(alice, note.patient_id, note.pk)
    assert len(words(note)) == 4
    assert all(mark.suggested["score"] == 0.9 for mark in NoteMark.objects.all())
    assert set(NoteMark.objects.values_list("state", flat=True)) == {MarkState.SUGGESTED}
