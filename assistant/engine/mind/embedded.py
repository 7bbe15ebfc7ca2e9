"""The embedded mind: refuse, plan, look up, compose, check. No language model, no network."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from assistant.engine.mind import cues
from assistant.engine.mind.advice import asks_advice, undecided
from assistant.engine.mind.affirm import without_yes
from assistant.engine.mind.against import asks_against, asks_interactions, interactions
from assistant.engine.mind.check import unsupported
from assistant.engine.mind.choosing import may_choose, picked
from assistant.engine.mind.draft import LOOKED_UP, NOT_LOOKED_UP, Draft, Line, folded
from assistant.engine.mind.everyday import alike, scaffold, speaks_of
from assistant.engine.mind.families import covers
from assistant.engine.mind.guard import Refusal, refusal
from assistant.engine.mind.measured import find
from assistant.engine.mind.names import said
from assistant.engine.mind.plan import Aspect, Plan, Topic
from assistant.engine.mind.planner import plan as make_plans
from assistant.engine.mind.quoting import mention
from assistant.engine.mind.reading import named_phrases
from assistant.engine.mind.say import Say
from assistant.engine.mind.text import is_chinese, tokens
from assistant.engine.mind.topics import (
    allergies,
    articles,
    changes,
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
from assistant.engine.work_up import turn as work_up

REVISION = "3"
_WHY = re.compile(r"\W*(?:and |but )?why\b")
_ASKS_A_DAY = re.compile(r"\W*(?:and |but )?(?:when|since when|what (?:day|date|year))\b")  # rows tell it best
_RISES = re.compile(r"\b(?:jump|r[io]s|go up|went up|gone up|going up|increas|climb|high|up|elevated|peak)\w*")
_FALLS = re.compile(r"\b(?:drop|f[ea]ll|go down|went down|gone down|going down|decreas|low|down)\w*")
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
    Topic.LITERATURE: articles.answer,
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
        worked = work_up.step(question, tools, lambda: _names_a_topic(asked, tools, self._today()))
        refused = refusal(asked.text, tools.patient())
        if refused and not (worked and worked.by_button):
            yield from _refused(refused, say)
            return
        if worked:
            yield from worked.pieces()
            return
        choose = partial(self._chosen, tools, say)
        plans = make_plans(_without_refused(asked, tools), tools, self._today(), choose)
        drafts = [self._draft(p, tools, say) for p in plans]
        yield from _checked(drafts, plans, asked, say)

    def _chosen(self, tools: Tools, say: Say, text: str, before: Sequence[Plan]) -> Plan | None:
        """The earlier plan narrowed to what the text picks among the choices that its answer offered."""
        if not may_choose(text):
            return None
        for plan in before:
            draft = self._draft(plan, tools, say)
            if draft.status is Status.NEEDS_CLARIFICATION and (chosen := picked(text, draft.choices)):
                return replace(plan, chosen=chosen)
        return None

    def _draft(self, plan: Plan, tools: Tools, say: Say) -> Draft:
        if asks_interactions(plan):
            return interactions(tools, say)
        if changes.is_asked(plan.question):
            return changes.answer(tools, say)
        draft = self._told(plan, tools, say) or self._row_draft(plan, tools, say)
        if draft.badges == [LOOKED_UP] and not plan.notes_first:
            draft = self._told_better(draft, plan, tools, say) or draft
        if _unanswered(draft) and _may_be_told(plan):
            draft = self._noted(draft, plan, tools, say) or draft
        if _beside_the_point(plan) and draft.badges == [LOOKED_UP] and tools.notes():
            draft = _without(draft, say("no_note", words=plan.question))
        if _wants_reason(plan) and draft.badges == [LOOKED_UP] and draft.status is Status.ANSWERED:
            draft = _without(draft, say("no_reason_told", name=plan.subject))
        if asks_advice(plan.question) or asks_against(plan):
            draft = undecided(draft, plan, tools, say)
        for typed, taken in plan.corrections:
            draft.line(say("taken", typed=typed, taken=taken), detail=True)
        return draft

    def _told(self, plan: Plan, tools: Tools, say: Say) -> Draft | None:
        """What the notes tell where they are asked first; what the rows hold unfolds under it."""
        if not plan.notes_first or (plan.topic is Topic.PROCEDURE and reports.tells_all(plan, tools.reports())):
            return None
        draft = texts.notes(_with_extreme(plan, tools), tools, say)
        if draft.status is not Status.ANSWERED:
            return None
        rows = self._look_up(plan, tools, say)
        if rows.status is Status.ANSWERED:
            draft.parts += [folded(p) for p in rows.parts if isinstance(p, Line)]
            draft.badges += rows.badges
        return draft

    def _told_better(self, rows: Draft, plan: Plan, tools: Tools, say: Say) -> Draft | None:
        """Rows that say nothing of a word of the question, where a note speaks of it: the note answers, the
        rows unfold under it."""
        unsaid = _unsaid(rows, plan)
        if _ASKS_A_DAY.match(plan.question.lower()) or not unsaid or not tools.notes():
            return None
        draft = texts.notes(plan, tools, say)
        quoted = next((p.sentence for p in draft.parts if isinstance(p, Line) and p.sentence.quoted), None)
        if draft.status is not Status.ANSWERED or quoted is None:
            return None
        told = tokens(" ".join(c.quote for c in quoted.citations))
        if not all(speaks_of(tuple((w,) for w in alike(word)), told) for word in unsaid):
            return None
        draft.parts += [folded(p) for p in rows.parts if isinstance(p, Line)]
        draft.badges += rows.badges
        return draft

    def _noted(self, rows: Draft, plan: Plan, tools: Tools, say: Say) -> Draft | None:
        """No table answers: a note may, if it speaks of everything that the question names."""
        if not tools.notes():
            return None
        draft = texts.notes(plan, tools, say, all_named=True)
        if draft.status is Status.NOT_IN_RECORD:
            return None
        draft.badges += [b for b in rows.badges if b == LOOKED_UP]
        return draft

    def _row_draft(self, plan: Plan, tools: Tools, say: Say) -> Draft:
        draft = self._look_up(plan, tools, say)
        if draft.status is Status.NOT_IN_RECORD:
            draft = self._elsewhere(plan, tools, say) or draft
        if draft.status is Status.NOT_IN_RECORD and plan.topic in (Topic.NOTE, Topic.PERSON):
            draft = self._otherwise(plan, tools, say) or draft
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

    def _otherwise(self, plan: Plan, tools: Tools, say: Say) -> Draft | None:
        """A visit tells why it was made where no note does; notes tell what a registration left open."""
        if plan.topic is Topic.PERSON:
            draft = texts.notes(plan, tools, say)
        elif plan.section == "complaint" or (plan.window is not None and not plan.words):
            aspect = Aspect.WHY if plan.section else Aspect.CONTENT
            setting = cues.setting(plan.question.lower())
            visit = replace(plan, topic=Topic.ENCOUNTER, aspect=aspect, setting=setting, words=(), terms=())
            draft = self._look_up(visit, tools, say)
        else:
            return None
        return draft if draft.status is Status.ANSWERED else None


def _names_a_topic(asked: Question, tools: Tools, today: date) -> bool:
    plans = make_plans(Question(asked.text), tools, today, lambda text, before: None)
    return any(p.topic not in (Topic.NOTE, Topic.UNCLEAR) for p in plans)


def _unanswered(draft: Draft) -> bool:
    return draft.status is Status.NOT_IN_RECORD or (draft.status is Status.NEEDS_CLARIFICATION and not draft.choices)


def _may_be_told(plan: Plan) -> bool:
    """A list that holds nothing is answered by that: `what allergies does she have`."""
    if plan.topic in (Topic.NOTE, Topic.LITERATURE):
        return False
    listed = plan.topic in (Topic.ALLERGY, Topic.MEDICATION, Topic.CONDITION, Topic.SMOKING, Topic.OBSERVATION)
    return bool(plan.words) or not listed


def _unsaid(rows: Draft, plan: Plan) -> list[str]:
    """Words of the question, its named things apart, that the rows' sentences do not use."""
    named = {w for term in plan.terms for name in term.names for w in name}
    said_ = tokens(" ".join(p.sentence.text for p in rows.parts if isinstance(p, Line)))
    free = [w for w in plan.words if w not in named and w not in scaffold() and len(w) > 2]
    return [w for w in free if not speaks_of(tuple((other,) for other in alike(w)), said_)]


def _wants_reason(plan: Plan) -> bool:
    """A row tells what a drug is for and how a value went, not why it was stopped or went up."""
    asks_why = _WHY.match(plan.question.lower()) is not None
    return asks_why and (plan.topic is Topic.OBSERVATION or (plan.topic is Topic.MEDICATION and plan.notes_first))


def _beside_the_point(plan: Plan) -> bool:
    """`Who came along to the clinic`: the provider of the visit does not answer it."""
    asked = plan.aspect in (Aspect.WHO, Aspect.WHERE, Aspect.WHY, Aspect.CONTENT, Aspect.EXISTS, Aspect.DOSE)
    return plan.notes_first and plan.topic is Topic.ENCOUNTER and asked


def _without(draft: Draft, text: str) -> Draft:
    """What the rows hold unfolds under the statement that nothing answers."""
    untold = Draft(badges=draft.badges)
    untold.missing(text)
    untold.parts += [folded(p) for p in draft.parts if isinstance(p, Line)]
    return untold


def _with_extreme(plan: Plan, tools: Tools) -> Plan:
    """Why a value rose is told where it was highest: the notes are asked for that value."""
    rises, falls = _RISES.search(plan.question.lower()), _FALLS.search(plan.question.lower())
    if not _wants_reason(plan) or plan.topic is not Topic.OBSERVATION or not (rises or falls):
        return plan
    rows = [(r.value, r) for m in find(plan, tools).measures for r in m.rows if r.value is not None]
    if not rows:
        return plan
    _, row = max(rows, key=lambda pair: pair[0]) if rises else min(rows, key=lambda pair: pair[0])
    return replace(plan, question=f"{plan.question.rstrip(' ?')} {row.shown_value}")


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
    if plan.topic is Topic.CONDITION and reports.tells_all(plan, tools.reports()):
        return Topic.REPORT
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
    text, ruled = line.sentence.text, named_phrases(line.ruled)
    names = [name for name in named_phrases(text) if name not in ruled]
    return not unsupported(text, line.sentence.citations, names, given, line.computed)


def _status(drafts: Sequence[Draft], nothing_left: bool) -> Status:
    states = {d.status for d in drafts}
    if Status.NEEDS_CLARIFICATION in states:
        return Status.NEEDS_CLARIFICATION
    if nothing_left or states == {Status.NOT_IN_RECORD}:
        return Status.NOT_IN_RECORD
    return Status.ANSWERED
