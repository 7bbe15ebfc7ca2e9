"""Answers that quote: notes of this chart, and the literature."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.engine.mind.answering import CLOSE_IN_MEANING, answering, share_of, window
from assistant.engine.mind.draft import FROM_LITERATURE, FROM_NOTES, LOOKED_UP, Draft
from assistant.engine.mind.note_parts import part_of
from assistant.engine.mind.plan import Plan
from assistant.engine.mind.quoting import (
    FAMILY,
    LOOKED_AT,
    QUOTED,
    Quote,
    asks_whether,
    best,
    ideas,
    polarity,
    query,
    quote,
    searched,
    speaks_of,
)
from assistant.engine.mind.say import Say
from assistant.engine.mind.text import tokens
from assistant.engine.types import Considered, Passage, Progress, Tools

_LITERATURE_ENOUGH = 0.66
_ALL = 60  # passages looked at when an author, a kind of note, a section or a day narrows them
_KIND = re.compile(
    r"\b(discharge|operative|operation|consultation|telephone|nurse|nursing|emergency|admission|radiology|letter)"
    r"(?= (?:note|letter|summary|call|message|report|encounter)s?\b)"
)
_ONE_FINDING = 3  # words
_BARE = 2  # words of a passage that is only a date or a heading


def notes(plan: Plan, tools: Tools, say: Say) -> Draft:
    draft = Draft(badges=[FROM_NOTES], parts=[Progress("Searching notes")])
    if plan.section:
        return _section(draft, plan, tools, say)
    plan, passages, found = _found(plan, tools)
    wanted = ideas(plan)
    if found and _asks_whether(plan) and _tells(plan, found[0].text):
        key = polarity(wanted, found)
        if key != "notes_mention":
            draft.line(say(key, name=plan.subject))
    quote(draft, found, say)
    if passages:
        draft.parts.append(Considered(tuple(passages[:LOOKED_AT])))
    if not found:
        draft.missing(say("no_note", words=plan.subject or plan.question))
    return draft


def _found(plan: Plan, tools: Tools) -> tuple[Plan, list[Passage], list[Quote]]:
    """Searched in the question's own words first, then by the other names of what it speaks of: added to
    the first search they would only thin it."""
    narrowed, passages = _narrowed(plan, tools.search_notes(searched(plan.question), _ALL))
    if passages and not ideas(narrowed) and (plan.window or _KIND.search(plan.question.lower())):
        return narrowed, passages, _opening(narrowed, passages)
    found = answering(narrowed, ideas(narrowed), passages[:LOOKED_AT])
    if not found and narrowed.terms:
        narrowed, others = _narrowed(plan, tools.search_notes(query(plan), _ALL))
        found = answering(narrowed, ideas(narrowed), others[:LOOKED_AT])
        passages = others if found else passages
    return narrowed, passages, found


def _opening(plan: Plan, passages: Sequence[Passage]) -> list[Quote]:
    """`What did the note of that day say`: how the newest of them begins."""
    newest = max(passages, key=lambda p: p.date.instant.timestamp() if p.date else 0.0)
    parts = sorted((p for p in passages if p.ref == newest.ref and len(p.text.split()) > _BARE), key=lambda p: p.start)
    return [window(plan, (), part, ()) for part in parts[:QUOTED]]


def near_in_meaning(draft: Draft, plan: Plan, tools: Tools, say: Say) -> None:
    """No row and no note uses the word; a passage that says the same otherwise is quoted (dizzy at work)."""
    passages = tools.search_notes(searched(plan.question), LOOKED_AT)
    strange = [p for p in passages if p.score >= CLOSE_IN_MEANING and not share_of(ideas(plan), p)]
    found = answering(plan, ideas(plan), strange)[:1]
    if not found or FAMILY & set(tokens(found[0].text)):
        return
    draft.line(say("notes_near"))
    quote(draft, found, say)
    draft.parts.append(Considered(tuple(passages)))
    draft.status = draft.status.ANSWERED
    draft.badges = [LOOKED_UP, FROM_NOTES]


def _asks_whether(plan: Plan) -> bool:
    """A yes-or-no question about one finding, whose denial can be told from a mention."""
    return asks_whether(plan) and len(ideas(plan)) <= _ONE_FINDING


def _tells(plan: Plan, text: str) -> bool:
    return all(speaks_of(idea, tokens(text)) for idea in ideas(plan))


def _narrowed(plan: Plan, passages: Sequence[Passage]) -> tuple[Plan, list[Passage]]:
    """Passages of the day, author and kind of note that the question names; those words are used up."""
    kept = [p for p in passages if plan.window is None or plan.window.holds(p.date)]
    asked = set(tokens(plan.question))
    authors = asked & {w for p in kept for w in tokens(p.author)[1:] if len(w) > 3}
    if authors:
        kept = [p for p in kept if authors & set(tokens(p.author))]
    kinds = set(tokens(" ".join(_KIND.findall(plan.question.lower()))))
    if kinds:
        kept = [p for p in kept if kinds & set(tokens(p.title))]
    return replace(plan, words=tuple(w for w in plan.words if w not in authors | kinds)), kept


def _section(draft: Draft, plan: Plan, tools: Tools, say: Say) -> Draft:
    """The part of the newest fitting note that is asked for, narrowed by what it should speak of."""
    told = tools.search_notes(f"{plan.section} {plan.question}", _ALL)
    plan, passages = _narrowed(plan, told)
    parts = [part for p in passages if (part := part_of(plan.section, p))]
    wanted = ideas(plan)
    if wanted:
        about = {p.ref for p in passages if all(speaks_of(i, tokens(f"{p.title} {p.text}")) for i in wanted)}
        parts = [p for p in parts if p.ref in about]
    if not parts:
        return _anywhere(draft, plan, passages, say)
    newest = max((p.date.instant.timestamp() if p.date else 0.0) for p in parts)
    same_day = [p for p in parts if (p.date.instant.timestamp() if p.date else 0.0) == newest]
    same_day.sort(key=lambda p: p.start)
    quote(draft, [window(plan, wanted, p, [1.0] * len(wanted)) for p in same_day[:QUOTED]], say)
    draft.parts.append(Considered(tuple(passages[:LOOKED_AT])))
    return draft


def _anywhere(draft: Draft, plan: Plan, passages: Sequence[Passage], say: Say) -> Draft:
    """Notes without headings still tell plans and findings."""
    found = answering(plan, ideas(plan), passages[:LOOKED_AT])
    quote(draft, found, say)
    if passages:
        draft.parts.append(Considered(tuple(passages[:LOOKED_AT])))
    if not found:
        draft.missing(say("no_note", words=plan.subject or plan.question))
    return draft


def literature(plan: Plan, tools: Tools, say: Say) -> Draft:
    draft = Draft(badges=[FROM_LITERATURE], parts=[Progress("Searching literature")])
    passages = tools.search_literature(plan.subject or plan.question, LOOKED_AT)
    found = best(ideas(plan), passages, _LITERATURE_ENOUGH) if plan.words else []
    quote(draft, found, say)
    if passages:
        draft.parts.append(Considered(tuple(passages)))
    if not found:
        draft.missing(say("no_literature", words=plan.subject or plan.question))
    return draft
