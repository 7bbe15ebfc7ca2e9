"""Whether a recorded allergy speaks against a drug: the drug itself, its group, or a group that may cross-react."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from records.engine.rows import AllergyRow
from triage.engine.alerts.medicines import DrugNames
from triage.engine.knowledge.drugs import Drug, DrugBook

_WORD = re.compile(r"[a-z0-9]+")
# What people write when they mean a whole group.
_GROUP_WORDS = {
    "penicillin": ("penicillin", "penicillins"),
    "cephalosporin": ("cephalosporin", "cephalosporins"),
    "carbapenem": ("carbapenem", "carbapenems"),
    "macrolide": ("macrolide", "macrolides"),
    "fluoroquinolone": ("quinolone", "quinolones", "fluoroquinolone", "fluoroquinolones"),
    "tetracycline": ("tetracycline", "tetracyclines"),
    "aminoglycoside": ("aminoglycoside", "aminoglycosides"),
    "sulfonamide-antibiotic": ("sulfa", "sulfonamide", "sulfonamides", "sulfur drugs", "sulfa drugs"),
    "nsaid": ("nsaid", "nsaids", "anti inflammatory"),
    "opioid": ("opioid", "opioids", "opiate", "opiates"),
    "aromatic-antiepileptic": ("aromatic anticonvulsants",),
    "salicylate": ("salicylate", "salicylates"),
    "glycopeptide": ("glycopeptide",),
    "azole": ("azole antifungals",),
}
# Group of the allergy, group of the drug, and what is known of crossing over.
_CROSS = {
    (
        "penicillin",
        "cephalosporin",
    ): "Fewer than 1 in 50 people with a penicillin allergy react to a cephalosporin; more with alike side chains.",
    ("cephalosporin", "penicillin"): "Some people react to both, above all with alike side chains.",
    ("penicillin", "carbapenem"): "Fewer than 1 in 100 people with a penicillin allergy react to a carbapenem.",
    ("salicylate", "nsaid"): "Aspirin and other anti-inflammatory drugs often cross-react.",
    ("nsaid", "salicylate"): "Aspirin and other anti-inflammatory drugs often cross-react.",
}


@dataclass(frozen=True, slots=True)
class AllergyHit:
    """`direct`: the drug or its own group; else a group that may cross-react."""

    row: AllergyRow
    direct: bool
    why: str


def hits(drug: Drug, rows: Sequence[AllergyRow], book: DrugBook, names: DrugNames) -> Iterator[AllergyHit]:
    for row in rows:
        if row.none_known or row.clinical_status in ("inactive", "resolved"):
            continue
        found = _hit(drug, row, book, names)
        if found:
            yield found


def _hit(drug: Drug, row: AllergyRow, book: DrugBook, names: DrugNames) -> AllergyHit | None:
    named = names.find(row.name, row.code)
    if any(one.id == drug.id for one in named):
        return AllergyHit(row, True, "The very drug is on the list of allergies.")
    groups = {group for one in named for group in book.allergy(one)} | set(_groups(row.name))
    mine = book.allergy(drug)
    if groups & mine:
        return AllergyHit(row, True, f"Both belong to the group {min(groups & mine)}.")
    for group in sorted(groups):
        for own in sorted(mine):
            if (group, own) in _CROSS:
                return AllergyHit(row, False, _CROSS[group, own])
    return None


def _groups(name: str) -> Iterator[str]:
    text = f" {' '.join(_WORD.findall(name.casefold()))} "
    for group, words in _GROUP_WORDS.items():
        if any(f" {one} " in text for one in words):
            yield group
