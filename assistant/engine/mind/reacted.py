"""Reactions to drugs that notes tell of and the list of allergies does not hold: both are shown, never settled here."""

import re
from collections.abc import Iterator, Sequence

from assistant.engine.mind.conflicts import allergen_terms
from assistant.engine.mind.draft import FROM_NOTES, Draft
from assistant.engine.mind.quoting import FAMILY, QUOTED, Quote, newest_first, quote
from assistant.engine.mind.reading import named_terms, of_kind
from assistant.engine.mind.say import Say
from assistant.engine.mind.text import tokens
from assistant.engine.mind.vocabulary import Kind, Term
from assistant.engine.types import Passage, Status, Tools
from records.engine.rows import AllergyRow
from triage.engine.sentences import sentences

_LOOKED_AT = 12  # passages
_SOUGHT = "allergic to a drug, allergic reaction, anaphylaxis, hives or rash with a medicine"
_REACTION = (
    r"(?:allerg(?:y|ic|ies)|anaphyla\w+|hypersensitiv\w+|reaction|reacted|rash|hives|urticaria|angio-?o?edema"
    r"|stevens-johnson\w*)"
)
_BETWEEN = (
    r"(?:(?:\s+[\w'-]+){0,3}?\s+(?:to|with|from|after|on|under|by)\s+(?:[\w'-]+\s+){0,2}?"
    r"|[^.;]{0,40}?\b(?:(?:day|week)s? [\w-]+ (?:of|on)|since (?:starting|taking)|while (?:on|taking)) )"
)
_BEHIND = (
    r"(?:\s+(?:gave|caused|was|were|had|been|is|stopped|discontinued|for|because|of|after|with|her|him|a|an|the)){0,6}"
)
_UNSURE = re.compile(
    r"\b(?:if|no|not|never|none|nil|without|den(?:y|ies|ied|ying)|risk|watch|warn\w*|monitor\w*|should|would|could|may"
    r"|asks?|unless|until|tolerat\w+|rule[ds]? out|unlikely|doubt\w*|review\w*|check\w*)\b",
    re.IGNORECASE,
)


def reactions_in_notes(draft: Draft, rows: Sequence[AllergyRow], asked: Sequence[Term], tools: Tools, say: Say) -> None:
    """Adds what notes say of a reaction to a drug outside the list; of the drugs `asked` for where there are any."""
    if not tools.notes():
        return
    listed = [term for row in rows if not row.none_known for term in allergen_terms(row)]
    found = newest_first(_told(listed, asked, tools.search_notes(_SOUGHT, _LOOKED_AT)))[:QUOTED]
    if found:
        draft.status = Status.ANSWERED
        draft.line(say("reaction_in_note"))
        quote(draft, found, say)
        draft.badges.append(FROM_NOTES)


def _told(listed: Sequence[Term], asked: Sequence[Term], passages: Sequence[Passage]) -> Iterator[Quote]:
    seen = set[str]()
    for passage in passages:
        for start, end in sentences(passage.text):
            text = passage.text[start:end]
            drugs = {t.id for t in _culprits(text) if not _any_same(t, listed) and (not asked or _any_same(t, asked))}
            if drugs - seen:
                seen |= drugs
                yield Quote(passage, passage.start + start, passage.start + end, text, 1.0)


def _culprits(text: str) -> list[Term]:
    """The drugs that a sentence says this patient reacted to."""
    if FAMILY & set(tokens(text)):
        return []
    return [t for t in of_kind(named_terms(tokens(text)), Kind.DRUG, Kind.DRUG_CLASS) if _is_blamed(t, text)]


def _is_blamed(drug: Term, text: str) -> bool:
    """`rash with lamotrigine`, `lamotrigine rash`, `lamotrigine was stopped for a rash`; neither feared nor denied up
    to the end of its clause."""
    name = "|".join(re.escape(" ".join(words)) for words in drug.names)
    blamed = rf"\b{_REACTION}{_BETWEEN}(?:{name})s?\b|\b(?:{name})s?\b{_BEHIND}\s+{_REACTION}\b"
    plain = " ".join(text.split())
    found = re.search(rf"(?:{blamed})[^,;:.]*", plain, re.IGNORECASE)
    return found is not None and not _UNSURE.search(plain[: found.end()])


def _any_same(drug: Term, others: Sequence[Term]) -> bool:
    return any(drug.id == o.id or drug.id in o.members or o.id in drug.members for o in others)
