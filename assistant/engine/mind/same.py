"""Whether words of a note and a name on a list mean the same thing, by the reviewed vocabulary."""

from functools import lru_cache

from assistant.engine.mind.conflicts import allergen_terms
from assistant.engine.mind.matching import is_drug
from assistant.engine.mind.names import brand, ingredients, said, substance
from assistant.engine.mind.reading import named_terms, of_kind
from assistant.engine.mind.text import Tokens, holds
from assistant.engine.mind.vocabulary import Kind, Term
from records.engine.rows import AllergyRow, MedicationRow


class VocabularyMatcher:
    """Implements `triage.engine.reconcile.types.Matcher`."""

    def same_problem(self, words: str, name: str) -> bool:
        one, other = said(words), said(name)
        return _within(one, other) or bool(_ids(one, Kind.CONDITION) & _ids(other, Kind.CONDITION))

    def same_drug(self, words: str, name: str) -> bool:
        wanted = {substance(part) for part in ingredients(words)} | {brand(words)} - {()}
        known = {substance(part) for part in ingredients(name)} | {brand(name)} - {()}
        if any(_within(one, other) for one in wanted for other in known if one and other):
            return True
        kinds = (Kind.DRUG, Kind.DRUG_CLASS)
        return bool(_ids(said(words), *kinds) & _ids(said(name), *kinds))

    def speaks_against(self, allergy: AllergyRow, medicine: MedicationRow) -> bool:
        return any(is_drug(term, medicine) for term in _terms(allergy))


def _within(one: Tokens, other: Tokens) -> bool:
    return bool(one and other) and (holds(one, other) or holds(other, one))


@lru_cache(maxsize=4096)
def _ids(words: Tokens, *kinds: Kind) -> frozenset[str]:
    return frozenset(term.id for term in of_kind(named_terms(words), *kinds))


def _terms(allergy: AllergyRow) -> list[Term]:
    return allergen_terms(allergy)
