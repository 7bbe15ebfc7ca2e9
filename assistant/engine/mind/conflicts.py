"""Things in the record that do not agree: they are shown beside the answer, never settled here."""

from collections.abc import Sequence

from assistant.engine.mind.draft import Draft, cite
from assistant.engine.mind.matching import is_drug, substances
from assistant.engine.mind.names import plain, said
from assistant.engine.mind.reading import named_terms, of_kind
from assistant.engine.mind.say import Say
from assistant.engine.mind.vocabulary import Kind, Term, vocabulary
from assistant.engine.types import Tools
from records.engine.rows import AllergyRow, MedicationRow

# An allergy to one penicillin is taken to speak of all of them.
_CROSSING = "penicillins"


def allergy_conflicts(draft: Draft, current: Sequence[MedicationRow], tools: Tools, say: Say) -> None:
    for allergy in tools.allergies():
        if allergy.none_known or allergy.clinical_status not in ("active", ""):
            continue
        avoided = allergen_terms(allergy)
        for row in current:
            if any(is_drug(term, row) for term in avoided):
                text = say("allergy_conflict", allergy=plain(allergy.name), drug=row.name)
                draft.line(text, cite(allergy), cite(row))


def allergen_terms(allergy: AllergyRow) -> list[Term]:
    """The drug or drug classes that an allergy speaks of."""
    named = list(of_kind(named_terms(said(allergy.name)), Kind.DRUG, Kind.DRUG_CLASS))
    ids = {t.id for t in named}
    crossing = vocabulary().of(Kind.DRUG_CLASS, _CROSSING)
    return [*named, crossing] if crossing and ids & set(crossing.members) else named


def differing_doses(draft: Draft, current: Sequence[MedicationRow], say: Say) -> None:
    """Two current orders of the same substances whose names (with strength) or dosages differ."""
    groups: dict[object, list[MedicationRow]] = {}
    for row in current:
        groups.setdefault(substances(row), []).append(row)
    for rows in groups.values():
        if len({(r.name, r.dosage) for r in rows}) > 1:
            draft.line(say("two_doses", names=say.listed([r.name for r in rows])), *(cite(r) for r in rows))
