"""Is a finding of a whole note judged by its own sentence and heading?"""

import pytest

from triage.engine.context import Context, apply, assess, assess_named
from triage.engine.types import Entity

NOTE = """CHIEF COMPLAINT: Chest pain

HISTORY OF PRESENT ILLNESS:
Mr. Berg came in with tightness of the chest. He denies fever, sweating or cough.

PAST MEDICAL HISTORY
1. Gout
2. Hypertension, for which he takes amlodipine.

FAMILY HISTORY: Father had a stroke. No dementia.
MEDICATIONS:
Amlodipine 5 mg daily
PLAN: Return if palpitations occur.
"""


def of(text: str, word: str) -> Context:
    at = text.index(word)
    return assess(text, at, at + len(word))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Chest pain", Context()),
        ("tightness", Context()),
        ("cough", Context(negated=True)),
        ("Gout", Context(temporality="historical")),
        ("Hypertension", Context(temporality="historical")),
        ("stroke", Context(temporality="historical", experiencer="other")),
        ("dementia", Context(negated=True, temporality="historical", experiencer="other")),
        ("Amlodipine 5 mg", Context()),
        ("palpitations", Context(temporality="hypothetical")),
    ],
)
def test_heading_and_sentence_count(word: str, expected: Context) -> None:
    assert of(NOTE, word) == expected


def test_marked_entities_keep_what_they_were() -> None:
    at = NOTE.index("cough")
    (found,) = apply(NOTE, [Entity(at, at + 5, "Sign_symptom", "cough", 0.9)])
    assert (found.start, found.label, found.score, found.negated) == (at, "Sign_symptom", 0.9, True)


def test_a_denial_in_another_sentence_does_not_reach() -> None:
    assert of("No fever. Cough since Monday.", "Cough") == Context()


def test_a_question_takes_its_answer() -> None:
    assert of("Any fever? No, none.", "fever").negated
    assert of("Any fever? Yes, since Monday.", "fever") == Context()
    assert of("Any fever?", "fever").temporality == "hypothetical"


def test_a_place_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        assess("fever", 3, 9)


@pytest.mark.parametrize("text", ["", "\0\0", "🫀" * 50, "لا يوجد ألم", "§ no § fever §", "no " * 20_000, "." * 50_000])
def test_any_text_is_answered(text: str) -> None:
    assert isinstance(assess(text, 0, min(3, len(text))), Context)
    assert isinstance(assess_named(text, "fever"), Context)


def test_every_finding_of_a_very_long_note_is_judged() -> None:
    text = "He denies fever. " * 3_000
    found = apply(text, [Entity(at, at + 5, "Sign", "fever", 1.0) for at in range(10, len(text), 17)])
    assert len(found) == 3_000
    assert all(entity.negated for entity in found)
