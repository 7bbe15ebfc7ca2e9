"""Questions that lean on the one before: `and before that?`, `what about sodium?`, `why?`."""

from collections.abc import Callable
from dataclasses import replace

from assistant.engine.mind import cues
from assistant.engine.mind.aspect_of import aspect_of
from assistant.engine.mind.families import family_of
from assistant.engine.mind.plan import Aspect, Plan, Topic
from assistant.engine.mind.reading import Reading
from assistant.engine.mind.topic_of import NATURAL, cued
from assistant.engine.types import Tools

_POINTS = (Aspect.HIGHEST, Aspect.LOWEST, Aspect.FIRST)
_TOLD_WHY = (Topic.OBSERVATION, Topic.CONDITION)  # their rows tell no reason
Build = Callable[[Reading, Topic], Plan]


def follow_up(reading: Reading, earlier: Plan, tools: Tools, build: Build) -> Plan | None:
    """The plan when the question leans on the one before, else None."""
    if cues.BEFORE_THAT.search(reading.line) and not reading.terms:
        return replace(earlier, offset=earlier.offset + 1, aspect=_stepping(earlier), window=None)
    leads_on = cues.LEADS_ON.search(reading.line) is not None
    if reading.terms:
        return _same_question(reading, earlier, build) if leads_on or not _complete(reading) else None
    if reading.left:
        return _narrowed(reading, earlier, tools)
    topic = cued(reading)
    points_back = cues.POINTS_BACK.search(reading.line) is not None
    if topic and not points_back and not _leans(reading, topic, earlier):
        return None
    if not reading.aspects and reading.window is None and not leads_on and not points_back:
        return None
    return _same_subject(reading, earlier)


def _stepping(earlier: Plan) -> Aspect:
    return earlier.aspect if earlier.aspect in (Aspect.LATEST, Aspect.HIGHEST, Aspect.LOWEST) else Aspect.LATEST


def _complete(reading: Reading) -> bool:
    return bool(reading.aspects or reading.topics or reading.window)


def _same_question(reading: Reading, earlier: Plan, build: Build) -> Plan:
    topic = cued(reading) or NATURAL[reading.terms[0].kind]
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


def _leans(reading: Reading, topic: Topic, earlier: Plan) -> bool:
    """`When was it started?`, `what dose?`: the cue word belongs to what was asked before."""
    if topic is earlier.topic:
        return not {Aspect.LIST, Aspect.PAST} & set(reading.aspects) and bool(reading.aspects) and bool(earlier.words)
    about_a_thing = topic in (Topic.MEDICATION, Topic.CONDITION, Topic.PROCEDURE)
    return about_a_thing and bool(earlier.words) and bool(reading.aspects)


def _same_subject(reading: Reading, earlier: Plan) -> Plan:
    aspect = _aspect_of_same(reading, earlier)
    if earlier.aspect in _POINTS and set(reading.aspects) <= {Aspect.WHEN} and reading.window is None:
        return replace(earlier, threshold=reading.threshold or earlier.threshold)  # `when was that`: of that value
    return replace(
        earlier, aspect=aspect, window=reading.window, threshold=reading.threshold, limit=reading.limit,
        offset=earlier.offset if aspect in (Aspect.WHY, Aspect.WHO, Aspect.WHERE, Aspect.CONTENT) else 0,
        definite=earlier.definite or "first" in reading.words,
        notes_first=earlier.notes_first or (Aspect.WHY in reading.aspects and earlier.topic in _TOLD_WHY),
    )  # fmt: skip


def whole_question(text: str, reading: Reading, earlier: Plan) -> str:
    """`Why?` asks the notes, which want to know why what."""
    if Aspect.WHY not in reading.aspects or reading.terms or reading.left:
        return text
    way = {Aspect.HIGHEST: "high", Aspect.LOWEST: "low"}.get(earlier.aspect, "")
    return " ".join(filter(None, [text.rstrip(" ?"), earlier.subject, way]))


def _aspect_of_same(reading: Reading, earlier: Plan) -> Aspect:
    """The aspect read as if the earlier subject stood in this question."""
    with_subject = replace(reading, terms=earlier.terms, content=tuple((w, frozenset[Topic]()) for w in earlier.words))
    return aspect_of(with_subject, earlier.topic) if reading.aspects or reading.window else earlier.aspect
