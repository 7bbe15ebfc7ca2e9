"""The embedded mind: refuse, plan, look up, compose, check. No language model, no network."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from assistant.engine.mind.affirm import without_yes
from assistant.engine.mind.check import unsupported
from assistant.engine.mind.draft import LOOKED_UP, NOT_LOOKED_UP, SORTED_BY_MODEL, Draft, Line, folded
from assistant.engine.mind.families import covers
from assistant.engine.mind.guard import Refusal, refusal
from assistant.engine.mind.names import said
from assistant.engine.mind.plan import Aspect, Plan, Topic
from assistant.engine.mind.planner import plan as make_plans
from assistant.engine.mind.quoting import mention
from assistant.engine.mind.reading import named_phrases
from assistant.engine.mind.say import Say
from assistant.engine.mind.text import is_chinese
from assistant.engine.mind.topics import (
    allergies,
    conditions,
    encounters,
    events,
    medications,
    observations,
    overview,
    person,
    reports,
    smoking,
    texts,
)
from assistant.engine.types import Finished, MindInfo, Piece, Question, Sentence, Status, Tools

REVISION = "1"
_LONGEST_QUESTION = 1000  # characters looked at; what stands behind is not needed to plan
_TOPICS: dict[Topic, Callable[[Plan, Tools, Say], Draft]] = {
    Topic.OBSERVATION: observations.answer,
    Topic.MEDICATION: medications.answer,
    Topic.CONDITION: conditions.answer,
    Topic.ALLERGY: allergies.answer,
    Topic.IMMUNIZATION: events.immunization,
    Topic.PROCEDURE: events.procedure,
    Topic.ENCOUNTER: encounters.answer,
    Topic.SMOKING: smoking.answer,
    Topic.REPORT: reports.answer,
    Topic.NOTE: texts.notes,
    Topic.LITERATURE: texts.literature,
    Topic.OVERVIEW: overview.answer,
}
_NOTES_MAY_TELL = (
    Topic.OBSERVATION, Topic.MEDICATION, Topic.CONDITION, Topic.ALLERGY, Topic.IMMUNIZATION, Topic.PROCEDURE,
    Topic.REPORT,
)  # fmt: skip


class EmbeddedMind:
    def __init__(self, today: Callable[[], date]) -> None:
        self._today = today

    @property
    def info(self) -> MindInfo:
        return MindInfo("embedded", REVISION)

    def answer(self, question: Question, tools: Tools) -> Iterator[Piece]:
        asked = replace(question, text=_one_line(question.text))
        say = Say(is_chinese(asked.text))
        refused = refusal(asked.text, tools.patient())
        if refused:
            yield from _refused(refused, say)
            return
        plans = make_plans(_without_refused(asked, tools), tools, self._today())
        drafts = [self._draft(p, tools, say) for p in plans]
        yield from _checked(drafts, plans, asked, say)

    def _draft(self, plan: Plan, tools: Tools, say: Say) -> Draft:
        draft = self._told(plan, tools, say) or self._row_draft(plan, tools, say)
        if plan.guessed and draft.badges == [LOOKED_UP]:
            draft.badges = [SORTED_BY_MODEL]
        for typed, taken in plan.corrections:
            draft.line(say("taken", typed=typed, taken=taken), detail=True)
        return draft

    def _told(self, plan: Plan, tools: Tools, say: Say) -> Draft | None:
        """What the notes tell where they are asked first; what the rows hold unfolds under it."""
        if not plan.notes_first or plan.guessed:
            return None
        draft = texts.notes(plan, tools, say)
        if draft.status is not Status.ANSWERED:
            return None
        rows = self._look_up(plan, tools, say)
        if rows.status is Status.ANSWERED:
            draft.parts += [folded(p) for p in rows.parts if isinstance(p, Line)]
            draft.badges += rows.badges
        return draft

    def _row_draft(self, plan: Plan, tools: Tools, say: Say) -> Draft:
        draft = self._look_up(plan, tools, say)
        if draft.status is Status.NOT_IN_RECORD:
            draft = self._elsewhere(plan, tools, say) or draft
        if draft.status is Status.NOT_IN_RECORD and plan.topic in _NOTES_MAY_TELL:
            mention(draft, plan, tools, say)
        if draft.status is Status.NOT_IN_RECORD and plan.topic is Topic.CONDITION and not plan.terms:
            texts.near_in_meaning(draft, plan, tools, say)
        return draft

    def _look_up(self, plan: Plan, tools: Tools, say: Say) -> Draft:
        if plan.topic is Topic.PERSON:
            return person.answer(plan, tools, say, self._today())
        if plan.topic in _TOPICS:
            return _TOPICS[plan.topic](plan, tools, say)
        draft = Draft(badges=[NOT_LOOKED_UP])
        draft.unclear(say("unclear"), ())
        return draft

    def _elsewhere(self, plan: Plan, tools: Tools, say: Say) -> Draft | None:
        """The same name in a neighbouring table: a test that was recorded as a procedure."""
        topic = _neighbour(plan, tools)
        if topic is None:
            return None
        draft = self._look_up(replace(plan, topic=topic), tools, say)
        return draft if draft.status is Status.ANSWERED else None


def _one_line(text: str) -> str:
    """Long runs of spaces cost patterns a lot and say nothing; one sign can stand for eighteen letters."""
    unfolded = unicodedata.normalize("NFKC", text[: 4 * _LONGEST_QUESTION])
    return " ".join(unfolded.split())[:_LONGEST_QUESTION]


def _neighbour(plan: Plan, tools: Tools) -> Topic | None:
    if not plan.words:
        return None
    if plan.topic in (Topic.OBSERVATION, Topic.PROCEDURE, Topic.NOTE) and reports.speaking(plan, tools.reports()):
        return Topic.REPORT
    if plan.topic is Topic.OBSERVATION and plan.aspect in (Aspect.LATEST, Aspect.FIRST, Aspect.EXISTS, Aspect.COUNT):
        return Topic.PROCEDURE if any(covers(said(r.name), plan.words) for r in tools.procedures()) else None
    if plan.topic is Topic.IMMUNIZATION:
        given = [r for r in tools.procedures() if any(w.startswith(("vaccin", "immuniz")) for w in said(r.name))]
        return Topic.PROCEDURE if any(covers(said(r.name), plan.words) for r in given) else None
    if plan.topic is Topic.REPORT:
        return Topic.PROCEDURE if any(covers(said(r.name), plan.words) for r in tools.procedures()) else None
    if plan.topic is Topic.PROCEDURE:
        return Topic.CONDITION if any(covers(said(r.name), plan.words) for r in tools.conditions()) else None
    return None


def _without_refused(question: Question, tools: Tools) -> Question:
    """A refused question leaves nothing for the next one to lean on."""
    person_ = tools.patient()
    return replace(question, history=tuple(t for t in question.history if not refusal(t.question, person_)))


def _refused(reason: Refusal, say: Say) -> Iterator[Piece]:
    yield Sentence(say(reason.value))
    yield Finished(Status.REFUSED, NOT_LOOKED_UP)


def _checked(drafts: Sequence[Draft], plans: Sequence[Plan], question: Question, say: Say) -> Iterator[Piece]:
    withheld = shown = 0
    for draft, plan in zip(drafts, plans, strict=True):
        given = _given(question, plan)
        for part in draft.parts:
            if not isinstance(part, Line):
                yield part
            elif _holds(part, given):
                shown += 1
                yield without_yes(part.sentence, question.text, plan.topic)
            else:
                withheld += 1
    if withheld and not shown:
        yield Sentence(say("withheld"))
    badge = " and ".join(dict.fromkeys(b for d in drafts for b in d.badges))
    choices = tuple(c for d in drafts for c in d.choices)
    yield Finished(_status(drafts, bool(withheld and not shown)), badge, withheld, choices)


def _given(question: Question, plan: Plan) -> str:
    """What a sentence that cites nothing may repeat: the question and what it was taken to name."""
    named = [" ".join(name) for term in plan.terms for name in term.names]
    taken = [word for pair in plan.corrections for word in pair]
    return " \n ".join([question.text, plan.subject, plan.question, plan.topic, "smoking status", *named, *taken])


def _holds(line: Line, given: str) -> bool:
    text = line.sentence.text
    return not unsupported(text, line.sentence.citations, named_phrases(text), given, line.computed)


def _status(drafts: Sequence[Draft], nothing_left: bool) -> Status:
    states = {d.status for d in drafts}
    if Status.NEEDS_CLARIFICATION in states:
        return Status.NEEDS_CLARIFICATION
    if nothing_left or states == {Status.NOT_IN_RECORD}:
        return Status.NOT_IN_RECORD
    return Status.ANSWERED
