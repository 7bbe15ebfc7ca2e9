"""AllergyIntolerance."""

import re

from records.engine.fhir import systems
from records.engine.fhir.source import Source, withheld_for
from records.engine.fhir.types import AllergyRecord, Code

_WITHHELD = {"refuted": "refuted"}
# "No known allergy" and its kinds (drug, food, environment, insect, latex), as the FHIR value set for this
# resource lists them, for exports that give the code without words.
_NONE_KNOWN_CODES = {"716186003", "409137002", "429625007", "428607008", "428197003", "1003774007"}
_NONE_KNOWN_WORDS = re.compile(
    r"\bno\b.{0,30}\b(allerg(y|ies|ic)|hypersensitivit(y|ies)|intolerances?)\b|\bnk(d|f)?a\b|\bnil known\b",
    re.IGNORECASE,
)


def map_allergy(source: Source) -> AllergyRecord:
    name, codes = _substance(source)
    verification = source.first_code("verificationStatus")
    return AllergyRecord(
        **source.common(
            "patient",
            status=source.first_code("clinicalStatus"),
            withheld=withheld_for(verification, _WITHHELD),
            name=name,
            codes=codes,
        ),
        verification=verification,
        category=", ".join(source.texts("category")),
        criticality=source.text("criticality"),
        reactions=_reactions(source),
        recorded=source.date("recordedDate"),
        onset=source.date("onsetDateTime") or source.node("onsetPeriod").date("start"),
        none_known=_none_known(name, codes),
    )


def _substance(source: Source) -> tuple[str, tuple[Code, ...]]:
    """The code, else the substance that a reaction names."""
    if source.words("code"):
        return source.named("code", systems.RXNORM)
    for reaction in source.nodes("reaction"):
        if name := reaction.words("substance"):
            return name, reaction.codes("substance", systems.RXNORM)
    return source.named("code", systems.RXNORM)


def _none_known(name: str, codes: tuple[Code, ...]) -> bool:
    return any(code.code in _NONE_KNOWN_CODES for code in codes) or bool(_NONE_KNOWN_WORDS.search(name))


def _reactions(source: Source) -> tuple[str, ...]:
    found: list[str] = []
    for reaction in source.nodes("reaction"):
        words = reaction.words("manifestation") or reaction.text("description")
        severity = reaction.text("severity")
        found.append(f"{words} ({severity})" if words and severity else words)
    return tuple(dict.fromkeys(filter(None, found)))
