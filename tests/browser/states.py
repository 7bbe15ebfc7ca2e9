"""Conversations in every state that an answer can be in, put beside a demo chart:
`manage.py shell -c "from tests.browser.states import make; print(make('dr.okafor', 'Brooks'))"`."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from assistant.models import AnswerPiece, Conversation, Exchange, ExchangeState
from records.models import Patient, User

LONG_WORD = "pneumonoultramicroscopicsilicovolcanoconiosis" * 3
CASES: tuple[tuple[str, dict[str, Any], list[tuple[str, dict[str, Any]]]], ...] = (
    (
        f"Is there {LONG_WORD}?",
        {"status": "not_in_record"},
        [("sentence", {"text": f"No {LONG_WORD} is in this record.", "marks": []})],
    ),
    (
        "ما هو آخر ضغط دم؟ 🩺👩‍⚕️",
        {"status": "answered"},
        [("sentence", {"text": "ضغط الدم 136/81 mmHg 🩺", "marks": [], "quoted": True})],
    ),
    (
        "Which one was stopped?",
        {"status": "needs_clarification"},
        [
            ("sentence", {"text": "Two medicines fit.", "marks": []}),
            ("finished", {"status": "needs_clarification", "choices": ["Lisinopril 10 mg", "Lisinopril 20 mg"]}),
        ],
    ),
    (
        "Tell everything about the visits",
        {"status": "answered"},
        [("sentence", {"text": f"Visit {n}, and what was said there at some length.", "marks": []}) for n in range(24)],
    ),
    ("Order amoxicillin", {"status": "refused"}, [("sentence", {"text": "Nothing can be ordered here.", "marks": []})]),
    (
        "What helps against gout?",
        {"status": "not_in_record", "withheld_count": 3},
        [("sentence", {"text": "The sources did not support the answer.", "marks": []})],
    ),
    (
        "What did the nurse write?",
        {"status": "answered", "badge": "quoted from notes"},
        [
            ("sentence", {"text": "Lost on the way", "marks": []}),
            ("restarted", {}),
            ("sentence", {"text": "Walks without a stick again.", "marks": [], "quoted": True}),
        ],
    ),
    ("Latest sodium?", {"state": ExchangeState.FAILED, "error": "The index of this chart cannot be read."}, []),
    ("And potassium?", {"state": ExchangeState.FAILED}, []),
    (
        "Summarise the last year",
        {"state": ExchangeState.STOPPED},
        [("sentence", {"text": "In January the knee was injected.", "marks": []})],
    ),
    ("Before that?", {"status": "answered", "thumb": -1, "chart_version": "older"}, []),
    (
        "Any falls?",
        {"state": ExchangeState.ANSWERING, "finished_at": None},
        [("progress", {"text": "Searching notes"})],
    ),
    ("And fractures?", {"state": ExchangeState.QUEUED, "finished_at": None}, []),
)


def make(username: str, family_name: str) -> str:
    """The address of the conversation."""
    owner = User.objects.get(username=username)
    patient = next(one for one in Patient.objects.all() if one.family_name == family_name)
    conversation = Conversation.objects.create(patient=patient, owner=owner, title="All states")
    for minute, (question, fields, pieces) in enumerate(CASES):
        usual = {"state": ExchangeState.DONE, "finished_at": timezone.now(), "mind_name": "embedded", "badge": "quoted"}
        exchange = Exchange.objects.create(conversation=conversation, question=question, **{**usual, **fields})
        asked = timezone.now() - timedelta(minutes=60 - minute)
        Exchange.objects.filter(pk=exchange.pk).update(asked_at=asked)
        for number, (kind, payload) in enumerate(pieces, 1):
            AnswerPiece.objects.create(exchange=exchange, sequence=number, kind=kind, payload=payload)
    return f"/patients/{patient.pk}/?conversation={conversation.pk}&tab=ask"
