"""From a question and what was asked before to plans, by rules."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from assistant.engine.mind import cues
from assistant.engine.mind.asked import CARRYING
from assistant.engine.mind.aspect_of import aspect_of
from assistant.engine.mind.common import telling
from assistant.engine.mind.everyday import callings, scaffold
from assistant.engine.mind.families import chart_words, words_of
from assistant.engine.mind.follow_up import follow_up, whole_question
from assistant.engine.mind.plan import Aspect, Plan, Topic
from assistant.engine.mind.reading import Reading, of_kind, read
from assistant.engine.mind.text import asked_plainly, in_users_words, tokens
from assistant.engine.mind.topic_of import NATURAL, asked_condition, asked_procedure, cued, named_measure, topic_of
from assistant.engine.mind.topics import reports
from assistant.engine.mind.vocabulary import Kind
from assistant.engine.types import Question, Tools

_MAX_HISTORY = 6
_A_MONTH = 32  # days
_LITERATURE_TOO = re.compile(
    r"[,;?]?\s+and\s+(?=(?:what|is|are|does|do|which)\b[^?]*\b(?:literature|evidence|research|guidelines?|stud(?:y|ies))\b)",
    re.IGNORECASE,
)  # a question about the chart and one about the literature
_SAID = re.compile(
    r"^(?:and |but )?what (?:do|did|does|have|has|had|be) .*"
    r"\b(?:say|said|recommend\w*|think|thought|advi[sc]e\w*|suggest\w*|write|wrote|written|opinion)\b"
)  # what somebody said
_OF_VISITS = frozenset("pt be most recently ago here there us we any many number date day doctor total".split())
_SIZE = re.compile(r"\bhow (?:big|large|wide|thick|enlarged)\b")  # imaging tells these


Choose = Callable[[str, tuple[Plan, ...]], Plan | None]


def plan(question: Question, tools: Tools, today: date, choose: Choose) -> tuple[Plan, ...]:
    """One plan for each thing asked. Earlier questions of the conversation are planned again, which is
    cheap and leaves nothing to be stored or forged. `choose` gives the plan of the question before with what this
    one chooses of the choices that were offered, None where it chooses nothing."""
    person = tokens(tools.patient().name)
    before: tuple[Plan, ...] = ()
    for text in (*(t.question for t in question.history[-_MAX_HISTORY:]), question.text):
        chosen = choose(text, before) if before else None
        before = (chosen,) if chosen else _plans(text, before[-1] if before else None, tools, today, person) or before
    return before


def _plans(text: str, earlier: Plan | None, tools: Tools, today: date, person: Sequence[str]) -> tuple[Plan, ...]:
    parts = _parts(text, today, person)
    plans: list[Plan] = []
    for part in parts:
        before = plans[-1] if plans else earlier
        plans.append(_one(part, before, tools, today, person))
    return tuple(plans)


def _parts(text: str, today: date, person: Sequence[str]) -> list[str]:
    """Split a combined question where each part names a topic of its own."""
    apart = _LITERATURE_TOO.split(text, maxsplit=1)
    if len(apart) == 2 and all(p.strip() for p in apart):
        return [*_parts(apart[0], today, person), apart[1]]
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
    return cued(reading) or (NATURAL[reading.terms[0].kind] if reading.terms else None)


def _one(text: str, earlier: Plan | None, tools: Tools, today: date, person: Sequence[str]) -> Plan:
    text = asked_plainly(text)
    reading = read(text, today, person, lambda: chart_words(tools))
    follow = follow_up(reading, earlier, tools, build) if earlier else None
    chosen = follow or _fresh(reading, tools)
    asked = whole_question(text, reading, earlier) if earlier and follow else text
    told = replace(chosen, question=asked, chinese=reading.chinese, corrections=reading.corrections)
    return replace(told, subject=in_users_words(told.subject, text))


def _fresh(reading: Reading, tools: Tools) -> Plan:
    if _SAID.search(reading.line) and callings(reading.words):
        return build(reading, Topic.NOTE)
    procedure = asked_procedure(reading, tools)
    if procedure:
        return replace(build(reading, Topic.PROCEDURE), words=procedure, subject=" ".join(procedure))
    condition = asked_condition(reading, tools)
    if condition:
        return replace(build(reading, Topic.CONDITION), words=condition, subject=" ".join(condition))
    measure = named_measure(reading, tools)
    if measure:
        return replace(build(reading, Topic.OBSERVATION), terms=(), words=measure, subject=" ".join(measure))
    topic = topic_of(reading, tools)
    if topic in (None, Topic.OBSERVATION) and not reading.terms and _SIZE.search(reading.line):
        topic = None
    if topic is None:
        return _without_rule(reading, tools)
    return replace(build(reading, topic), notes_first=_notes_first(reading, topic, tools))


def telling_of_a_visit(reading: Reading) -> list[str]:
    """Words of a question about visits that no row of a visit answers to: `who came along`, `did he agree`."""
    explained, asking = cues.explained(reading.words), cues.aspect_words(reading.words)
    named = {w for t in reading.terms for n in t.names for w in n}
    return [
        w
        for i, w in enumerate(reading.words)
        if not (
            Topic.ENCOUNTER in explained[i]
            or i in asking
            or w in named
            or w in CARRYING
            or w in scaffold()
            or w in _OF_VISITS
        )
        and w.isalpha()
    ]


def _notes_first(reading: Reading, topic: Topic, tools: Tools) -> bool:
    """Whether sentences are more likely to answer than rows: reasons, plans and advice, or a word about a
    named thing that no row of its table uses."""
    if topic in (Topic.NOTE, Topic.LITERATURE, Topic.PERSON, Topic.OVERVIEW, Topic.UNCLEAR):
        return False
    if topic in (Topic.ENCOUNTER, Topic.SMOKING, Topic.CONDITION, Topic.PROCEDURE):
        strange = set(reading.left) - words_of(topic, tools)
        if strange and not reading.window and not _dated(reading):
            return True
        if topic is Topic.ENCOUNTER:
            return bool(telling_of_a_visit(reading))
    if topic is Topic.MEDICATION and not reading.terms and set(telling(reading.left)) - words_of(topic, tools):
        return True
    if cues.asks_notes(reading.line) or (
        Aspect.WHY in reading.aspects and topic in (Topic.OBSERVATION, Topic.CONDITION)
    ):
        return True
    if (
        not reading.left
        or not reading.terms
        or reading.window
        or topic is Topic.REPORT
        or (topic is Topic.PROCEDURE and _dated(reading))
    ):
        return False
    return bool(set(reading.left) - words_of(topic, tools))


def build(reading: Reading, topic: Topic) -> Plan:
    """The plan for a topic that is settled."""
    aspect = aspect_of(reading, topic)
    words = reading.subject(topic)
    terms = reading.terms if topic is not Topic.ENCOUNTER else of_kind(reading.terms, Kind.CONDITION)
    section = cues.section(reading.line)
    if section and topic is Topic.NOTE:
        words = tuple(w for w in words if not cues.section_word(w))
    return Plan(
        topic=topic,
        aspect=aspect,
        terms=terms,
        words=words,
        subject=" ".join(reading.subject(topic)),
        window=reading.window,
        threshold=reading.threshold,
        limit=reading.limit,
        offset=_offset(reading, topic),
        fact=cues.fact(reading.line) if topic is Topic.PERSON else "",
        setting=cues.setting(reading.line) if topic is Topic.ENCOUNTER else "",
        listing=not reading.terms
        and aspect in (Aspect.LIST, Aspect.EXISTS, Aspect.PAST)
        and cues.LISTING.search(reading.free) is not None,
        section=section,
        definite=bool({Aspect.FIRST, Aspect.LATEST} & set(reading.aspects)) or "first" in reading.words,
    )


def _offset(reading: Reading, topic: Topic) -> int:
    if topic is Topic.OBSERVATION and reading.terms and re.search(r"\b(?:previous|prior|penultimate)\b", reading.line):
        return 1
    return 1 if cues.BEFORE_THAT.search(reading.line) and reading.window is None else 0


def _dated(reading: Reading) -> bool:
    return bool({Aspect.WHEN, Aspect.LATEST, Aspect.FIRST, Aspect.COUNT, Aspect.CONTENT} & set(reading.aspects))


def _a_day(reading: Reading) -> bool:
    """`What was done on that day`: its notes tell, or the visit."""
    window = reading.window
    return window is not None and not window.month and (window.end - window.start).days < _A_MONTH


def _without_rule(reading: Reading, tools: Tools) -> Plan:
    """No rule fits: the notes tell of whatever the question speaks of."""
    if reading.left:
        reported = build(reading, Topic.REPORT)
        if reports.speaking(reported, tools.reports()):
            return reported
    return build(reading, Topic.NOTE if reading.left or _a_day(reading) else Topic.UNCLEAR)
