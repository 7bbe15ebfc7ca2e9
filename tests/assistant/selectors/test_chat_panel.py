"""What does the panel show of a conversation that went on, waited, broke off or grew old?"""

import pytest

from assistant.models import Conversation, ExchangeState
from assistant.selectors import chat
from records import access
from records.access import Chart
from records.errors import NotFound
from records.models import Patient
from records.selectors import charts
from tests import factories


@pytest.fixture
def conversation(chart: Chart) -> Conversation:
    return factories.conversation(chart.patient, chart.actor.user)


def test_an_answer_says_when_the_chart_has_changed_since(chart: Chart, conversation: Conversation) -> None:
    factories.exchange(conversation, chart_version=charts.version(chart))
    assert [one.chart_changed for one in chat.shown(chart, conversation)] == [False]
    factories.observation(chart.patient)
    assert [one.chart_changed for one in chat.shown(chart, conversation)] == [True]


def test_an_answer_says_so_too_when_a_particular_of_the_patient_has_changed(
    chart: Chart, conversation: Conversation
) -> None:
    factories.exchange(conversation, chart_version=charts.version(chart))
    patient = Patient.objects.get(pk=chart.patient.pk)
    patient.birth_date = "1931-02-03"
    patient.save()
    now = access.open_chart(chart.actor, patient.pk)
    assert [one.chart_changed for one in chat.shown(now, conversation)] == [True]


def test_a_failed_question_that_never_saw_the_chart_does_not(chart: Chart, conversation: Conversation) -> None:
    exchange = factories.exchange(conversation, state=ExchangeState.FAILED, status="")
    assert not chat.shown_one(chart, exchange).chart_changed


def test_who_waits_knows_the_place_in_line(chart: Chart, conversation: Conversation) -> None:
    factories.exchange(conversation)
    states = (ExchangeState.ANSWERING, ExchangeState.QUEUED, ExchangeState.QUEUED)
    waiting = [factories.exchange(conversation, state=state, status="") for state in states]
    assert [one.place for one in chat.shown(chart, conversation)] == [0, 0, 1, 2]
    assert [chat.shown_one(chart, one).place for one in waiting] == [0, 1, 2]


def test_nothing_from_before_a_restart_is_shown_and_the_page_resumes_after_the_last_piece(
    chart: Chart, conversation: Conversation
) -> None:
    exchange = factories.exchange(conversation)
    for sequence, kind in enumerate(("sentence", "restarted", "progress", "sentence"), 1):
        factories.piece(exchange, sequence=sequence, kind=kind)
    shown = chat.shown_one(chart, exchange)
    assert [piece.kind for piece in shown.pieces] == ["restarted", "sentence"]
    assert shown.last_sequence == 4


def test_a_page_that_was_cut_off_learns_what_it_missed(chart: Chart, conversation: Conversation) -> None:
    known = factories.exchange(conversation)
    replaced = factories.exchange(conversation)
    again = factories.exchange(conversation, replaces=replaced)
    assert chat.missed(chart, conversation.pk, [known.pk]) == [again.pk]


def test_what_was_missed_in_anothers_conversation_stays_unknown(chart: Chart) -> None:
    other = factories.conversation(chart.patient)
    with pytest.raises(NotFound):
        chat.missed(chart, other.pk, [])


@pytest.mark.parametrize("wanted", ["nonsense", "00000000-0000-0000-0000-000000000000"])
def test_a_conversation_that_is_none_is_not_found(chart: Chart, wanted: str) -> None:
    with pytest.raises(NotFound):
        chat.panel(chart, wanted)
