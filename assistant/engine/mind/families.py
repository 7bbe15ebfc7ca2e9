"""Which part of the chart knows a name. Looked at only when cues and vocabulary do not tell."""

from collections.abc import Callable, Iterable

from rapidfuzz.distance import DamerauLevenshtein

from assistant.engine.mind.names import measured_as, said
from assistant.engine.mind.plan import Topic
from assistant.engine.mind.text import Tokens
from assistant.engine.types import Tools

_LOOSE = {"of", "the", "a", "an", "in", "on", "to", "for", "with", "and", "or", "by", "at", "be", "pt"}
_NAMES: tuple[tuple[Topic, Callable[[Tools], Iterable[Tokens]]], ...] = (
    (Topic.OBSERVATION, lambda t: (measured_as(k.name) for k in t.observation_kinds())),
    (Topic.PROCEDURE, lambda t: (said(r.name) for r in t.procedures())),
    (Topic.CONDITION, lambda t: (said(r.name) for r in t.conditions())),
    (Topic.MEDICATION, lambda t: (said(r.name) for r in t.medications())),
    (Topic.IMMUNIZATION, lambda t: (said(r.name) for r in t.immunizations())),
    (Topic.ALLERGY, lambda t: (said(r.name) for r in t.allergies())),
    (Topic.REPORT, lambda t: (said(r.name) for r in t.reports())),
)


def same_word(asked: str, charted: str) -> bool:
    """Equal, or one slip apart in a long word. Only for words that no vocabulary knows."""
    if asked == charted:
        return True
    return min(len(asked), len(charted)) >= 6 and DamerauLevenshtein.distance(asked, charted, score_cutoff=1) <= 1


def covers(name: Tokens, words: Iterable[str]) -> bool:
    """Every asked word that carries meaning stands in the name."""
    wanted = [w for w in words if w not in _LOOSE]
    return bool(wanted) and all(any(same_word(w, part) for part in name) for w in wanted)


def family_of(words: Tokens, tools: Tools, only: Topic | None = None) -> Topic | None:
    for topic, names in _NAMES:
        if only in (None, topic) and any(covers(name, words) for name in names(tools)):
            return topic
    return None


def named_procedure(words: Tokens, tools: Tools) -> Tokens:
    """The longest procedure name of two words or more that stands whole in the question."""
    asked = {w for w in words if w not in _LOOSE}
    names = {said(row.name) for row in tools.procedures()}
    whole = [name for name in names if len(core := set(name) - _LOOSE) > 1 and core <= asked]
    return max(whole, key=len, default=())


def chart_words(tools: Tools) -> frozenset[str]:
    """Every word that the chart's own names use: none of them is a slip of the finger."""
    return frozenset(word for _, names in _NAMES for name in names(tools) for word in name)


def words_of(topic: Topic, tools: Tools) -> frozenset[str]:
    """Every word of the names in one table."""
    return frozenset(w for known, names in _NAMES if known is topic for name in names(tools) for w in name)
