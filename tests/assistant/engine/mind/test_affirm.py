"""A row is shown, but no "Yes" is said, where the question asks for more than the row can tell."""

import pytest

from assistant.engine.mind.affirm import without_yes
from assistant.engine.mind.plan import Topic
from assistant.engine.types import Sentence

ORDER = Sentence("Yes, Atorvastatin 20 mg is a current medication, ordered 10 Feb 2023.")
VALUE = Sentence("Yes. Oxygen saturation: 92 % on 6 Nov 2026.")


@pytest.mark.parametrize(
    "question",
    [
        "Is it fine to eat grapefruit with atorvastatin?",
        "is atorvastatin safe in pregnancy",
        "Can she take atorvastatin with clarithromycin?",
        "should we stop atorvastatin",
    ],
)
def test_advice_is_not_affirmed_by_an_order(question: str) -> None:
    shown = without_yes(ORDER, question, Topic.MEDICATION).text
    assert shown == "Atorvastatin 20 mg is a current medication, ordered 10 Feb 2023."


def test_a_measured_value_does_not_say_what_somebody_uses() -> None:
    shown = without_yes(VALUE, "Does he use oxygen at home?", Topic.OBSERVATION).text
    assert shown == "Oxygen saturation: 92 % on 6 Nov 2026."


@pytest.mark.parametrize("question", ["Is she on atorvastatin?", "Does he take atorvastatin?"])
def test_a_plain_question_keeps_its_yes(question: str) -> None:
    assert without_yes(ORDER, question, Topic.MEDICATION) == ORDER
