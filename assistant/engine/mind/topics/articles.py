"""Answers that quote the literature."""

import re
from collections.abc import Iterator, Sequence

from assistant.engine.mind.draft import FROM_LITERATURE, Draft
from assistant.engine.mind.plan import Plan
from assistant.engine.mind.quoting import LOOKED_AT, QUOTED, Quote, best, ideas, quote
from assistant.engine.mind.say import Say
from assistant.engine.mind.text import holds, tokens
from assistant.engine.types import Considered, Passage, Progress, Tools
from triage.engine.sentences import sentences

_ENOUGH = 0.66
_HEADING = 6  # words
_SEARCHED = 24  # passages
_READ = 30  # sentences that are read beside the question
_ANSWERS = 1.0  # log odds
_POINTING = re.compile(
    r"\W*\b(?:what do(?:es)? |according to |in |from )?(?:the )?literature\b(?: says?)?(?: about| on)?:?", re.IGNORECASE
)


def answer(plan: Plan, tools: Tools, say: Say) -> Draft:
    draft = Draft(badges=[FROM_LITERATURE], parts=[Progress("Searching literature")])
    searched_in = tools.search_literature(plan.subject or plan.question, _SEARCHED)
    passages = searched_in[:LOOKED_AT]
    found = [_said_under(q) for q in best(ideas(plan), passages, _ENOUGH)] if plan.words else []
    found = list({(q.passage.ref, q.start): q for q in found}.values())
    found = _read(plan, searched_in, tools) or found
    quote(draft, found, say)
    if passages:
        draft.parts.append(Considered(tuple(passages)))
    if not found:
        draft.missing(say("no_literature", words=plan.subject or plan.question))
    return draft


def _read(plan: Plan, passages: Sequence[Passage], tools: Tools) -> list[Quote]:
    """Sentences that answer, of articles about all that is asked; each is read with its title and its heading."""
    asked = _POINTING.sub(" ", plan.question).strip(" ?") or plan.question
    about = [p for p in passages if _is_about(plan, p.title) and _asks_more(plan, asked, p.title)]
    said = [(q, heading) for p in about for q, heading in _under_headings(p)][:_READ]
    texts = [f"{q.passage.title}, {heading}: {q.text}" for q, heading in said]
    matches = tools.matches(asked, texts)
    ordered = sorted(zip(said, matches, strict=True), key=lambda pair: -pair[1].answers)
    return [q for (q, _), match in ordered if match.answers >= _ANSWERS][:QUOTED]


def _is_about(plan: Plan, title: str) -> bool:
    """Its title, or what stands in it before a comma, is named in the question."""
    subject = tokens(title.partition(",")[0])
    named = any(name == subject for term in plan.terms for name in term.names)
    return bool(subject) and (named or holds(subject, tokens(plan.question)))


def _asks_more(plan: Plan, asked: str, title: str) -> bool:
    """`What does the literature say about gout` asks nothing in particular: no sentence is its answer."""
    named = {word for term in plan.terms for name in term.names for word in name}
    return bool(set(tokens(asked)) - named - set(tokens(title)))


def _under_headings(passage: Passage) -> Iterator[tuple[Quote, str]]:
    heading = passage.section
    for start, end in sentences(passage.text):
        text = passage.text[start:end]
        if text.rstrip().endswith((".", "!", "?", "。")) or len(text.split()) > _HEADING:
            at = passage.start
            yield Quote(passage, at + start, at + end, text, 1.0), heading
        else:
            heading = text.strip()


def _said_under(found: Quote) -> Quote:
    """A heading names its subject and says nothing: what follows it is quoted instead."""
    if found.text.rstrip().endswith((".", "!", "?", "。")) or len(found.text.split()) > _HEADING:
        return found
    passage = found.passage
    spans = [(passage.start + a, passage.start + b) for a, b in sentences(passage.text)]
    follows = next((span for span in spans if span[0] >= found.end), None)
    if follows is None:
        return found
    start, end = follows
    return Quote(passage, start, end, passage.text[start - passage.start : end - passage.start], found.share)
