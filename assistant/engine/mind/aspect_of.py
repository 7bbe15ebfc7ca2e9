"""What about its subject a question asks."""

import re
from collections.abc import Sequence
from datetime import date

from assistant.engine.mind.plan import Aspect, Topic
from assistant.engine.mind.reading import Reading

_VALUE_ASPECTS = (
    Aspect.ABNORMAL, Aspect.AVERAGE, Aspect.HIGHEST, Aspect.LOWEST, Aspect.COUNT, Aspect.TREND, Aspect.FIRST,
    Aspect.LATEST, Aspect.LIST,
)  # fmt: skip
_MORE_IS_BETTER = {"fev1", "fev1 fvc ratio", "peak flow", "ejection fraction", "egfr", "oxygen saturation", "cd4 count"}
_DATED = (Aspect.FIRST, Aspect.COUNT, Aspect.WHY, Aspect.WHO, Aspect.WHERE, Aspect.CONTENT, Aspect.LATEST, Aspect.LIST)


def aspect_of(reading: Reading, topic: Topic) -> Aspect:
    said = reading.aspects
    subject = bool(reading.terms or reading.subject(topic))
    if topic is Topic.OBSERVATION:
        return _value_aspect(reading)
    if topic is Topic.MEDICATION:
        return _drug_aspect(said, subject)
    if topic in (Topic.CONDITION, Topic.ALLERGY):
        return _problem_aspect(said, subject)
    if topic is Topic.IMMUNIZATION and subject and Aspect.LIST in said and Aspect.WHEN not in said:
        return Aspect.LIST if re.search(r"\b(?:list|all|every|each|history)\b", reading.line) else Aspect.LATEST
    if topic in (Topic.IMMUNIZATION, Topic.PROCEDURE, Topic.ENCOUNTER):
        return _event_aspect(reading, topic, subject)
    if topic is Topic.SMOKING:
        return Aspect.TREND if {Aspect.TREND, Aspect.LIST} & set(said) and "all" in reading.words else Aspect.LATEST
    return said[0] if said else Aspect.LIST


def _value_aspect(reading: Reading) -> Aspect:
    said = [Aspect.FIRST if a is Aspect.START else a for a in reading.aspects]
    if reading.threshold:
        return Aspect.EXISTS
    if {"best", "worst"} & set(reading.words) and any(t.id in _MORE_IS_BETTER for t in reading.terms):
        return Aspect.HIGHEST if "best" in reading.words else Aspect.LOWEST
    for aspect in _VALUE_ASPECTS:
        if aspect in said:
            return Aspect.LIST if aspect is Aspect.LATEST and reading.limit else aspect
    open_ended = reading.window is not None and not reading.window.near and reading.window.start != date.min
    if open_ended or (reading.window is not None and reading.window.month):
        return Aspect.LIST
    return Aspect.EXISTS if Aspect.EXISTS in said and Aspect.WHEN not in said else Aspect.LATEST


def _drug_aspect(said: Sequence[Aspect], subject: bool) -> Aspect:
    if not subject:
        return next((a for a in (Aspect.PAST, Aspect.COUNT, Aspect.LATEST) if a in said), Aspect.LIST)
    if Aspect.WHO in said:
        return Aspect.WHO
    if Aspect.LATEST in said:
        return Aspect.LATEST
    if Aspect.TREND in said:
        return Aspect.TREND
    if Aspect.FIRST in said or (Aspect.WHEN in said and Aspect.END not in said):
        return Aspect.START
    order = (Aspect.END, Aspect.DOSE, Aspect.WHY, Aspect.START, Aspect.COUNT)
    return next((a for a in order if a in said), Aspect.EXISTS)


def _problem_aspect(said: Sequence[Aspect], subject: bool) -> Aspect:
    if not subject:
        return next((a for a in (Aspect.PAST, Aspect.COUNT) if a in said), Aspect.LIST)
    if Aspect.END in said:
        return Aspect.END
    if {Aspect.START, Aspect.WHEN, Aspect.FIRST} & set(said):
        return Aspect.LATEST if Aspect.LATEST in said else Aspect.START
    return Aspect.EXISTS


def _event_aspect(reading: Reading, topic: Topic, subject: bool) -> Aspect:
    said = reading.aspects
    for aspect in _DATED:
        if aspect in said and not (aspect is Aspect.LIST and subject and Aspect.WHEN in said):
            return aspect
    if Aspect.EXISTS in said or (reading.window is not None and topic is Topic.ENCOUNTER):
        return Aspect.EXISTS if Aspect.EXISTS in said else Aspect.LIST
    if subject or Aspect.WHEN in said or topic is Topic.ENCOUNTER:
        return Aspect.LATEST
    return Aspect.LIST
