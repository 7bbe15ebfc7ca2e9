"""The one word that notes use where all that was asked is denied: `None.`"""

import re
from collections.abc import Sequence

from triage.engine.summary.dialogue.turns import Role
from triage.engine.summary.dialogue.unit import Unit

_NOTHING = ("None.", "Noncontributory.", "Unremarkable.", "Negative.", "Otherwise negative.")
_NAMED = (
    (re.compile(r"\ballerg", re.I), ("No known drug allergies.", "No known allergies.", "No known medical allergies.")),
    (re.compile(r"\b(?:surger|operation|surgical)", re.I), ("No previous surgeries.",)),
    (
        re.compile(r"\b(?:medical (?:history|condition|problem)|health (?:problem|condition|issue))", re.I),
        ("No significant past medical history.",),
    ),
    (re.compile(r"\bfamily\b", re.I), ("No significant family history.",)),
)


_NEGATED = re.compile(r"\b(?:no|not|none|never|nothing|denies|nope|n't|without|unaware)\b|n't\b", re.I)


def nothing(found: Sequence[Unit]) -> list[Unit]:
    """Where all that was asked is denied, the one word that notes use for it."""
    told = [u for u in found if not u.chat]
    said = [u for u in told if u.origin in ("no", "open", "statement")]
    if any(u.origin == "yes" for u in told) or not said:
        return []
    if any(not _NEGATED.search(u.said) and len(u.said.split()) > 3 and u.role is not Role.DOCTOR for u in said):
        return []
    denials = [u for u in told if u.origin == "no" or (_NEGATED.search(u.said) and u.role is not Role.DOCTOR)]
    if not denials:
        return []
    sources = tuple(dict.fromkeys(span for unit in denials for span in unit.sources))
    last = denials[-1]
    asked = " ".join(unit.asked + " " + unit.said for unit in denials)
    ways = _NOTHING + tuple(way for pattern, named in _NAMED if pattern.search(asked) for way in named)
    return [Unit(ways, sources, last.role, "nothing", last.said, last.asked, last.turn, False)]
