"""A stored question is answered piece by piece, and every way it can end is kept."""

import uuid

import pytest

from assistant.engine.types import Finished, Sentence, Status
from assistant.errors import BadQuestion, TooManyWaiting
from assistant.models import Exchange, ExchangeState
from assistant.protocol import MAX_QUESTION
from assistant.services import answering, conversations
from records import access
from records.access import Chart
from records.errors import NotFound, UserError
from records.models import AuditEntry, CareTeam, User
from tests.fakes.mind import ScriptedMind
from triage.models import Job
from triage.services import jobs

pytestmark = pytest.mark.django_db(transaction=True)


def kinds(exchange: Exchange) -> list[str]:
    return list(exchange.pieces.order_by("sequence").values_list("kind", flat=True))


def test_a_question_is_answered_in_numbered_pieces_with_its_citation(chart: Chart, mind: ScriptedMind) -> None:
    exchange = conversations.ask(chart, " latest K+? ")
    exchange.refresh_from_db()
    assert (exchange.state, exchange.status, exchange.question) == (ExchangeState.DONE, "answered", "latest K+?")
    assert kinds(exchange) == ["progress", "sentence", "finished"]
    assert list(exchange.pieces.order_by("sequence").values_list("sequence", flat=True)) == [1, 2, 3]
    sentence = exchange.pieces.get(kind="sentence")
    assert sentence.payload["marks"] == ["C1"]
    assert exchange.citations.get(series="C", number=1).quote == "Potassium: 5.6 mmol/L, 3 Nov 2026"
    assert (exchange.mind_name, exchange.mind_revision) == ("scripted", "1")


def test_asking_leaves_audit_lines_without_the_question(chart: Chart, mind: ScriptedMind) -> None:
    conversations.ask(chart, "zebra potassium")
    lines = AuditEntry.objects.filter(patient_id=chart.patient.pk)
    assert set(lines.values_list("action", flat=True)) >= {"ask", "model_input"}
    assert not any("zebra" in str(line.detail) + line.object_id for line in lines)


@pytest.mark.parametrize("text", ["", "   \n", "\x00", "\ud800", "x" * (MAX_QUESTION + 1), "y" * 50_000])
def test_an_empty_or_too_long_question_is_refused_and_nothing_is_stored(
    chart: Chart, mind: ScriptedMind, text: str
) -> None:
    with pytest.raises(BadQuestion):
        conversations.ask(chart, text)
    assert not Exchange.objects.exists()


def test_right_to_left_and_emoji_text_is_kept_as_written(chart: Chart, mind: ScriptedMind) -> None:
    text = "ما هو آخر بوتاسيوم؟ 🧂👩‍⚕️"
    exchange = conversations.ask(chart, text)
    assert Exchange.objects.get(pk=exchange.pk).question == text


def test_a_follow_up_gets_the_earlier_questions_and_answers(chart: Chart, mind: ScriptedMind) -> None:
    first = conversations.ask(chart, "latest potassium?")
    conversations.ask(chart, "and before that?", first.conversation_id)
    history = mind.asked[-1].history
    assert [(turn.question, turn.answer) for turn in history] == [
        ("latest potassium?", "Potassium is 5.6 mmol/L, 3 Nov 2026.")
    ]


def test_a_second_question_waits_until_the_first_is_over(chart: Chart, mind: ScriptedMind) -> None:
    seen: list[str] = []

    def ask_meanwhile(number: int) -> None:
        if not seen:
            conversation = Exchange.objects.get().conversation_id
            second = conversations.ask(chart, "second", conversation)
            seen.append(Exchange.objects.get(pk=second.pk).state)
            assert second.job is None

    mind.before_each = ask_meanwhile
    conversations.ask(chart, "first")
    assert seen == ["queued"]
    assert [question.text for question in mind.asked] == ["first", "second"]
    assert set(Exchange.objects.values_list("state", flat=True)) == {"done"}


def test_too_many_waiting_questions_are_refused(chart: Chart, mind: ScriptedMind) -> None:
    refused: list[str] = []

    def fill(number: int) -> None:
        if number == 0 and len(mind.asked) == 1:
            conversation = Exchange.objects.earliest("asked_at").conversation_id
            for at in range(conversations.MAX_WAITING - 1):
                conversations.ask(chart, f"waiting {at}", conversation)
            with pytest.raises(TooManyWaiting):
                conversations.ask(chart, "one too many", conversation)
            refused.append("yes")

    mind.before_each = fill
    conversations.ask(chart, "first")
    assert refused
    assert Exchange.objects.count() == conversations.MAX_WAITING


def test_stopping_keeps_what_was_shown_and_starts_the_next(chart: Chart, mind: ScriptedMind) -> None:
    def stop_before_the_end(number: int) -> None:
        if number == 2 and len(mind.asked) == 1:
            conversations.stop(chart, Exchange.objects.get().pk)

    mind.before_each = stop_before_the_end
    exchange = conversations.ask(chart, "stop me")
    exchange.refresh_from_db()
    assert exchange.state == ExchangeState.STOPPED
    assert kinds(exchange) == ["progress", "sentence"]
    following = conversations.ask(chart, "next", exchange.conversation_id)
    following.refresh_from_db()
    assert following.state == ExchangeState.DONE


def test_an_error_in_the_mind_ends_the_answer_without_its_text(chart: Chart, mind: ScriptedMind) -> None:
    def fail(number: int) -> None:
        raise RuntimeError("Ann Zed has HIV")

    mind.before_each = fail
    exchange = conversations.ask(chart, "fail")
    exchange.refresh_from_db()
    assert exchange.state == ExchangeState.FAILED
    assert "Ann Zed" not in exchange.error
    assert exchange.job is not None
    assert "Ann Zed" not in exchange.job.error


def test_access_lost_before_the_worker_came_means_no_answer(
    chart: Chart, mind: ScriptedMind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "_send", lambda job, countdown=0: None)
    exchange = conversations.ask(chart, "too late")
    CareTeam.objects.get().members.clear()
    job_id = str(exchange.job_id)
    with jobs.running(job_id) as run:
        assert run
        answering.answer(run)
    answering.settle(job_id)
    exchange.refresh_from_db()
    assert exchange.state == ExchangeState.FAILED
    assert "no longer have access" in exchange.error
    assert not exchange.pieces.exists()


def test_a_worker_killed_in_the_middle_starts_the_answer_again_and_says_so(
    chart: Chart, mind: ScriptedMind, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def die_once(number: int) -> None:
        if number == 2 and len(mind.asked) == 1:
            raise Killed

    mind.before_each = die_once
    monkeypatch.setattr(jobs, "_send", lambda job, countdown=0: None)
    exchange = conversations.ask(chart, "killed")
    job_id = str(exchange.job_id)
    with pytest.raises(Killed), jobs.running(job_id) as run:
        assert run
        answering.answer(run)
    Job.objects.update(lease_until="2000-01-01T00:00Z")
    with jobs.running(job_id) as run:
        assert run
        answering.answer(run)
    answering.settle(job_id)
    exchange.refresh_from_db()
    assert exchange.state == ExchangeState.DONE
    assert kinds(exchange) == ["progress", "sentence", "restarted", "progress", "sentence", "finished"]
    assert exchange.citations.count() == 1


def test_asking_again_replaces_the_earlier_answer_once(chart: Chart, mind: ScriptedMind) -> None:
    first = conversations.ask(chart, "latest potasium?")
    second = conversations.ask_again(chart, first.pk, "latest sodium?")
    assert (second.replaces_id, second.conversation_id) == (first.pk, first.conversation_id)
    assert mind.asked[-1].history == ()
    with pytest.raises(UserError):
        conversations.ask_again(chart, first.pk)


def test_another_clinician_cannot_reach_the_conversation(chart: Chart, mind: ScriptedMind, bob: User) -> None:
    exchange = conversations.ask(chart, "mine")
    his = access.open_chart(access.actor_for(bob, access.Channel.WEB), chart.patient.pk)
    for attempt in (
        lambda: conversations.own_exchange(his, exchange.pk),
        lambda: conversations.stop(his, exchange.pk),
        lambda: conversations.rate(his, exchange.pk, 1),
        lambda: conversations.ask(his, "into yours", exchange.conversation_id),
        lambda: conversations.own_exchange(his, uuid.uuid4()),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_a_rating_keeps_its_reason_and_can_be_taken_back(chart: Chart, mind: ScriptedMind) -> None:
    exchange = conversations.ask(chart, "rate me")
    rated = conversations.rate(chart, exchange.pk, -1, "wrong_fact", "it is 5.8")
    assert (rated.thumb, rated.feedback_reason, rated.feedback_comment) == (-1, "wrong_fact", "it is 5.8")
    cleared = conversations.rate(chart, exchange.pk, 0)
    assert (cleared.thumb, cleared.feedback_reason, cleared.feedback_comment) == (None, "", "")
    with pytest.raises(UserError):
        conversations.rate(chart, exchange.pk, -1, "no such reason")


def test_withheld_sentences_are_counted(chart: Chart, mind: ScriptedMind) -> None:
    mind.pieces = (Sentence("Not in the record."), Finished(Status.NOT_IN_RECORD, "quoted from notes", withheld=2))
    exchange = conversations.ask(chart, "?")
    exchange.refresh_from_db()
    assert (exchange.status, exchange.withheld_count) == ("not_in_record", 2)
