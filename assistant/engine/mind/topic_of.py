"""Which part of the chart a question is about."""

import re

from assistant.engine.mind import cues
from assistant.engine.mind.common import telling
from assistant.engine.mind.everyday import callings
from assistant.engine.mind.families import family_of, named_procedure
from assistant.engine.mind.names import measured_as, said
from assistant.engine.mind.plan import Aspect, Topic
from assistant.engine.mind.reading import Reading
from assistant.engine.mind.text import Tokens, holds
from assistant.engine.mind.vocabulary import Kind
from assistant.engine.types import Tools

_MEASURED = (Kind.LAB, Kind.VITAL, Kind.PANEL)
_DRUGS = {Kind.DRUG, Kind.DRUG_CLASS}
# What a drug may be dosed at in general; `her maximum dose` asks for her orders.
_GENERAL_DOSE = re.compile(r"\b(?:max(?:imum)?|recommended|renal|pediatric) (?:daily )?(?:dose|dosage|dosing)\b")
_ELSEWHERE = {Topic.SMOKING, Topic.MEDICATION, Topic.PROCEDURE, Topic.IMMUNIZATION}
NATURAL = {
    Kind.LAB: Topic.OBSERVATION,
    Kind.VITAL: Topic.OBSERVATION,
    Kind.PANEL: Topic.OBSERVATION,
    Kind.DRUG: Topic.MEDICATION,
    Kind.DRUG_CLASS: Topic.MEDICATION,
    Kind.VACCINE: Topic.IMMUNIZATION,
    Kind.PROCEDURE: Topic.PROCEDURE,
    Kind.CONDITION: Topic.CONDITION,
}


def topic_of(reading: Reading, tools: Tools) -> Topic | None:
    measured = named_measure(reading, tools)
    if measured:
        return Topic.OBSERVATION
    outright = cued(reading)
    if outright:
        return outright
    if Aspect.WHO in reading.aspects and not reading.terms and callings(reading.left):
        return Topic.ENCOUNTER  # `who is her cardiologist`
    if reading.terms:
        return NATURAL[reading.terms[0].kind]
    if reading.left:
        first = Topic.MEDICATION if Aspect.START in reading.aspects else None
        return (
            (first and family_of(reading.left, tools, first))
            or family_of(reading.left, tools)
            or family_of(telling(reading.left), tools)
            or _unknown_subject(reading)
        )
    return None


def named_measure(reading: Reading, tools: Tools) -> Tokens:
    """A measurement whose own name of two words or more stands in the question (hemoglobin F), or the
    level of a drug: vocabulary entries only know a part of such names."""
    kinds = {t.kind for t in reading.terms}
    asks_level = bool(kinds & _DRUGS) and re.search(r"\b(?:level|trough|concentration)\b", reading.line)
    if not asks_level and not (reading.terms and reading.left):
        return ()
    if {Topic.PROCEDURE, Topic.NOTE, Topic.LITERATURE, Topic.ALLERGY, Topic.IMMUNIZATION} & set(reading.topics):
        return ()
    names = {measured_as(k.name) for k in tools.observation_kinds()}
    whole = [n for n in names if len(n) > 1 and holds(n, reading.words) and not holds(n, _longest_term(reading))]
    if whole:
        return max(whole, key=len)
    drugs = {w for t in reading.terms if t.kind in _DRUGS for n in t.names for w in n}
    return next(
        (n for n in sorted(names) if asks_level and drugs & set(n)),
        tuple(sorted(drugs & set(reading.words))) if asks_level else (),
    )


def _longest_term(reading: Reading) -> Tokens:
    return max((n for t in reading.terms for n in t.names if holds(n, reading.words)), key=len, default=())


def asked_procedure(reading: Reading, tools: Tools) -> Tokens:
    """A procedure's full name can hold words of other topics (documentation of current medications)."""
    if re.search(r"\bdiagnos|\bprescri|\bpressure\b", reading.line):
        return ()
    said = set(reading.aspects)
    asked_when = {Aspect.WHEN, Aspect.FIRST, Aspect.EXISTS, Aspect.COUNT} & said and len(reading.terms) > 1
    unexplained = {Aspect.WHEN, Aspect.LATEST, Aspect.FIRST, Aspect.EXISTS, Aspect.COUNT} & said and reading.left
    worth_a_look = Topic.PROCEDURE in reading.topics or asked_when or unexplained
    return named_procedure(reading.words, tools) if worth_a_look else ()


def asked_condition(reading: Reading, tools: Tools) -> Tokens:
    """A problem's full name can hold words of other topics (smokes tobacco daily)."""
    asked = {Aspect.WHEN, Aspect.START, Aspect.END, Aspect.FIRST, Aspect.EXISTS} & set(reading.aspects)
    names = (
        {said(row.name) for row in tools.conditions()} if asked and set(reading.topics) & _ELSEWHERE else set[Tokens]()
    )
    return max((n for n in names if len(n) > 1 and holds(n, reading.words)), key=len, default=())


def cued(reading: Reading) -> Topic | None:
    """What the words say outright, or None when only named things can tell."""
    topics, kinds = set(reading.topics), {t.kind for t in reading.terms}
    measured = bool(kinds & set(_MEASURED))
    if kinds & _DRUGS and _GENERAL_DOSE.search(reading.line) and "pt" not in reading.words:
        return Topic.LITERATURE
    if kinds and re.search(r"\bshould (?:we|i|one)\b", reading.free):
        return Topic.LITERATURE
    for topic in (Topic.LITERATURE, Topic.NOTE):
        if topic in topics:
            return topic
    if Topic.ALLERGY in topics and not measured:
        return Topic.ALLERGY
    if Topic.IMMUNIZATION in topics:
        return Topic.IMMUNIZATION
    if Topic.CONDITION in topics and re.search(r"\b(?:diagnos\w+|onset|dxd?|problem)\b", reading.line) and not measured:
        return Topic.CONDITION
    if any(t.id == "smoking status" for t in reading.terms) or (Topic.SMOKING in topics and not kinds):
        return Topic.SMOKING
    if (
        Topic.PERSON in topics
        and not kinds
        and (not reading.left or (cues.outright_fact(reading.line) and not telling(reading.left)))
    ):
        return Topic.PERSON
    return _cued_by_terms(reading, topics, kinds)


def _cued_by_terms(reading: Reading, topics: set[Topic], kinds: set[Kind]) -> Topic | None:
    if Topic.REPORT in topics and (not kinds or kinds == {Kind.PROCEDURE}):
        return Topic.REPORT
    told = Aspect.CONTENT in reading.aspects or re.search(r"\b(?:result|show)\b", reading.line)
    if kinds == {Kind.PROCEDURE} and told:
        return Topic.REPORT
    if Topic.ENCOUNTER in topics and kinds <= {Kind.CONDITION}:
        return Topic.ENCOUNTER
    if kinds & _DRUGS and (not kinds & set(_MEASURED) or _given(reading)):
        return Topic.MEDICATION
    if kinds & set(_MEASURED):
        return Topic.OBSERVATION
    if kinds & {Kind.CONDITION} and _about_drugs(reading):
        return Topic.MEDICATION
    if kinds:
        return None
    for topic in (Topic.PROCEDURE, Topic.MEDICATION, Topic.CONDITION, Topic.OVERVIEW):
        if topic in topics:
            return topic
    if cues.TOLD.search(reading.free):
        return Topic.NOTE
    if Topic.OBSERVATION in topics and not reading.left:
        return Topic.OBSERVATION
    return None


def _given(reading: Reading) -> bool:
    """Iron is measured and given under one name: `when was iron prescribed`."""
    shared = [t for t in reading.terms if t.kind in _DRUGS]
    names = {n for t in reading.terms if t.kind in _MEASURED for n in t.names}
    same = all(any(n in names for n in t.names) for t in shared)
    return (
        same
        and re.search(r"\b(?:prescri\w+|order(?:ed)?|start(?:ed)?|taking|take|dose|tablet|pill)\b", reading.free)
        is not None
    )


def _about_drugs(reading: Reading) -> bool:
    return (
        re.search(r"\b(?:medication|medicine|drug|pill|prescribed|taking|take|treatment|therapy)\b", reading.free)
        is not None
    )


def _unknown_subject(reading: Reading) -> Topic | None:
    """Nothing in the vocabulary or the chart is called so: asked like a value, it is one never measured."""
    if Topic.OBSERVATION in reading.topics:
        return Topic.OBSERVATION
    if {Aspect.LATEST, Aspect.HIGHEST, Aspect.LOWEST, Aspect.AVERAGE, Aspect.TREND} & set(reading.aspects):
        return Topic.OBSERVATION
    return None
