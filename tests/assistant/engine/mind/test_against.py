"""Whether anything in the chart speaks against a drug is looked up by our rules, not answered by an order for it."""

from dataclasses import replace

import pytest

from assistant.engine.types import Source, Status
from tests.assistant.engine.mind.asking import Reply, ask
from tests.assistant.engine.mind.charts import marta
from triage.engine.alerts.types import Alert, Kind, OrderCheck, RowRef, Severity

KIDNEY = Alert(
    Kind.CONDITION,
    Severity.NOTE,
    "condition:ibuprofen",
    "ibuprofen with chronic kidney disease: caution",
    "Ibuprofen can do harm in chronic kidney disease.",
    "Weigh it and watch.",
    (RowRef("condition", "c1", "Chronic kidney disease, active, since 2 Oct 2023"),),
)
PENICILLIN = Alert(
    Kind.ALLERGY,
    Severity.CRITICAL,
    "allergy:amoxicillin",
    "amoxicillin is ordered, and an allergy to Penicillin is recorded",
    "Both belong to the group penicillin.",
    "Check what happened then.",
    (RowRef("allergy", "a1", "Penicillin, Anaphylaxis, high criticality"),),
)


def checked(question: str, *alerts: Alert, drugs: tuple[str, ...] = ("ibuprofen",)) -> Reply:
    return ask(question, replace(marta(), checked=OrderCheck(drugs, alerts)))


@pytest.mark.parametrize(
    "question",
    [
        "any reason not to give ibuprofen?",
        "Any contraindications to ibuprofen?",
        "is ibuprofen contraindicated",
        "Does ibuprofen interact with anything she takes?",
        "can i give ibuprofen",
        "Can she have ibuprofen?",
        "ok to give her ibuprofen?",
        "Is ibuprofen safe for her?",
        "any problem with ibuprofen here",
        "What are the risks of giving her ibuprofen?",
    ],
)
def test_what_speaks_against_a_drug_is_told_with_its_rows(question: str) -> None:
    reply = checked(question, KIDNEY)
    assert reply.status is Status.ANSWERED
    assert reply.sentences[0].text == "Against ibuprofen speaks, by rule:"
    assert "Ibuprofen with chronic kidney disease: caution." in reply.text
    assert (reply.citations[0].source, reply.citations[0].ref) == (Source.CONDITION, "c1")
    assert "not decided here" in reply.text
    assert "by rule" in reply.finished.badge


def test_an_allergy_is_told_and_no_order_claimed() -> None:
    reply = checked("can i give amoxicillin?", PENICILLIN, drugs=("amoxicillin",))
    assert "A recorded allergy: Penicillin, Anaphylaxis" in reply.text
    assert "is ordered" not in reply.text


def test_nothing_found_is_no_permission() -> None:
    reply = checked("any reason not to give ibuprofen?")
    assert "find nothing against ibuprofen" in reply.text
    assert "not decided here" in reply.text
    assert "do not know everything" in reply.text


def test_a_drug_that_the_rules_do_not_know_is_not_called_harmless() -> None:
    reply = checked("any reason not to give ibuprofen?", drugs=())
    assert "nothing against" not in reply.text
    assert "not decided here" in reply.text


def test_interactions_are_looked_for_among_what_is_taken() -> None:
    tools = replace(marta(), checked=OrderCheck((), (KIDNEY,)))
    reply = ask("any drug interactions?", tools)
    assert "order_check" in tools.asked
    assert reply.sentences[0].text == "By rule, among what is ordered now:"
    assert "caution" in reply.text


@pytest.mark.parametrize("question", ["Is she taking ibuprofen?", "when was ibuprofen started", "ibuprofen dose?"])
def test_a_plain_question_about_a_drug_asks_no_rule(question: str) -> None:
    tools = marta()
    ask(question, tools)
    assert not any(one.startswith("order_check") for one in tools.asked)


def test_members_of_a_class_are_not_held_against_each_other() -> None:
    pair = replace(KIDNEY, kind=Kind.INTERACTION, title="ibuprofen with naproxen: major", rows=())
    reply = checked("any reason not to give nsaids?", pair, KIDNEY)
    assert "with naproxen" not in reply.text
    assert "kidney disease" in reply.text


def test_in_chinese() -> None:
    reply = checked("布洛芬有禁忌吗?", KIDNEY)
    assert "按规则" in reply.text
    assert reply.citations


def test_a_drug_that_was_given_and_stopped_is_told_with_what_notes_say_of_it() -> None:
    tools = marta()
    tools.written = [replace(tools.written[0], text="Ibuprofen was stopped because of stomach pain.")]
    reply = ask("any reason not to restart ibuprofen?", replace(tools, checked=OrderCheck(("ibuprofen",), ())))
    assert reply.text.startswith("Ibuprofen 200 MG Oral Tablet was ordered before (stopped).")
    assert "stomach pain" in reply.text
    assert reply.status is Status.ANSWERED


@pytest.mark.parametrize("question", ["what antibiotic can i give her", "which nsaid should we use?"])
def test_which_one_to_give_is_not_answered_by_an_old_order(question: str) -> None:
    assert "not decided here" in checked(question, KIDNEY).text
