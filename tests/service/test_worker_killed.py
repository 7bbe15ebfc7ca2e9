"""What becomes of work whose worker dies in the middle?"""

import os
import signal

import pytest
import redis

from assistant.job_kinds import INDEX_CHART
from assistant.services import chart_index, conversations
from records import files
from records.access import Chart
from records.services.accounts import batch_account
from tests import factories
from tests.service.outcome import WHOLE, kinds, state, wait_until_answered
from tests.service.parts import hold
from tests.service.processes import Processes, until
from triage.models import Job, JobState, NoteMarking, StoredSummary
from triage.services import jobs, marking, summaries


@pytest.fixture(autouse=True)
def _with_broker(broker: "redis.Redis") -> None:
    pass


def test_another_worker_answers_anew_and_says_that_it_did(
    processes: Processes, chart: Chart, closed_gate: None
) -> None:
    first = processes.worker()
    exchange = conversations.ask(chart, "latest potassium?")
    until(hold.waiting, "the first worker in the middle")
    processes.worker()
    first.kill()
    hold.open_()
    wait_until_answered(exchange)
    assert kinds(exchange) == ["sentence", "restarted", *WHOLE]
    assert state(exchange) == "done"
    assert Job.objects.get(subject_id=exchange.pk).attempts == 2


def test_a_worker_whose_child_process_is_killed_answers_with_another_child(
    processes: Processes, chart: Chart, closed_gate: None
) -> None:
    processes.worker()
    exchange = conversations.ask(chart, "latest potassium?")
    until(hold.waiting, "the child process in the middle")
    os.kill(hold.waiting()[0], signal.SIGKILL)
    hold.open_()
    wait_until_answered(exchange)
    assert kinds(exchange) == ["sentence", "restarted", *WHOLE]


def test_an_index_is_finished_by_another_worker(processes: Processes, chart: Chart, closed_gate: None) -> None:
    for _ in range(3):
        factories.note(chart.patient)
    first = processes.worker()
    job = jobs.submit(INDEX_CHART, batch_account(), patient=chart.patient, subject_id=chart.patient.pk)
    until(hold.waiting, "the first worker in the middle")
    first.kill()
    processes.worker()
    hold.open_()
    until(lambda: Job.objects.get(pk=job.pk).is_over, "the end of the job")
    assert Job.objects.get(pk=job.pk).state == JobState.DONE
    assert files.exists(chart_index.file_name(chart.patient.pk))


def test_a_note_is_marked_once_by_another_worker(processes: Processes, chart: Chart, closed_gate: None) -> None:
    note = factories.note(chart.patient)
    first = processes.worker()
    job = marking.submit_note(chart.actor.user, chart.patient.pk, note.pk)
    until(hold.waiting, "the first worker in the middle")
    first.kill()
    processes.worker()
    hold.open_()
    until(lambda: Job.objects.get(pk=job.pk).is_over, "the end of the job")
    assert Job.objects.get(pk=job.pk).state == JobState.DONE
    assert NoteMarking.objects.get().marks.count() == 2


def test_a_note_is_summarised_once_by_another_worker(processes: Processes, chart: Chart, closed_gate: None) -> None:
    note = factories.note(chart.patient)
    first = processes.worker()
    job = summaries.submit_note(chart, note.pk)
    until(hold.waiting, "the first worker in the middle")
    first.kill()
    assert not StoredSummary.objects.exists()
    processes.worker()
    hold.open_()
    until(lambda: Job.objects.get(pk=job.pk).is_over, "the end of the job")
    assert Job.objects.get(pk=job.pk).state == JobState.DONE
    assert StoredSummary.objects.get().about_note == note


def test_a_discharge_summary_is_written_once_by_another_worker(
    processes: Processes, chart: Chart, closed_gate: None
) -> None:
    stay = factories.encounter(chart.patient, kind="IMP", end="2024-05-05")
    first = processes.worker()
    stored = summaries.submit_stay(chart, str(stay.pk))
    until(hold.waiting, "the first worker in the middle")
    first.kill()
    processes.worker()
    hold.open_()
    job = Job.objects.get(subject_id=stored.pk)
    until(lambda: Job.objects.get(pk=job.pk).is_over, "the end of the job")
    stored.refresh_from_db()
    assert StoredSummary.objects.count() == 1
    assert stored.content["sections"]


def test_a_chart_goes_on_with_the_notes_that_are_left(processes: Processes, chart: Chart, closed_gate: None) -> None:
    notes = [factories.note(chart.patient) for _ in range(3)]
    factories.note_mark(notes[0])
    first = processes.worker()
    job = marking.submit_chart(batch_account(), chart.patient.pk)
    until(hold.waiting, "the first worker in the middle")
    first.kill()
    processes.worker()
    hold.open_()
    until(lambda: Job.objects.get(pk=job.pk).is_over, "the end of the job")
    assert Job.objects.get(pk=job.pk).state == JobState.DONE
    assert sorted(one.marks.count() for one in NoteMarking.objects.all()) == [1, 2, 2]


def test_work_that_kills_every_worker_is_given_up_and_the_next_question_is_answered(
    processes: Processes, chart: Chart, closed_gate: None
) -> None:
    exchange = conversations.ask(chart, "latest potassium?")
    waiting = conversations.ask(chart, "and before that?", exchange.conversation_id)
    processes.worker()
    for _ in range(jobs.MAX_ATTEMPTS):
        until(hold.waiting, "a child process in the middle")
        victim = hold.waiting()[0]
        hold.forget()
        os.kill(victim, signal.SIGKILL)
    until(lambda: state(exchange) == "failed", "the failure to be said")
    hold.open_()
    wait_until_answered(waiting)
    assert state(waiting) == "done"


def test_two_workers_and_many_messages_do_the_work_once(processes: Processes, chart: Chart) -> None:
    exchanges = [conversations.ask(chart, f"question {number}") for number in range(5)]
    for exchange in exchanges:
        for _ in range(4):
            jobs._send(Job.objects.get(subject_id=exchange.pk))
    processes.worker(clock=False)
    processes.worker()
    wait_until_answered(*exchanges)
    assert [kinds(exchange) for exchange in exchanges] == [WHOLE] * 5
    assert set(Job.objects.values_list("attempts", flat=True)) == {1}
