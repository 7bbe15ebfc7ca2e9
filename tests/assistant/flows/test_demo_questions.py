"""Do the demo clinic's questions get their answers through database, index and mind together?"""

from collections import Counter

import pytest
from django.utils import timezone

from assistant.engine.demo import DemoQuestion, build_clinic
from assistant.engine.measure.answers import is_right
from assistant.services import batch_answers, demo_clinic
from records.access import Actor
from records.services.accounts import acting_user

NOTES = "DocumentReference"
# Shares that must be right. These note questions were looked at; how note questions fare that were not is measured by
# `python -m bench.note_questions`.
EACH_LOOK_UP, NOTE_QUESTIONS, ALL = 0.95, 0.74, 0.92


def _kind(asked: DemoQuestion) -> str:
    return min((ref.split("/")[0] for ref in asked.evidence), default="absent")


def _right(actor: Actor, asked: DemoQuestion) -> bool:
    gold = {"expected": asked.expected, "forbidden": asked.forbidden, "status": asked.status}
    wanted = {**gold, "expected": [list(group) for group in asked.expected], "kind": "meds"}
    predicted = batch_answers.predict(actor, {"patient": asked.patient, "question": asked.question})
    return is_right(wanted, predicted)


@pytest.mark.model
@pytest.mark.django_db
def test_the_share_of_right_answers_holds_for_every_kind_of_question() -> None:
    actor = acting_user(None)
    demo_clinic.make(actor, timezone.localdate(), lambda line: None)
    right, asked = Counter[str](), Counter[str]()
    for chart in build_clinic(demo_clinic.SEED, timezone.localdate()).charts:
        for question in chart.questions:
            asked[_kind(question)] += 1
            right[_kind(question)] += _right(actor, question)
    shares = {kind: right[kind] / asked[kind] for kind in asked}
    low = {kind: share for kind, share in shares.items() if share < (NOTE_QUESTIONS if kind == NOTES else EACH_LOOK_UP)}
    assert low == {}
    assert right.total() / asked.total() >= ALL
