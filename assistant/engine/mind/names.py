"""Chart names as people would say them: no coding-system tags, no strengths and dose forms."""

import re
from functools import lru_cache

from assistant.engine.mind.text import Tokens, tidy, tokens
from assistant.engine.mind.vocabulary import FOLDER, read_file

_TAG = re.compile(
    r"\s*\((?:disorder|finding|procedure|situation|regime/therapy|substance|event|morphologic abnormality"
    r"|person|product|medicinal product|observable entity|qualifier value|context-dependent category)\)\s*$",
    re.IGNORECASE,
)
_METHOD = re.compile(r"\[[^\]]*\]")
_STRENGTH = re.compile(r"(?<![a-z])\d[\d.,/]*\s*(?:mg|ml|mcg|ug|g|unt|units?|meq|mmol|actuat|hr|day|%)?(?![a-z])")
_FORMS = frozenset(read_file(FOLDER / "drugs.yaml")["forms"].split())
SALTS = frozenset(read_file(FOLDER / "drugs.yaml")["salts"].split())
_ORDER_CODE = re.compile(r"\bnda\d+\b")


def plain(name: str) -> str:
    """`Viral sinusitis (disorder)` → `Viral sinusitis`."""
    return _TAG.sub("", name).strip()


@lru_cache(maxsize=4096)
def said(name: str) -> Tokens:
    """The comparable words of a chart name."""
    return tokens(plain(name))


@lru_cache(maxsize=4096)
def measured_as(name: str) -> Tokens:
    """An observation name without property and method in brackets:
    `Hemoglobin [Mass/volume] in Blood` → hemoglobin in blood."""
    return tokens(_METHOD.sub(" ", name))


@lru_cache(maxsize=4096)
def ingredients(name: str) -> tuple[Tokens, ...]:
    """The substances of a drug name in order, each with its salt words:
    `12 HR Oxycodone Hydrochloride 15 MG / Aspirin 100 MG` → (oxycodone hydrochloride), (aspirin)."""
    lowered = _ORDER_CODE.sub(" ", tidy(_METHOD.sub(" ", name)))
    found = []
    for part in re.split(r"\s/\s|\s\+\s| and ", lowered):
        words = tuple(w for w in tokens(_STRENGTH.sub(" ", part)) if w not in _FORMS and not w.isdigit())
        if words:
            found.append(words)
    return tuple(found) or (tokens(name),)


@lru_cache(maxsize=4096)
def brand(name: str) -> Tokens:
    """The brand that RxNorm writes in square brackets at the end."""
    found = re.findall(r"\[([^\]]+)\]", name)
    return tokens(found[-1]) if found else ()


def substance(words: Tokens) -> Tokens:
    """An ingredient without its salt: the first word always counts (potassium chloride is potassium)."""
    return words[:1] + tuple(w for w in words[1:] if w not in SALTS)
