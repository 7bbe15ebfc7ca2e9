"""Answers that quote: notes of this chart, and the literature."""

from assistant.engine.mind.asked import Asked, asked_of
from assistant.engine.mind.draft import FROM_NOTES, LOOKED_UP, Draft
from assistant.engine.mind.everyday import speaks_of
from assistant.engine.mind.evidence import evidence, quotes
from assistant.engine.mind.note_parts import part_of
from assistant.engine.mind.plan import Plan, Topic
from assistant.engine.mind.quoting import (
    FAMILY,
    LOOKED_AT,
    QUOTED,
    asks_whether,
    gist,
    ideas,
    opening,
    polarity,
    query,
    quote,
    searched,
)
from assistant.engine.mind.relatives import asked_kind, differ, fitting, spans
from assistant.engine.mind.say import Say
from assistant.engine.mind.scope import MOST, Scope, scope
from assistant.engine.mind.text import tokens
from assistant.engine.types import Considered, Passage, Progress, Tools

_ALL = 60  # passages looked at
_ONE_FINDING = 3  # words


def notes(plan: Plan, tools: Tools, say: Say, all_named: bool = False) -> Draft:
    """`all_named`: only what speaks of every thing that the question names, and not of a relative's."""
    draft = Draft(badges=[FROM_NOTES], parts=[Progress("Searching notes")])
    asked_in = scope(plan, tools)
    if not asked_in.notes:
        draft.missing(say("no_note", words=plan.subject or plan.question))
        return draft
    asked = asked_of(plan, asked_in.used, all_named)
    if all_named and not (asked.tells or plan.section or (plan.topic is Topic.UNCLEAR and asked.ideas)):
        draft.missing(say("no_note", words=plan.subject or plan.question))
        return draft
    if _relatives(draft, plan, asked, asked_in, tools, say):
        return draft
    if plan.section and _section(draft, plan, asked, asked_in, tools, say):
        return draft
    if (asked_in.narrowed or asked_in.one) and not asked.tells:
        _newest(draft, asked_in, tools, say)
        return draft
    _search(draft, plan, asked, asked_in, tools, say)
    return draft


def _relatives(draft: Draft, plan: Plan, asked: Asked, asked_in: Scope, tools: Tools, say: Say) -> bool:
    """What notes say of the relative who is asked about; which one is meant, where two fit and differ."""
    kinds = asked_kind(plan.question)
    if not kinds:
        return False
    passages = tools.read_notes([n.ref for n in asked_in.notes[:MOST]])
    found = fitting(kinds, plan, asked, passages)
    if len(found) > 1 and not asked.whether and differ(found):
        draft.unclear(say("which_person"), [person.label for person in found])
    elif found:
        quote(draft, spans(found), say)
        draft.parts.append(Considered(tuple(passages[:LOOKED_AT])))
    return bool(found)


def _search(draft: Draft, plan: Plan, asked: Asked, asked_in: Scope, tools: Tools, say: Say) -> None:
    passages = _passages(plan, asked_in, tools)
    found = quotes(asked, evidence(asked, passages, tools))
    if asked.own:
        found = [q for q in found if not FAMILY & set(tokens(q.text))]
    if found and asks_whether(plan) and 0 < len(ideas(plan)) <= _ONE_FINDING:
        key = polarity(ideas(plan), [q for q in found if _tells(plan, q.text)])
        if key != "notes_mention":
            draft.line(say(key, name=plan.subject))
    quote(draft, found, say)
    if passages:
        draft.parts.append(Considered(tuple(passages[:LOOKED_AT])))
    if not found:
        draft.missing(say("no_note", words=plan.subject or plan.question))


def _tells(plan: Plan, text: str) -> bool:
    return all(speaks_of(idea, tokens(text)) for idea in ideas(plan))


def _passages(plan: Plan, asked_in: Scope, tools: Tools) -> list[Passage]:
    """What the search finds by the question's own words and by the other names of what it speaks of; where the
    question names notes, these notes whole."""
    if asked_in.narrowed and len(asked_in.notes) <= MOST:
        return list(tools.read_notes([n.ref for n in asked_in.notes]))
    found = list(tools.search_notes(searched(plan.question), _ALL))
    if plan.terms:
        found += tools.search_notes(query(plan), _ALL)
    refs = {n.ref for n in asked_in.notes}
    unique = {(p.ref, p.start): p for p in reversed(found) if p.ref in refs}
    return sorted(unique.values(), key=lambda p: -p.score)


def _newest(draft: Draft, asked_in: Scope, tools: Tools, say: Say) -> None:
    """`What did the last note say`: how it begins."""
    passages = tools.read_notes([asked_in.notes[0].ref])
    begun = opening(passages)
    told = gist(passages) if asked_in.of_a_specialty else []
    quote(draft, [*told, *(q for q in begun if all(q.start != t.start for t in told))][:QUOTED], say)
    draft.parts.append(Considered(tuple(passages[:LOOKED_AT])))


def _section(draft: Draft, plan: Plan, asked: Asked, asked_in: Scope, tools: Tools, say: Say) -> bool:
    """The part of the newest fitting note that is asked for, narrowed by what the note should speak of."""
    passages = tools.read_notes([n.ref for n in asked_in.notes[:MOST]])
    for note in asked_in.notes[:MOST]:
        own = [p for p in passages if p.ref == note.ref]
        parts = [part for p in own if (part := part_of(plan.section, p))]
        if parts and asked.spoken_of(tokens(f"{note.title} {note.author} " + " ".join(p.text for p in own))):
            quote(draft, opening(parts), say)
            draft.parts.append(Considered(tuple(own[:LOOKED_AT])))
            return True
        if own and _plan_of_now(plan, asked, asked_in) and (advised := gist(own)):
            quote(draft, advised, say)
            draft.parts.append(Considered(tuple(own[:LOOKED_AT])))
            return True
        if own and plan.section == "complaint" and asked_in.narrowed:
            quote(draft, opening(own)[:1], say)
            draft.parts.append(Considered(tuple(own[:LOOKED_AT])))
            return True
    return False


def _plan_of_now(plan: Plan, asked: Asked, asked_in: Scope) -> bool:
    """`What is the plan`: what the newest note advises, under a heading or not; a plan of long ago is none."""
    return plan.section == "plan" and not asked_in.narrowed and not asked.tells


def near_in_meaning(draft: Draft, plan: Plan, tools: Tools, say: Say) -> None:
    """No row and no note uses the word; a passage that says the same otherwise is quoted (dizzy at work)."""
    passages = tools.search_notes(searched(plan.question), LOOKED_AT)
    asked = asked_of(plan)
    found = quotes(asked, evidence(asked, passages, tools))[:1]
    if not found or FAMILY & set(tokens(found[0].text)):
        return
    draft.line(say("notes_near"))
    quote(draft, found, say)
    draft.parts.append(Considered(tuple(passages)))
    draft.status = draft.status.ANSWERED
    draft.badges = [LOOKED_UP, FROM_NOTES]
