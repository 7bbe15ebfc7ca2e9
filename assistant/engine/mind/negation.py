"""Whether a sentence says that something is absent: `denies chest pain`, `no rash`, `stroke ruled out`."""

import re

from assistant.engine.mind.families import same_word
from assistant.engine.mind.text import Tokens, tidy, tokens

_BEFORE = re.compile(
    r"\b(?:no(?!\s*,)|nobody|not|denie[sd]|denying|without|negative for|never|nor|neither|free of|absence of"
    r"|rather than|nil)\b"
)
_AFTER = re.compile(r"^\W{0,3}(?:(?:is|was|were|are)\s+)?(?:ruled out|absent|negative|denied|excluded|none|nil)\b")
# A denial reaches to the end of its clause, a list of findings included.
_CLAUSE = re.compile(r"[.;:\n]|\b(?:but|however|although|except|because|due to|who|which|now has)\b")
_REACH = 90  # characters


def is_denied(text: str, names: tuple[Tokens, ...]) -> bool:
    """Whether every mention of the names in the text is a denial; False when none is mentioned."""
    plain = tidy(text)
    places = [m.span() for m in re.finditer(r"[a-z0-9]+", plain)]
    words = [tokens(plain[a:b]) for a, b in places]
    heads = {name[-1] for name in names}
    found = [
        span for span, word in zip(places, words, strict=True) if word and any(same_word(h, word[0]) for h in heads)
    ]
    return bool(found) and all(_denied(plain, start, end) for start, end in found)


def _denied(plain: str, start: int, end: int) -> bool:
    clause = _CLAUSE.split(plain[max(0, start - _REACH) : start])[-1]
    return bool(_BEFORE.search(clause) or _AFTER.search(plain[end : end + _REACH]))
