"""The sentences around the facts exist in both languages and are all in use."""

import re
from pathlib import Path

import assistant.engine.mind
from assistant.engine.mind.say import Say, sentences

CODE = "".join(p.read_text(encoding="utf-8") for p in Path(assistant.engine.mind.__path__[0]).rglob("*.py"))


def _places(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", text))


def test_both_languages_have_the_same_places_for_facts() -> None:
    assert {key: _places(s["en"]) for key, s in sentences().items()} == {
        key: _places(s["zh"]) for key, s in sentences().items()
    }


def test_no_sentence_is_left_over() -> None:
    assert [key for key in sentences() if f'"{key}"' not in CODE] == []


def test_facts_in_a_chinese_sentence_stand_apart() -> None:
    assert (
        Say(chinese=True)("birth", name="Marta Lindqvist", date="14 Mar 1958") == "Marta Lindqvist 出生于 14 Mar 1958。"
    )
