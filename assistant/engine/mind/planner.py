"""From a question and what was asked before to plans: rules first, the classifier where they are silent."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.engine.mind import cues, intents
from assistant.engine.mind.families import chart_words, family_of, named_procedure
from assistant.engine.mind.plan import Aspect, Plan, Topic
from assistant.engine.mind.reading import Reading, of_kind, read
from assistant.engine.mind.text import Tokens, tokens
from assistant.engine.mind.vocabulary import Kind
from assistant.engine.types import Question, Tools

_MEASURED = (Kind.LAB, Kind.VITAL, Kind.PANEL)
_NATURAL = {
    Kind.LAB: Topic.OBSERVATION,
    Kind.VITAL: Topic.OBSERVATION,
    Kind.PANEL: Topic.OBSERVATION,
    Kind.DRUG: Topic.MEDICATION,
    Kind.DRUG_CLASS: Topic.MEDICATION,
    Kind.VACCINE: Topic.IMMUNIZATION,
    Kind.PROCEDURE: Topic.PROCEDURE,
    Kind.CONDITION: Topic.CONDITION,
}
_VALUE_ASPECTS = (
    Aspect.ABNORMAL, Aspect.AVERAGE, Aspect.HIGHEST, Aspect.LOWEST, Aspect.COUNT, Aspect.TREND, Aspect.FIRST,
    Aspect.LATEST, Aspect.LIST,
)  # fmt: skip
_DATED = (Aspect.FIRST, Aspect.COUNT, Aspect.WHY, Aspect.WHO, Aspect.WHERE, Aspect.CONTENT, Aspect.LATEST, Aspect.LIST)
_MAX_HISTORY = 6


def plan(question: Question, tools: Tools, today: date) -> tuple[Plan, ...]:
    """One plan for each thing asked. Earlier questions of the conversation are planned again, which is
    cheap and leaves nothing to be stored or forged."""
    person = tokens(tools.patient().name)
    earlier: Plan | None = None
    for turn in question.history[-_MAX_HISTORY:]:
        earlier = (_plans(turn.question, earlier, tools, today, person) or (earlier,))[-1]
    return tuple(p for p in _plans(question.text, earlier, tools, today, person) if p)


def _plans(text: str, earlier: Plan | None, tools: Tools, today: date, person: Sequence[str]) -> tuple[Plan, ...]:
    parts = _parts(text, today, person)
    plans: list[Plan] = []
    for part in parts:
        before = plans[-1] if plans else earlier
        plans.append(_one(part, before, tools, today, person))
    return tuple(plans)


def _parts(text: str, today: date, person: Sequence[str]) -> list[str]:
    """Split a combined question where each part names a topic of its own."""
    pieces = [p for p in re.split(r"\s*(?:,\s*and\s+|,|;|\s+and\s+|&|\+\s|和|以及)\s*", text) if p.strip()]
    if len(pieces) < 2 or len(pieces) > 4:
        return [text]
    readings = [read(p, today, person) for p in pieces]
    topics = [_own_topic(r) for r in readings]
    if any(t is None for t in topics) or len(set(topics)) < 2 or Topic.LITERATURE in topics or Topic.NOTE in topics:
        return [text]
    return pieces


def _own_topic(reading: Reading) -> Topic | None:
    if reading.left:
        return None
    return _cued(reading) or (_NATURAL[reading.terms[0].kind] if reading.terms else None)


def _one(text: str, earlier: Plan | None, tools: Tools, today: date, person: Sequence[str]) -> Plan:
    reading = read(text, today, person, lambda: chart_words(tools))
    follow = _follow_up(reading, earlier, tools) if earlier else None
    chosen = follow or _fresh(reading, tools)
    return replace(chosen, question=text, chinese=reading.chinese, corrections=reading.corrections)


def _fresh(reading: Reading, tools: Tools) -> Plan:
    procedure = _named_procedure(reading, tools)
    if procedure:
        return replace(build(reading, Topic.PROCEDURE), words=procedure, subject=" ".join(procedure))
    topic = _topic(reading, tools)
    return build(reading, topic) if topic else _guess(reading)


def build(reading: Reading, topic: Topic) -> Plan:
    """The plan for a topic that is settled."""
    aspect = _aspect(reading, topic)
    words = reading.subject(topic)
    terms = reading.terms if topic is not Topic.ENCOUNTER else of_kind(reading.terms, Kind.CONDITION)
    return Plan(
        topic=topic,
        aspect=aspect,
        terms=terms,
        words=words,
        subject=" ".join(words),
        window=reading.window,
        threshold=reading.threshold,
        limit=reading.limit,
        offset=_offset(reading, topic),
        fact=cues.fact(reading.line) if topic is Topic.PERSON else "",
        setting=cues.setting(reading.line) if topic is Topic.ENCOUNTER else "",
        listing=not reading.terms and cues.LISTING.search(reading.free) is not None,
        definite=bool({Aspect.FIRST, Aspect.LATEST} & set(reading.aspects)) or "first" in reading.words,
    )


def _offset(reading: Reading, topic: Topic) -> int:
    if topic is Topic.OBSERVATION and reading.terms and re.search(r"\b(?:previous|prior|penultimate)\b", reading.line):
        return 1
    return 1 if cues.BEFORE_THAT.search(reading.line) and reading.window is None else 0


# Which topic ------------------------------------------------------------------------------------------


def _topic(reading: Reading, tools: Tools) -> Topic | None:
    cued = _cued(reading)
    if cued:
        return cued
    if reading.terms:
        return _NATURAL[reading.terms[0].kind]
    if reading.left:
        return family_of(reading.left, tools) or _unknown_subject(reading)
    return None


def _named_procedure(reading: Reading, tools: Tools) -> Tokens:
    """A procedure's full name can hold words of other topics (documentation of current medications)."""
    if re.search(r"\bdiagnos|\bprescri|\bpressure\b", reading.line):
        return ()
    said = set(reading.aspects)
    asked_when = {Aspect.WHEN, Aspect.FIRST, Aspect.EXISTS, Aspect.COUNT} & said and len(reading.terms) > 1
    unexplained = {Aspect.WHEN, Aspect.LATEST, Aspect.FIRST, Aspect.EXISTS, Aspect.COUNT} & said and reading.left
    worth_a_look = Topic.PROCEDURE in reading.topics or asked_when or unexplained
    return named_procedure(reading.words, tools) if worth_a_look else ()


def _cued(reading: Reading) -> Topic | None:
    """What the words say outright, or None when only named things can tell."""
    topics, kinds = set(reading.topics), {t.kind for t in reading.terms}
    measured = bool(kinds & set(_MEASURED))
    if kinds and re.search(r"\bshould (?:we|i|one|pt)\b", reading.free):
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
    if Topic.PERSON in topics and not kinds and not reading.left:
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
    if kinds & {Kind.DRUG, Kind.DRUG_CLASS} and not kinds & set(_MEASURED):
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


def _guess(reading: Reading) -> Plan:
    """No rule fits: the classifier where it is sure, else the notes for whatever the question speaks of."""
    choice = intents.classify(reading)
    if choice is not None:
        named = replace(reading, left=(), content=reading.named_words())
        return replace(build(named, choice.topic), fact=choice.fact, guessed=True)
    if reading.left:
        return build(reading, Topic.NOTE)
    return build(reading, Topic.UNCLEAR)


# Which aspect -----------------------------------------------------------------------------------------


def _aspect(reading: Reading, topic: Topic) -> Aspect:
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


# Follow-ups -------------------------------------------------------------------------------------------


def _follow_up(reading: Reading, earlier: Plan, tools: Tools) -> Plan | None:
    """The plan when the question leans on the one before, else None."""
    if cues.BEFORE_THAT.search(reading.line) and not reading.terms:
        return replace(earlier, offset=earlier.offset + 1, aspect=_stepping(earlier), window=None)
    leads_on = cues.LEADS_ON.search(reading.line) is not None
    if reading.terms:
        return _same_question(reading, earlier) if leads_on or not _complete(reading) else None
    if reading.left:
        return _narrowed(reading, earlier, tools)
    cued = _cued(reading)
    points_back = cues.POINTS_BACK.search(reading.line) is not None
    if cued and not points_back and not _leans(reading, cued, earlier):
        return None
    if not reading.aspects and reading.window is None and not leads_on and not points_back:
        return None
    return _same_subject(reading, earlier)


def _stepping(earlier: Plan) -> Aspect:
    return earlier.aspect if earlier.aspect in (Aspect.LATEST, Aspect.HIGHEST, Aspect.LOWEST) else Aspect.LATEST


def _complete(reading: Reading) -> bool:
    return bool(reading.aspects or reading.topics or reading.window)


def _same_question(reading: Reading, earlier: Plan) -> Plan:
    topic = _cued(reading) or _NATURAL[reading.terms[0].kind]
    fresh = build(reading, topic)
    if topic is not earlier.topic or reading.aspects or earlier.aspect is Aspect.EXISTS:
        return fresh
    return replace(
        fresh, aspect=earlier.aspect, window=reading.window or earlier.window, definite=earlier.definite,
        threshold=earlier.threshold, limit=earlier.limit,
    )  # fmt: skip


def _narrowed(reading: Reading, earlier: Plan, tools: Tools) -> Plan | None:
    """A word more about what was asked before (`the succinate one`); a question of its own otherwise."""
    if _complete(reading) or family_of((*earlier.words, *reading.left), tools, earlier.topic) is None:
        return None
    return replace(
        earlier, words=(*earlier.words, *reading.left), subject=f"{earlier.subject} {' '.join(reading.left)}"
    )


def _leans(reading: Reading, cued: Topic, earlier: Plan) -> bool:
    """`When was it started?`, `what dose?`: the cue word belongs to what was asked before."""
    if cued is earlier.topic:
        return not {Aspect.LIST, Aspect.PAST} & set(reading.aspects) and bool(reading.aspects) and bool(earlier.words)
    return (
        cued in (Topic.MEDICATION, Topic.CONDITION, Topic.PROCEDURE) and bool(earlier.words) and bool(reading.aspects)
    )


def _same_subject(reading: Reading, earlier: Plan) -> Plan:
    aspect = _aspect_of_same(reading, earlier)
    return replace(
        earlier, aspect=aspect, window=reading.window, threshold=reading.threshold, limit=reading.limit,
        offset=earlier.offset if aspect in (Aspect.WHY, Aspect.WHO, Aspect.WHERE, Aspect.CONTENT) else 0,
        definite=earlier.definite or "first" in reading.words,
    )  # fmt: skip


def _aspect_of_same(reading: Reading, earlier: Plan) -> Aspect:
    """The aspect read as if the earlier subject stood in this question."""
    with_subject = replace(reading, terms=earlier.terms, content=tuple((w, frozenset[Topic]()) for w in earlier.words))
    return _aspect(with_subject, earlier.topic) if reading.aspects or reading.window else earlier.aspect
