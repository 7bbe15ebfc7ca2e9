"""However it is asked, the same thing is answered."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.assistant.engine.mind import charts
from tests.assistant.engine.mind.asking import Reply, ask

GROUPS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[3] / "data" / "questions" / "paraphrases.yaml").read_text(encoding="utf-8")
)


def test_there_are_several_wordings_for_each_of_many_intents() -> None:
    assert sum(len(group["ask"]) for group in GROUPS) >= 400
    assert len({group["kind"] for group in GROUPS}) >= 40


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group["id"])
def test_every_wording_of_a_question_gets_its_answer(group: dict[str, Any]) -> None:
    wrong = [question for question in group["ask"] if not _right(_reply(group, question), group)]
    assert wrong == []


@pytest.mark.parametrize("group", [g for g in GROUPS if g.get("expect")], ids=lambda group: group["id"])
def test_what_is_answered_is_cited_with_words_that_hold_it(group: dict[str, Any]) -> None:
    for question in group["ask"]:
        assert _reply(group, question).citations, question


def _reply(group: dict[str, Any], question: str) -> Reply:
    chart = getattr(charts, group.get("chart", "marta"))
    return ask(question, chart(), group.get("history", ()))


def _right(reply: Reply, group: dict[str, Any]) -> bool:
    return (
        reply.status == group.get("status", "answered")
        and all(reply.holds(wanted) for wanted in group.get("expect", ()))
        and not any(reply.holds(other) for other in group.get("forbid", ()))
    )
