"""A differential worked through in the conversation: stored, resumed, exported, audited, and closed to others."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.urls import reverse

from assistant.engine.work_up.types import State, state_of
from assistant.models import AnswerPiece, Exchange, ExchangeState
from assistant.selectors import chat
from assistant.services import answering, case_tool, conversations, export, live
from records import access
from records.access import Chart
from records.errors import NotFound
from records.models import AuditEntry, User
from tests import factories
from tests.html import signed_in, words
from tests.triage.engine.differential.small import ENGINE, KNOWLEDGE
from triage.models import Job
from triage.services import chart_case, differential, jobs, knowledge

pytestmark = pytest.mark.django_db(transaction=True)
CASE = "help me work through this: pleuritic chest pain and leg swelling"


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(knowledge, "_load", lambda folder: KNOWLEDGE)
    monkeypatch.setattr(differential, "_load", lambda folder, weights, model: ENGINE)
    chart_case._reader.cache_clear()
    chart_case._names.cache_clear()
    yield
    chart_case._reader.cache_clear()
    chart_case._names.cache_clear()


def said(chart: Chart, text: str, after: Exchange | None = None) -> Exchange:
    made = conversations.ask(chart, text, after.conversation_id if after else None)
    made.refresh_from_db()
    assert made.state == ExchangeState.DONE, made.error
    return made


def state(exchange: Exchange) -> State:
    return state_of(exchange.pieces.get(kind="work_up").payload["state"])


def drawn(chart: Chart, exchange: Exchange) -> str:
    return render_to_string("assistant/chat/exchange.html", {"item": chat.shown_one(chart, exchange)})


def test_each_answer_goes_on_from_the_stored_one(chart: Chart) -> None:
    first = said(chart, CASE)
    asked = state(first).pending
    second = said(chart, f"Yes: {KNOWLEDGE.findings[asked].name}", first)
    third = said(chart, "no fever, but runny nose", second)
    assert [one.finding for one in state(third).case.told] in ([asked], [])
    assert state(third).case.text.endswith("no fever, but runny nose.")
    assert state(third).asked == state(second).asked + (state(third).pending != state(second).pending)


def test_a_refreshed_page_and_another_tab_show_the_question_its_buttons_and_the_list(chart: Chart) -> None:
    first = said(chart, CASE)
    name = KNOWLEDGE.findings[state(first).pending].name
    for page in (drawn(chart, first), "".join(f["html"] for f in live.frames_since(chart, first.pk, -1, "").frames)):
        assert f'value="Yes: {name}"' in page
        assert f'value="Not known: {name}"' in page
        assert "Pulmonary embolism" in page
        assert "Suggested" in page or "suggested" in page


def test_nothing_of_the_case_is_readable_in_the_database(chart: Chart) -> None:
    first = said(chart, CASE)
    assert any("pleuritic" in str(one.payload) for one in first.pieces.all())  # decrypted for us
    with connection.cursor() as cursor:
        cursor.execute("SELECT payload FROM assistant_answerpiece")
        assert not any("pleuritic" in str(row[0]).lower() for row in cursor.fetchall())


def test_the_export_has_questions_answers_the_list_and_says_it_is_a_suggestion(chart: Chart) -> None:
    first = said(chart, CASE)
    said(chart, "don't know", first)
    text = export.as_file(chart, first.conversation_id, "md").data.decode()
    assert "Question 2 of at most 12" in text
    assert "| Pulmonary embolism |" in text
    assert "Diagnosis (suggested)" in text
    assert "Must not be missed, however unlikely: Pulmonary embolism" in text
    assert "suggested from the knowledge base" in text


def test_each_turn_leaves_audit_lines_without_the_words(chart: Chart) -> None:
    first = said(chart, CASE)
    said(chart, "no", first)
    lines = AuditEntry.objects.filter(object_type="Differential", action="model_input")
    assert lines.count() == 2
    assert AuditEntry.objects.filter(action="ask").count() == 2
    assert not any("pleuritic" in str(line.detail) for line in AuditEntry.objects.all())


def test_findings_of_the_chart_come_with_a_mark_that_opens_their_row(chart: Chart, alice: User) -> None:
    factories.condition(chart.patient, name="Smoking")
    first = said(chart, "differential for this patient")
    second = said(chart, "coughing up blood", first)
    cited = second.citations.get(series="C", number=1)
    assert (cited.source, cited.quote) == ("condition", "Smoking, active, since Nov 2015")
    opened = signed_in(alice).get(reverse("assistant:citation", args=[chart.patient.pk, second.pk, cited.mark]))
    assert opened.status_code == 200


def test_without_being_told_the_chart_is_not_read_for_the_list(chart: Chart) -> None:
    factories.condition(chart.patient, name="Smoking")
    assert not said(chart, CASE).citations.exists()


def test_stopping_is_kept_and_the_same_answer_twice_changes_nothing(chart: Chart) -> None:
    first = said(chart, CASE)
    stopped = said(chart, "Stop here", first)
    assert state(stopped).over == "stopped"
    asked = KNOWLEDGE.findings[state(first).pending].name
    once = said(chart, f"No: {asked}", stopped)
    twice = said(chart, f"No: {asked}", once)
    assert state(once).case == state(twice).case


def test_an_edited_answer_goes_on_from_where_it_stood(chart: Chart) -> None:
    first = said(chart, CASE)
    wrong = said(chart, "no", first)
    said(chart, "not known", wrong)
    mended = conversations.ask_again(chart, wrong.pk, "yes")
    mended.refresh_from_db()
    assert [(one.finding, one.present) for one in state(mended).case.told] == [(state(first).pending, True)]


def test_a_worker_killed_in_the_middle_counts_the_answer_once(chart: Chart, monkeypatch: pytest.MonkeyPatch) -> None:
    class Killed(BaseException):
        pass

    first = said(chart, CASE)
    with monkeypatch.context() as patch:
        patch.setattr(jobs, "_send", lambda job, countdown=0: None)
        second = conversations.ask(chart, "no", first.conversation_id)
    job_id = str(second.job_id)
    whole = case_tool.ChartCaseTool.suggest
    with monkeypatch.context() as patch:
        patch.setattr(case_tool.ChartCaseTool, "suggest", _raising(Killed))
        with pytest.raises(Killed), jobs.running(job_id) as run:
            assert run
            answering.answer(run)
    assert case_tool.ChartCaseTool.suggest is whole
    Job.objects.filter(pk=job_id).update(lease_until="2000-01-01T00:00Z")
    with jobs.running(job_id) as run:
        assert run
        answering.answer(run)
    second.refresh_from_db()
    assert second.state == ExchangeState.DONE
    assert second.pieces.filter(kind="restarted").exists()
    assert state(second).asked == 2
    assert [one.finding for one in state(second).case.told] == [state(first).pending]


def _raising(error: type[BaseException]) -> object:
    def suggest(self: object, case: object) -> None:
        raise error

    return suggest


def test_a_colleague_goes_on_in_none_of_it(chart: Chart, bob: User) -> None:
    first = said(chart, CASE)
    his = access.open_chart(access.actor_for(bob, access.Channel.WEB), chart.patient.pk)
    with pytest.raises(NotFound):
        conversations.ask(his, "yes", first.conversation_id)
    own = said(his, "yes")
    assert not own.pieces.filter(kind="work_up").exists()


def test_patients_strangers_and_officers_are_refused(
    chart: Chart, patient_user: User, charlie: User, officer: User
) -> None:
    address = reverse("assistant:ask", args=[chart.patient.pk])
    for user in (patient_user, charlie, officer):
        assert signed_in(user).post(address, {"question": CASE}).status_code in (302, 403, 404)
    assert not Exchange.objects.exists()


def test_a_state_that_was_never_ours_cannot_be_sent(chart: Chart, alice: User) -> None:
    address = reverse("assistant:ask", args=[chart.patient.pk])
    signed_in(alice).post(address, {"question": "yes", "work_up": '{"pending": "fever"}', "state": "x"})
    assert not AnswerPiece.objects.filter(kind="work_up").exists()


def test_the_differential_page_takes_over_the_case_and_its_answers(chart: Chart, alice: User, bob: User) -> None:
    first = said(chart, CASE)
    name = KNOWLEDGE.findings[state(first).pending].name
    second = said(chart, f"No: {name}", first)
    address = reverse("assistant:differential", args=[chart.patient.pk])
    page = signed_in(alice).get(address, {"from": str(second.pk)})
    assert "pleuritic chest pain and leg swelling</textarea>" in page.content.decode()
    assert f"Answered in the conversation: no {name}" in words(page)
    listed = signed_in(alice).post(
        address, {"case": "cough", "answer": [f"{state(first).pending}:no", "no-such-thing:yes", "fever"]}
    )
    assert f"no {name}:" in words(listed)
    for user, wanted in ((bob, str(second.pk)), (alice, "nonsense"), (alice, str(chart.patient.pk))):
        page = signed_in(user).get(address, {"from": wanted})
        assert "pleuritic chest pain and leg swelling</textarea>" not in page.content.decode()


@pytest.mark.parametrize(
    ("fields", "question", "with_chart"),
    [
        ({"case": "cough\nand fever"}, "Work through this case without the chart: cough\nand fever", False),
        ({"case": "cough", "with_chart": "yes"}, "Work through this case with the chart: cough", True),
        ({"with_chart": "yes"}, "Differential for this patient", True),
        ({}, "Work this through", False),
    ],
)
def test_a_button_of_the_differential_page_begins_the_conversation(
    chart: Chart, alice: User, fields: dict[str, str], question: str, with_chart: bool
) -> None:
    address = reverse("assistant:differential", args=[chart.patient.pk])
    gone_to = signed_in(alice).post(address, {**fields, "converse": "yes"})
    made = Exchange.objects.get()
    assert f"conversation={made.conversation_id}" in gone_to.headers["Location"]
    assert made.question == question
    assert state(made).case.text == fields.get("case", "")
    assert state(made).case.with_chart is with_chart
