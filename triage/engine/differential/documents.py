"""What is said of a condition in sentences: what a case's text is compared with."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from triage.engine.differential.impersonal import tells
from triage.engine.findings import FoundFinding
from triage.engine.knowledge import Condition, Knowledge

_SENTENCE = re.compile(r"[^.!?;\n]+(?:[.!?;](?=\d)[^.!?;\n]*)*[.!?;]?")
_SHORTEST = 3  # letters
_DENIAL = re.compile(r"\b(?:no|not|without|denies|denied|negative for|and|or|nor)\s*$", re.IGNORECASE)
_TYPICAL = ("always", "most", "often")


@dataclass(frozen=True, slots=True)
class Passage:
    """`row` is the condition's place in the knowledge; `part` is name, words, vignette, findings or overview."""

    row: int
    part: str
    text: str


def passages(knowledge: Knowledge) -> list[Passage]:
    return [
        one for row, condition in enumerate(knowledge.conditions.values()) for one in _of(row, condition, knowledge)
    ]


def _of(row: int, condition: Condition, knowledge: Knowledge) -> list[Passage]:
    typical = [knowledge.findings[id_].name for id_, often in condition.findings.items() if often in _TYPICAL]
    found = [Passage(row, "name", ", ".join(condition.names[:4])), Passage(row, "overview", condition.overview)]
    found += [Passage(row, "words", one) for one in condition.words]
    found += [Passage(row, "vignette", one) for one in sentences(condition.vignette)]
    if condition.vignette:
        found.append(Passage(row, "case", neutral(condition.vignette)))
    if typical:
        found.append(Passage(row, "findings", ", ".join(typical)))
    return [Passage(one.row, one.part, neutral(one.text)) for one in found]


def affirmed(text: str, found: Sequence[FoundFinding]) -> list[str]:
    """The sentences of a case that say something is so, without what they deny: a denial and its opposite
    mean nearly the same to an encoder, and a normal measurement is like an abnormal one."""
    kept = []
    for match in _SENTENCE.finditer(text):
        inside = [one for one in found if match.start() <= one.start < match.end()]
        denied = [one for one in inside if one.present is False]
        if denied and not any(one.present for one in inside):
            continue
        sentence = text[match.start() : match.end()]
        for one in sorted(denied, key=lambda one: -one.start):
            before = _DENIAL.sub("", sentence[: one.start - match.start()])
            sentence = before + sentence[one.end - match.start() :]
        if len(sentence.strip()) >= _SHORTEST and tells(about := neutral(sentence)):
            kept.append(about)
    return kept


def sentences(text: str) -> list[str]:
    found = (match.group().strip() for match in _SENTENCE.finditer(text))
    return [one for one in found if len(one) >= _SHORTEST]


# Who an adult is counts through age and sex weights alone: the wording must not let it in by the back door.
_ADULT = re.compile(
    r"\b(?:an?|the)?\s*(?:[2-9]\d|1\d\d|19|18)[\s-]*(?:years?|yrs?|y)[\s/-]*(?:old|o)?(?:\s+(?:[a-z-]+\s+){0,2}?"
    r"(?:man|woman|male|female|gentleman|lady|patient|person))?\b",
    re.IGNORECASE,
)
_GROUPS = re.compile(
    r"\b(?:african[\s-]american|afro[\s-]caribbean|caucasian|white|black|hispanic|latin[oax]|asian|arab|jewish|indian|"
    r"chinese|native american|european|african)\s+"
    r"(?=man|woman|male|female|boy|girl|patient|person|infant|child|gentleman|lady|\d)"
    r"|\b(?:of )?(?:african|european|asian|hispanic|caucasian)[\s\w]{0,12}"
    r"(?:descent|ancestry|origin|ethnicity|heritage)\b"
    r"|\b(?:medicaid|medicare|uninsured|privately insured|private insurance|no insurance|health insurance)\b",
    re.IGNORECASE,
)
_SEXES = re.compile(r"\b(?:man|woman|gentleman|lady|male|female)\b", re.IGNORECASE)
_PRONOUNS = {"he": "they", "she": "they", "his": "their", "her": "their", "him": "them", "hers": "theirs"}
_PRONOUN = re.compile(r"\b(?:he|she|his|hers|her|him)\b", re.IGNORECASE)


def neutral(text: str) -> str:
    """The text without age and sex of an adult, ethnicity and insurance; children stay children."""
    text = _ADULT.sub(" patient", _GROUPS.sub("", text))
    text = _SEXES.sub("patient", text)
    return " ".join(_PRONOUN.sub(lambda match: _PRONOUNS[match.group().lower()], text).split())
