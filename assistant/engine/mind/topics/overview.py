"""A short overview: problems, medications, allergies, last visit. Each part is its own topic's list."""

from dataclasses import replace

from assistant.engine.mind.draft import Draft
from assistant.engine.mind.plan import Aspect, Plan, Topic
from assistant.engine.mind.say import Say
from assistant.engine.mind.topics import allergies, conditions, encounters, medications
from assistant.engine.types import Status, Tools

_PARTS = (
    (Topic.CONDITION, conditions.answer),
    (Topic.MEDICATION, medications.answer),
    (Topic.ALLERGY, allergies.answer),
    (Topic.ENCOUNTER, encounters.answer),
)


def answer(plan: Plan, tools: Tools, say: Say) -> Draft:
    drafts = []
    for topic, part in _PARTS:
        aspect = Aspect.LATEST if topic is Topic.ENCOUNTER else Aspect.LIST
        drafts.append(part(replace(plan, topic=topic, aspect=aspect, terms=(), words=(), subject=""), tools, say))
    answered = any(d.status is Status.ANSWERED for d in drafts)
    parts = [p for d in drafts for p in d.parts]
    return Draft(Status.ANSWERED if answered else Status.NOT_IN_RECORD, parts=parts)
